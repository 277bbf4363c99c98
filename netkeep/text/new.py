"""The text of a new contact's or job's file, laid out as a person would."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from netkeep.model.people import Contact, Email, Engagement, Phone, Role
from netkeep.model.work import Job
from netkeep.text import layout
from netkeep.text.values import contact_values


@dataclass(frozen=True, slots=True)
class NewContact:
    """What is known of someone on the first day; ``met`` becomes the first log entry, ``note`` the body."""

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
    """Give the log entry of a first meeting, from its date on."""
    return f"{met.isoformat()} meeting: First met."


def contact_text(new: NewContact) -> str:
    """Give the whole file."""
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


def new_file(contact: Contact, note: str = "", entries: Sequence[tuple[date, str]] = ()) -> str:
    """Give the whole file of a contact; its ``body`` is left out, ``note`` and log entries stand for it.

    An entry is its day and its words, from the date on; whatever their order, the newest comes first.
    """
    front = [line for key, value in contact_values(contact).items() for line in layout.field(key, value)]
    parts = ["---", *front, "---"]
    if note:
        parts += ["", note]
    if entries:
        newest_first = sorted(entries, key=lambda entry: entry[0], reverse=True)
        parts += ["", "## Log", "", *(line for _, words in newest_first for line in layout.item(_lines(words)))]
    return "\n".join([*parts, ""])


def job_text(job: Job) -> str:
    """Give the whole file of a job of the owner's; its ``id`` and ``body`` are left out."""
    values = {"org": job.org, "title": job.title, "kind": job.kind, "from": job.start, "to": job.end}
    front = [line for key, value in values.items() if value for line in layout.field(key, value)]
    # Without quotes, as people write it: every YAML reader gives the month or the day, as a number or a text.
    front += [f"review: {_review(*job.review)}"] if job.review else []
    front += layout.field("sweep", job.sweep) if job.sweep else []
    return "\n".join(["---", *front, "---", ""])


def _review(month: int, day: int | None) -> str:
    return f"{month:02}-{day:02}" if day else str(month)


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]
