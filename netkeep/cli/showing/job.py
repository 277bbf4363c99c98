"""One of the owner's jobs: its people by what they are to them, its log, and what is due for it."""

from collections.abc import Iterator
from datetime import date

from netkeep.agenda.stages import last_day
from netkeep.cli.agenda_lines import agenda_lines
from netkeep.cli.job.records import due_for, review, time
from netkeep.cli.layout import hang, reading_width
from netkeep.cli.output import heading, quiet
from netkeep.cli.printable import clean
from netkeep.model.jobs import Job
from netkeep.network.coverage import coverage
from netkeep.store.lookup import names
from netkeep.store.vault import Vault
from netkeep.text.plain import one_line
from netkeep.words import ahead, preposition

_GROUPS, _DATE, _ENTRIES = 15, 12, 8


def job_lines(vault: Vault, job: Job, today: date) -> Iterator[str]:
    """Yield a job's page; what is due for its people are the favours that are open, too."""
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
        words = f"{entry.kind}{f' {preposition(entry.kind)} {company}' if company else ''}{f': {text}' if text else ''}"
        yield from hang(f"  {entry.date.isoformat()}", words, indent=_DATE + 2, room=reading_width())


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    listed = list(lines)
    if listed:
        yield from ("", heading(title), *listed)
