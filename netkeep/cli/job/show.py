"""``netkeep job show``: one job, its people, its log, and what is due for it."""

from collections.abc import Iterator
from datetime import date

import click

from netkeep.agenda.stages import last_day
from netkeep.cli.agenda_lines import agenda_lines
from netkeep.cli.context import Context, pass_context
from netkeep.cli.job.records import due_for, full_record, review, time
from netkeep.cli.job_argument import resolve_jobs
from netkeep.cli.layout import hang, reading_width
from netkeep.cli.output import heading, print_json, quiet
from netkeep.cli.printable import clean
from netkeep.model.jobs import Job
from netkeep.network.coverage import coverage
from netkeep.store.lookup import names
from netkeep.store.vault import Vault
from netkeep.text.plain import one_line
from netkeep.words import ahead

_GROUPS, _DATE, _ENTRIES = 15, 12, 8


@click.command("show")
@click.argument("job", required=False)
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people, or for programs."
)
@pass_context
def command(context: Context, job: str | None, style: str) -> None:
    """Show a job: its people by what they are to you, its log, and what is due for it.

    Without JOB, every job that goes on.

    \b
    Example:
      netkeep job show acme-2023
    """
    vault, today = context.vault, context.today
    jobs = resolve_jobs(vault, job, today)
    if style == "json":
        records = [full_record(vault, own_job, today) for own_job in jobs]
        print_json("job.show", {"today": today.isoformat(), "jobs": records})
        return
    for number, own_job in enumerate(jobs):
        click.echo("\n".join(["", *_lines(vault, own_job, today)] if number else _lines(vault, own_job, today)))


def _lines(vault: Vault, job: Job, today: date) -> Iterator[str]:
    yield heading(clean(", ".join(filter(None, (job.title, job.org)))))
    yield clean(" · ".join(_facts(job, today)))
    yield from _section("People", _people(vault, job, today))
    yield from agenda_lines(due_for(vault, job, today), today)
    entries = len(job.body.log)
    yield from _section(f"Log, the last {_ENTRIES} of {entries}" if entries > _ENTRIES else "Log", _log(vault, job))
    yield from ("", quiet(clean(vault.path(job))))


def _facts(job: Job, today: date) -> Iterator[str]:
    yield from filter(None, (job.kind, time(job)))
    end = last_day(job)
    if end and end >= today:
        yield f"ends {ahead(end, today)}"
    if job.review:
        yield f"review {review(job)}"
    yield f"sweep every {job.sweep or '6 months'}"


def _people(vault: Vault, job: Job, today: date) -> Iterator[str]:
    for group in coverage(vault, job, today):
        listed = ", ".join(contact.name for contact in group.people) or "nobody yet"
        number = f"{len(group.people)}: " if group.people else ""
        yield from hang(f"  {group.name}", f"{number}{listed}", indent=_GROUPS + 2, room=reading_width())


def _log(vault: Vault, job: Job) -> Iterator[str]:
    entries = sorted(job.body.log, key=lambda entry: entry.date, reverse=True)
    for entry in entries[:_ENTRIES]:
        company = ", ".join(map(names(vault), (link.id for link in entry.others)))
        text = one_line(entry.text, names(vault))
        words = f"{entry.kind}{f' with {company}' if company else ''}{f': {text}' if text else ''}"
        yield from hang(f"  {entry.date.isoformat()}", words, indent=_DATE + 2, room=reading_width())


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    listed = list(lines)
    if listed:
        yield from ("", heading(title), *listed)
