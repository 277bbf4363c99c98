"""One person on a screen: who they are, why they may matter, and the keys."""

from collections.abc import Iterable, Iterator
from datetime import date

import click

from netkeep.cli.layout import hang, shorten, wrap
from netkeep.cli.output import heading, quiet
from netkeep.cli.printable import clean, width
from netkeep.exchange.triage.queue import Waiting
from netkeep.model.jobs import Job
from netkeep.model.people import Contact, Role
from netkeep.model.triage import TO_TRIAGE
from netkeep.words import to_you

KEYS = "[k]eep [c]adence [t]ag [w]ork [a]rchive [=]same [b]ulk [s]kip [u]ndo [?] [q]uit"
BULK_KEYS = "All of them: [k]eep [c]adence [t]ag [w]ork [a]rchive; Enter: back"
HELP = (
    ("k", "keep them as they are; they have been looked at"),
    ("c", "keep them, and say how often you want to be in touch"),
    ("t", "keep them, with tags"),
    ("w", "keep them, and say in which job of yours you worked together, and as what"),
    ("CTW", "as the small letter, and ask about them once more, for another answer"),
    ("a", "keep them out of the way: linked, never due"),
    ("=", "they are in the vault already: join the two"),
    ("b", "one answer for many: of an organisation or a job, or of whom little is known"),
    ("s", "skip: they wait until the next time"),
    ("u", "undo the last answer"),
    ("q", "quit, as Ctrl-C does; all that was answered is written"),
)
_LABEL = 16
_SERVICES = {"linkedin": "LinkedIn", "github": "GitHub", "gitlab": "GitLab", "orcid": "ORCID", "xing": "XING"}
_LONGEST = 8


def person(waiting: Waiting, contact: Contact, place: str, room: int) -> Iterator[str]:
    """Yield the lines of one person; ``place`` is ``12 of 340``."""
    yield ""
    yield rule(place, room)
    yield heading(clean(contact.name)) + (quiet(f"  {clean(contact.pronouns)}") if contact.pronouns else "")
    yield from roles(contact.roles, room)
    yield ""
    facts = [fact for fact in (*_evidence(waiting), *_met(waiting), *_reach(contact)) if fact[1]]
    for label, text in facts:
        yield from _fact(label, text, room)
    yield ""


def rule(title: str, room: int) -> str:
    """Return a line across, with words in it."""
    return quiet(f"── {title} {'─' * max(0, room - width(title) - 4)}")


def roles(listed: Iterable[Role], room: int) -> Iterator[str]:
    """Yield a line for each role."""
    for role in list(listed)[:_LONGEST]:
        where = f"{role.org} ({role.team})" if role.team else role.org
        position = f"{role.title}, {where}" if role.title else where
        yield from hang("", " · ".join(filter(None, (position, when(role)))), indent=0, room=room)


def when(span: Role | Job) -> str:
    """Return the dates of a role or a job."""
    if span.start and span.end:
        return f"{span.start} to {span.end}"
    if span.start:
        return f"since {span.start}"
    return f"until {span.end}" if span.end else ""


def job_line(job: Job) -> str:
    """Return a job of the owner's in a line."""
    position = f"{job.title}, {job.org}" if job.title else job.org
    return " · ".join(filter(None, (position, when(job))))


def keys(line: str, room: int) -> str:
    """Return the line of keys, each of them bright."""
    shown = "\n".join(wrap(line, room))
    parts = shown.replace("]", "[").split("[")
    return "".join(click.style(f"[{part}]", bold=True) if at % 2 else part for at, part in enumerate(parts))


def _fact(label: str, text: str, room: int) -> Iterator[str]:
    for line in hang(f"  {label}", text, indent=_LABEL + 2, room=room):
        yield quiet(line[: _LABEL + 2]) + line[_LABEL + 2 :]


def _evidence(waiting: Waiting) -> Iterator[tuple[str, str]]:
    yield "Messages", _messages(waiting)
    for favour in waiting.recommendations[:_LONGEST]:
        yield "Recommendation", f"{favour.kind.partition(' ')[0]} {favour.date}"
    for number, job in enumerate(waiting.jobs[:_LONGEST]):
        perhaps = f"; {to_you(None, certain=False)}" if job.id in waiting.perhaps else ""
        yield "Your job", job_line(job) + perhaps + (" (w proposes it)" if not number else "")


def _messages(waiting: Waiting) -> str:
    last = f", the last on {waiting.wrote_last}" if waiting.wrote_last else ""
    count = f"{waiting.messages:,}{last}" if waiting.messages else ""
    return "; ".join(filter(None, (count, f"you wrote {waiting.written:,}" if waiting.written else "")))


def _met(waiting: Waiting) -> Iterator[tuple[str, str]]:
    yield "Connected", _day(waiting.connected)
    yield "Endorsements", f"{waiting.endorsements:,}" if waiting.endorsements else ""
    yield "Last entry", _day(waiting.last if waiting.last not in {waiting.connected, waiting.wrote_last} else None)
    yield "Imported from", ", ".join(waiting.sources)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _reach(contact: Contact) -> Iterator[tuple[str, str]]:
    yield "Also called", ", ".join(contact.aliases[:_LONGEST])
    yield "Lives in", contact.location or ""
    yield "E-mail", ", ".join(email.address for email in contact.emails[:_LONGEST])
    yield "Phone", ", ".join(phone.number for phone in contact.phones[:_LONGEST])
    for service, url in list(contact.links.items())[:_LONGEST]:
        yield _SERVICES.get(service) or shorten(service, _LABEL - 2), url
    yield "Tags", ", ".join(tag for tag in contact.tags if tag != TO_TRIAGE)
