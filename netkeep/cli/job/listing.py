"""``netkeep job list``: all jobs, those that go on first."""

from datetime import date

import click

from netkeep.agenda.stages import first_day, is_current, last_day
from netkeep.cli.context import Context, pass_context
from netkeep.cli.job.records import brief_record, time
from netkeep.cli.output import print_json, print_table, say
from netkeep.model.jobs import Job
from netkeep.words import count


@click.command("list")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people, or for programs."
)
@pass_context
def command(context: Context, style: str) -> None:
    """List your jobs: the current ones, then the past ones, the latest first.

    \b
    Example:
      netkeep job list
    """
    vault, today = context.vault, context.today
    jobs = sorted(vault.jobs.values(), key=lambda job: _order(job, today))
    records = [brief_record(vault, job, today) for job in jobs]
    if style == "json":
        print_json("job.list", {"today": today.isoformat(), "jobs": records})
    elif jobs:
        print_table([_row(job, record, today) for job, record in zip(jobs, records, strict=True)])
    else:
        say("netkeep: no jobs yet; start one with 'netkeep job start'", err=True)


def _order(job: Job, today: date) -> tuple[bool, int, int, str]:
    latest = (last_day(job) or date.max).toordinal(), (first_day(job) or date.min).toordinal()
    return (not is_current(job, today), -latest[0], -latest[1], job.id)


def _row(job: Job, record: dict[str, object], today: date) -> list[str]:
    position = ", ".join(filter(None, (job.title, job.org)))
    people = count(int(str(record["people"])), "person", "people")
    return [job.id, position, job.kind or "", time(job), "now" if is_current(job, today) else "", people]
