"""The text of a new contact's or job's file, laid out as a person would."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from netkeep.model.jobs import Job
from netkeep.model.people import Contact, Email, Engagement, Phone, Role
from netkeep.text import layout
from netkeep.text.log import unfolded
from netkeep.text.values import Values, contact_values, job_values

Entry = tuple[date, str]
"""An entry of a log: its day, and its words from the date on."""


@dataclass(frozen=True, slots=True)
class NewContact:
    """What the owner knows about someone on the first day; ``met`` becomes the first log entry, ``note`` the body."""

    name: str
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    tags: tuple[str, ...] = ()
    org: str | None = None
    title: str | None = None
    team: str | None = None
    job: str | None = None
    relation: str | None = None
    introduced_by: str | None = None
    met: date | None = None
    note: str = ""


def first_entry(met: date) -> str:
    """Return the log entry of a first meeting, from its date on."""
    return f"{met.isoformat()} meeting: First met."


def contact_text(new: NewContact) -> str:
    """Return the whole file."""
    contact = Contact(
        id="",
        name=new.name,
        emails=tuple(map(Email, new.emails)),
        phones=tuple(map(Phone, new.phones)),
        links=new.links,
        tags=new.tags,
        roles=(Role(new.org, new.title or None, new.team or None),) if new.org else (),
        worked_with=(Engagement(new.job, new.relation or None),) if new.job else (),
        introduced_by=new.introduced_by or None,
    )
    return new_file(contact, new.note, [(new.met, first_entry(new.met))] if new.met else ())


def new_file(contact: Contact, note: str = "", entries: Sequence[Entry] = ()) -> str:
    """Return the whole file of a contact; ``note`` and the log entries take the place of its ``body``.

    The newest entry comes first, whatever their order.
    """
    return file_text(contact_values(contact), note, entries)


def file_text(values: Values, note: str = "", entries: Sequence[Entry] = ()) -> str:
    """Return the whole file with these values as its front matter, its text and its log."""
    front = [line for key, value in values.items() for line in layout.field(key, value)]
    parts = ["---", *front, "---"]
    if note:
        parts += ["", note]
    if entries:
        newest_first = sorted(entries, key=lambda entry: entry[0], reverse=True)
        parts += ["", "## Log", "", *(line for _, words in newest_first for line in layout.item(_lines(words)))]
    return "\n".join([*parts, ""])


def job_text(job: Job) -> str:
    """Return the whole file of one of the owner's jobs; its ``id`` and ``body`` are left out."""
    return file_text(job_values(job))


def _lines(words: str) -> list[str]:
    return [line for line in unfolded(words).split("\n") if line.strip()]
