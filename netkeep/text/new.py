"""The text of a new contact's file, laid out as a person would."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from netkeep.text.quote import quote


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
    lines = ["---", *_front(new), "---"]
    if new.note:
        lines += ["", new.note]
    if new.met:
        lines += ["", "## Log", "", f"- {first_entry(new.met)}"]
    return "\n".join([*lines, ""])


def _front(new: NewContact) -> Iterator[str]:
    yield f"name: {quote(new.name)}"
    yield from _reach(new)
    if new.tags:
        yield f"tags: {_flow(new.tags)}"
    yield from _work(new)
    if new.introduced_by:
        yield f"introduced_by: {quote(new.introduced_by)}"


def _reach(new: NewContact) -> Iterator[str]:
    if new.emails:
        yield "emails:"
        yield from (f"  - {quote(address)}" for address in new.emails)
    if new.phones:
        yield f"phones: {_flow(new.phones)}"
    if new.links:
        yield "links:"
        yield from (f"  {quote(service)}: {quote(url)}" for service, url in new.links.items())


def _work(new: NewContact) -> Iterator[str]:
    if new.org:
        yield "roles:"
        yield f"  - org: {quote(new.org)}"
        if new.title:
            yield f"    title: {quote(new.title)}"
    if new.job:
        relation = f", as: {new.relation}" if new.relation else ""
        yield f"worked_with:\n  - {{job: {quote(new.job)}{relation}}}"


def _flow(values: tuple[str, ...]) -> str:
    return f"[{', '.join(map(quote, values))}]"
