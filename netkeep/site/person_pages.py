"""A page for each person: who they are, how the owner knows them, and all that happened."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from markupsafe import Markup, escape

from netkeep.agenda.catch_ups import when_next
from netkeep.model.names import fold
from netkeep.model.people import Contact, Role
from netkeep.network.employment import InJob
from netkeep.site.around import around
from netkeep.site.bodies import plain
from netkeep.site.cards import Entry, by_year
from netkeep.site.page import Content, Page
from netkeep.site.paths import job_page, person_page, to_top, url
from netkeep.site.pictures.timebar import Bar, timebar
from netkeep.site.site import Site, job_name
from netkeep.site.ties import closeness, dealings
from netkeep.site.unnamed import is_unnamed
from netkeep.site.vcard import phone_card
from netkeep.store.vault import HistoryEntry
from netkeep.text.items import details
from netkeep.words import day_of_year, period, role_line, to_you


class Post(NamedTuple):
    """A role of a person on the time line."""

    org: str
    url: str | None
    title: str
    team: str
    when: str
    current: bool


class Tie(NamedTuple):
    """What someone was to the owner in a job."""

    words: str
    job: str
    url: str | None
    when: str


def person_pages(site: Site) -> Iterator[Page]:
    """Yield the pages of all people."""
    for person, contact in site.vault.contacts.items():
        yield Page(person_page(person), contact.name, partial(_person, site, contact))


def _commands(contact: Contact) -> tuple[str, ...]:
    """Return what to type about somebody: after a talk, for later, and to edit the file."""
    if contact.archived:
        return (f"netkeep edit {contact.id}",)
    return tuple(
        f"netkeep {words}"
        for words in (f"log {contact.id} -k coffee", f'remind {contact.id} 3w "…"', f"edit {contact.id}")
    )


def _tie(in_job: InJob) -> Tie:
    job = in_job.job
    return Tie(
        to_you(in_job.relation, certain=in_job.certain),
        job_name(job),
        url(job_page(job.id)),
        period(job.start, job.end),
    )


def _person(site: Site, contact: Contact) -> Content:
    path = person_page(contact.id)
    notes = site.bodies.prose(contact.body.prose, path)
    history = site.vault.history(contact.id)
    entries = tuple(_entry(site, item, path, contact) for item in history)
    # The search finds an entry with the person whose file it is in, not with everyone who was there.
    own = tuple(entry for item, entry in zip(history, entries, strict=True) if item.source == contact.id)
    values = {
        **_who(site, contact),
        **_between(site, contact, path),
        "ties": tuple(map(_tie, site.shared.get(contact.id, ()))),
        "years": by_year(entries),
        "reminders": site.reminders(contact, path),
        "notes": notes,
        "next": _next(site, contact),
        "source": "" if is_unnamed(contact) else site.vault.path(contact),
        "commands": () if is_unnamed(contact) else _commands(contact),
    }
    return site.content(path, contact.name, "person", values, _search(contact, notes, own))


def _who(site: Site, contact: Contact) -> Mapping[str, object]:
    """Return what someone's own fields say."""
    return {
        "person": contact,
        "card": site.cards[contact.id],
        "tags": site.tag_links(contact.tags),
        "posts": tuple(_post(site, role) for role in contact.roles),
        "work": _work(site, contact),
        "birthday": _birthday(contact),
        "details": tuple(details(contact)),
        "vcard": _one_line(phone_card(contact, site.today)),
    }


def _between(site: Site, contact: Contact, path: str) -> Mapping[str, object]:
    """Return what is between the owner, someone, and those around them."""
    return {
        "closeness": closeness(site.strengths[contact.id], site.today),
        "dealings": dealings(site.account(contact.id)),
        "around": around(site, contact.id, to_top(path)),
        "introducer": site.cards.get(contact.introduced_by or ""),
        "introduced": tuple(site.cards[introduced.id] for introduced in site.view.introduced.get(contact.id, ())),
    }


def _work(site: Site, contact: Contact) -> Markup:
    """Draw someone's roles above those of the owner's jobs in which they worked together."""
    theirs = [Bar(role_line(role), role.start, role.end) for role in contact.roles]
    shared = site.shared.get(contact.id, ())
    jobs = [in_job.job for in_job in shared if in_job.certain]
    yours = [Bar(f"You: {job_name(job)}", job.start, job.end, yours=True) for job in jobs]
    return timebar((*theirs, *yours), site.today, f"When {contact.name} worked where, and you beside them")


def _one_line(text: str) -> Markup:
    # Line breaks must survive in the attribute, while every other line break of a page becomes a blank.
    return Markup(str(escape(text)).replace("\r\n", "&#13;&#10;"))  # noqa: S704 - it is escaped


def _entry(site: Site, item: HistoryEntry, page: str, contact: Contact) -> Entry:
    """Return an entry of someone's history; one from a job's or organisation's file says so."""
    source = None
    if item.source != contact.id and item.source not in site.vault.contacts:
        source = (site.bodies.names.get(item.source, item.source), url(site.bodies.pages.get(item.source, "")))
    return site.entries.of(item.entry, page, item.others, source)


def _post(site: Site, role: Role) -> Post:
    when = period(role.start, role.end)
    return Post(role.org, site.org_url(role.org), role.title or "", role.team or "", when, role.current(site.today))


def _next(site: Site, contact: Contact) -> tuple[str, str] | None:
    due = site.view.catch_ups.get(contact.id)
    return (when_next(due, site.today) or "", due.why) if due else None


def _birthday(contact: Contact) -> str:
    """Return ``14 May 1979``, or ``14 May`` where the year is unknown."""
    born = contact.birthday
    if born is None:
        return ""
    return f"{day_of_year(born.month, born.day)}{f' {born.year}' if born.year else ''}"


def _search(contact: Contact, notes: str, entries: tuple[Entry, ...]) -> str:
    # The search does not fold accents: with the folded name added, "akerblom" finds Åkerblom too.
    bare = fold(contact.name)
    roles = (f"{role_line(role)}{f', {role.team}' if role.team else ''}" for role in contact.roles)
    parts = (*roles, *contact.aliases, contact.location or "", *contact.tags, plain(notes))
    names = (bare,) if bare != contact.name.casefold() else ()
    return " · ".join(part for part in (*parts, *(plain(entry.html) for entry in entries), *names) if part)
