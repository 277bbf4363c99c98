"""The table of people, and a page for each of them."""

from collections.abc import Iterator
from typing import NamedTuple

from netkeep.agenda.catch_ups import when_next
from netkeep.agenda.words import ago
from netkeep.model.names import fold
from netkeep.model.people import Contact, Role
from netkeep.network.places import colleagues
from netkeep.site.bodies import plain
from netkeep.site.cards import Card, Entry, by_year, current_role
from netkeep.site.page import Page
from netkeep.site.paths import PEOPLE, job_page, person_page, url
from netkeep.site.site import Site, job_name
from netkeep.site.words import day_of_year, relation, role_line, years
from netkeep.store.vault import Happening


class Row(NamedTuple):
    """A row of the table; ``last`` is the last contact's date as ISO text, or empty."""

    card: Card
    contact: Contact
    org: str
    org_url: str | None
    role: str
    last: str
    last_words: str
    tags: tuple[tuple[str, str], ...]
    find: str


class Post(NamedTuple):
    """A role of theirs on the time line."""

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


def people_pages(site: Site) -> Iterator[Page]:
    """Give the table and the pages of all people."""
    rows = sorted((_row(site, person) for person in site.vault.contacts.values()), key=_by_name)
    yield site.page(PEOPLE, "People", "people", {"rows": rows}, None)
    ties = _ties(site)
    for contact in site.vault.contacts.values():
        yield _person(site, contact, ties.get(contact.id, ()))


def _by_name(row: Row) -> tuple[str, str]:
    return row.card.name.casefold(), row.card.id


def _row(site: Site, contact: Contact) -> Row:
    role = current_role(contact, site.today)
    last = next(iter(site.vault.contacts_with(contact.id, site.today)), None)
    words = (contact.name, *contact.aliases, contact.location or "", *contact.tags)
    roles = (role_line(role),) if role else ()
    return Row(
        site.cards[contact.id],
        contact,
        role.org if role else "",
        site.org_url(role.org) if role else None,
        (role.title or "") if role else "",
        last.date.isoformat() if last else "",
        ago(last.date, site.today) if last else "",
        site.tag_links(contact.tags),
        fold(" ".join((*words, *roles))),
    )


def _ties(site: Site) -> dict[str, tuple[Tie, ...]]:
    """Give what each person was in each job, the newest job first, in one pass over the jobs."""
    found: dict[str, list[Tie]] = {}
    jobs = sorted(site.vault.jobs.values(), key=lambda job: (str(job.start or ""), job.id), reverse=True)
    for job in jobs:
        for colleague in colleagues(site.vault, job):
            tie = Tie(relation(colleague.relation), job_name(job), url(job_page(job.id)), years(job.start, job.end))
            found.setdefault(colleague.contact.id, []).append(tie)
    return {person: tuple(ties) for person, ties in found.items()}


def _person(site: Site, contact: Contact, ties: tuple[Tie, ...]) -> Page:
    path = person_page(contact.id)
    notes = site.bodies.prose(contact.body.prose, path)
    history = site.vault.history(contact.id)
    entries = tuple(_entry(site, item, path, contact) for item in history)
    # An entry is found with the person whose file it stands in, not with everyone who was there.
    own = tuple(entry for item, entry in zip(history, entries, strict=True) if item.source == contact.id)
    return site.page(
        path,
        contact.name,
        "person",
        {
            "person": contact,
            "card": site.cards[contact.id],
            "tags": site.tag_links(contact.tags),
            "posts": tuple(_post(site, role) for role in contact.roles),
            "ties": ties,
            "knows": tuple((site.cards[one.contact.id], one.how) for one in site.view.acquainted.get(contact.id, ())),
            "introducer": site.cards.get(contact.introduced_by or ""),
            "introduced": tuple(site.cards[one.id] for one in site.view.introduced.get(contact.id, ())),
            "years": by_year(entries),
            "reminders": site.reminders(contact.body.reminders, path),
            "notes": notes,
            "next": _next(site, contact),
            "birthday": _birthday(contact),
            "source": site.vault.document(contact).path,
        },
        _search(contact, notes, own),
    )


def _entry(site: Site, item: Happening, page: str, contact: Contact) -> Entry:
    """Give an entry of someone's history; one from a job's or organisation's file says so."""
    source = None
    if item.source != contact.id and item.source not in site.vault.contacts:
        source = (site.bodies.names.get(item.source, item.source), url(site.bodies.pages.get(item.source, "")))
    return site.entries.of(item.entry, page, item.others, source)


def _post(site: Site, role: Role) -> Post:
    when = years(role.start, role.end)
    return Post(role.org, site.org_url(role.org), role.title or "", role.team or "", when, role.current(site.today))


def _next(site: Site, contact: Contact) -> tuple[str, str] | None:
    due = site.view.catch_ups.get(contact.id)
    return (when_next(due, site.today) or "", due.why) if due else None


def _birthday(contact: Contact) -> str:
    """Give ``14 May 1979``, or ``14 May`` where the year is unknown."""
    born = contact.birthday
    if born is None:
        return ""
    return f"{day_of_year(born.month, born.day)}{f' {born.year}' if born.year else ''}"


def _search(contact: Contact, notes: str, entries: tuple[Entry, ...]) -> str:
    # The search knows nothing of accents: "akerblom" is to find Åkerblom too.
    bare = fold(contact.name)
    roles = (f"{role_line(role)}{f', {role.team}' if role.team else ''}" for role in contact.roles)
    parts = (*roles, *contact.aliases, contact.location or "", *contact.tags, plain(notes))
    names = (bare,) if bare != contact.name.casefold() else ()
    return " · ".join(part for part in (*parts, *(plain(entry.html) for entry in entries), *names) if part)
