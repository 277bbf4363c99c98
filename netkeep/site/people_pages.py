"""The table of people: a first part of it in the page, all of it in a file of data that the page's script reads."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from netkeep.agenda.words import ago
from netkeep.model.people import Contact
from netkeep.site.cards import Card, current_role
from netkeep.site.page import Page
from netkeep.site.paths import EVERYONE, PEOPLE, PEOPLE_DATA, url
from netkeep.site.site import Site
from netkeep.site.ties import level_marks, level_word

T = TypeVar("T", str, tuple[str, str])
IN_THE_PAGE = 200
"""So many rows stand in the page itself; the script shows more from the data, and without it there is a plain list."""


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
    marks: int
    level: str
    jobs: tuple[str, ...]


class People(NamedTuple):
    """The pages with all people in them, and the data they read: path on the site -> content."""

    pages: tuple[Page, ...]
    data: dict[str, str]


def people_pages(site: Site) -> People:
    """Give the table, the plain list where the table would be long, and the data of both."""
    rows = sorted((_row(site, person) for person in site.vault.contacts.values()), key=_by_name)
    long = len(rows) > IN_THE_PAGE
    values = {
        "rows": rows[:IN_THE_PAGE],
        "count": len(rows),
        "everyone": url(EVERYONE) if long else None,
        "data": PEOPLE_DATA,
        "levels": tuple(
            (level_marks(level), level_word(level)) for level in ("close", "warm", "acquainted", "weak", "none")
        ),
        "jobs": tuple(sorted({job for row in rows for job in row.jobs})),
    }
    pages = [site.page(PEOPLE, "People", "people", values, None)]
    if long:
        pages.append(site.page(EVERYONE, "Everyone", "everyone", {"rows": rows}, None))
    return People(tuple(pages), {PEOPLE_DATA: _data(rows)} if rows else {})


def _data(rows: Sequence[Row]) -> str:
    """Give all rows as a script: what a page opened from disk may load, where no data may be fetched.

    What many have in common (tags, organisations, jobs) is there once; a row has its number.
    """
    tags = _numbered(tag for row in rows for tag in row.tags)
    orgs = _numbered((row.org, row.org_url or "") for row in rows if row.org)
    jobs = _numbered(job for row in rows for job in row.jobs)
    compact = [_compact(row, tags, orgs, jobs) for row in rows]
    return script("people", {"tags": [*tags], "orgs": [*orgs], "jobs": [*jobs], "rows": compact})


def _numbered(items: Iterable[T]) -> dict[T, int]:
    return {item: at for at, item in enumerate(sorted(set(items)))}


def script(name: str, value: object) -> str:
    """Give a value as a script that hands it to the site's own; ASCII, so that no charset can spoil it."""
    text = json.dumps(value, separators=(",", ":")).replace("<", "\\u003c")
    return f'(window.netkeep=window.netkeep||{{}})["{name}"]={text};\n'


def _compact(
    row: Row, tags: Mapping[tuple[str, str], int], orgs: Mapping[tuple[str, str], int], jobs: Mapping[str, int]
) -> list[object]:
    """Give a row in the order that netkeep-people.js knows."""
    card = row.card
    return [
        card.url,
        card.name,
        card.initials,
        card.hue,
        card.picture or "",
        int(card.archived),
        ", ".join(row.contact.aliases),
        orgs[row.org, row.org_url or ""] if row.org else -1,
        row.role,
        row.contact.location or "",
        row.last,
        row.last_words,
        row.marks,
        [tags[tag] for tag in row.tags],
        [jobs[job] for job in row.jobs],
    ]


def _by_name(row: Row) -> tuple[str, str]:
    return row.card.name.casefold(), row.card.id


def _row(site: Site, contact: Contact) -> Row:
    role = current_role(contact, site.today)
    tie = site.strengths[contact.id]
    last = tie.parts[0].happening.date if tie.parts else None
    return Row(
        site.cards[contact.id],
        contact,
        role.org if role else "",
        site.org_url(role.org) if role else None,
        (role.title or "") if role else "",
        last.isoformat() if last else "",
        ago(last, site.today) if last else "",
        site.tag_links(contact.tags),
        level_marks(tie.level),
        level_word(tie.level),
        site.jobs_of(contact.id),
    )
