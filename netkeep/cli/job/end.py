"""``netkeep job end``: the last day of a job, and what to do before it."""

from collections.abc import Iterator
from datetime import date

import click

from netkeep.agenda.stages import asking_period
from netkeep.cli.agenda_lines import agenda_lines
from netkeep.cli.choosing import one_job
from netkeep.cli.context import Context, pass_context
from netkeep.cli.job.records import due_for
from netkeep.cli.job_argument import current_jobs
from netkeep.cli.layout import hang, reading_width
from netkeep.cli.names import JOB
from netkeep.cli.output import heading, say
from netkeep.cli.parameters import COMING_DAY
from netkeep.cli.printable import clean
from netkeep.errors import LookupFailedError
from netkeep.model.jobs import Job
from netkeep.network.channels import Ways, employer_domains, ways_to
from netkeep.network.employment import colleagues
from netkeep.store.jobs import end_job
from netkeep.store.vault import Vault
from netkeep.words import ahead, join_words, on_day

_NOW = frozenset({"ask", "sweep"})


@click.command("end")
@click.argument("job", type=JOB, required=False)
@click.option("--on", "day", type=COMING_DAY, help="Its last day, past or future; today by default.")
@pass_context
def command(context: Context, job: str | None, day: date | None) -> None:
    """Write down when a job ends, and see what to do before it does.

    Without JOB, the current one. If less than a month is left, the plan follows: who can be reached only at work,
    and whom to ask for a recommendation now.

    \b
    Example:
      netkeep job end acme-2023 --on today
    """
    context.finish()
    own_job, last_day = _single_job(context, job), day or context.today
    path = end_job(context.vault, own_job, last_day)
    near = ahead(last_day, context.today)
    when = near if near in {"today", "tomorrow"} else f"on {on_day(last_day, context.today)}, {near}"
    say(f"{path}: {clean(own_job.org)} {'ends' if last_day >= context.today else 'ended'} {when}")
    vault = context.read_again()  # with the end in it
    for line in _plan(vault, vault.jobs[own_job.id], context.today):
        click.echo(line)


def _single_job(context: Context, text: str | None) -> Job:
    if text:
        return one_job(context.vault, text)
    jobs = current_jobs(context.vault, context.today)
    if len(jobs) > 1:
        listed = "\n".join(f"  {clean(job.id)}  ({clean(job.org)})" for job in jobs)
        raise LookupFailedError(f"you have {len(jobs)} current jobs; say which one ends:\n{listed}")
    return jobs[0]


def _plan(vault: Vault, job: Job, today: date) -> Iterator[str]:
    when = asking_period(job)
    if when is None or not when[0] <= today < when[1]:
        return
    lost = list(_reached_at_work_only(vault, job))
    if lost:
        yield from ("", heading("Only reachable at work: get a private address or a profile"), *lost)
    yield from agenda_lines([due for due in due_for(vault, job, today) if due.kind in _NOW], today)


def _reached_at_work_only(vault: Vault, job: Job) -> Iterator[str]:
    domains = employer_domains(vault)
    for contact in (colleague.contact for colleague in colleagues(vault, job)):
        ways = ways_to(contact, domains)
        if contact.archived is None and ways.reach != "own":
            words = f"{_only(ways)}: netkeep edit {contact.id}"
            yield from hang(f"  {contact.name}", words, indent=24, room=reading_width())


def _only(ways: Ways) -> str:
    return f"only by {join_words(ways.employer)} at work" if ways.employer else "no address, number or profile"
