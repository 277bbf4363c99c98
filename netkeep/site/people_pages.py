"""The table of people: a first part of it in the page, all of it in a file of data that the page's script reads."""

from dataclasses import replace
from typing import NamedTuple

from netkeep.model.people import Contact
from netkeep.network.strength import strength
from netkeep.site.cards import current_role
from netkeep.site.manifest import digest
from netkeep.site.page import Page
from netkeep.site.paths import EVERYONE, PEOPLE, PEOPLE_DATA, url
from netkeep.site.people_data import Row, Table, table
from netkeep.site.render import code
from netkeep.site.site import Site
from netkeep.site.ties import level_marks, level_word
from netkeep.store.carried import everyone, kept
from netkeep.words import ago

IN_THE_PAGE = 200
"""So many rows stand in the page itself; the script shows more from the data, and without it there is a plain list."""


class People(NamedTuple):
    """The pages with all people in them, and the data they read: path on the site -> content."""

    pages: tuple[Page, ...]
    data: dict[str, str]


def people_pages(site: Site) -> People:
    """Give the table, the plain list where the table would be long, and the data of both."""
    people = table(site, everyone(site.vault, ("row", site.today), lambda contact: _row(site, contact)))
    pages = (_table(site, people), _list(site, people)) if _long(people) else (_table(site, people),)
    return People(pages, {PEOPLE_DATA: people.script()} if people.rows else {})


def _long(people: Table) -> bool:
    return len(people.rows) > IN_THE_PAGE


def _table(site: Site, people: Table) -> Page:
    first = people.order[:IN_THE_PAGE]
    values = {
        "rows": [people.rows[person] for person in first],
        "urls": people.urls,
        "count": len(people.rows),
        "everyone": url(EVERYONE) if _long(people) else None,
        "data": PEOPLE_DATA,
        "levels": tuple(
            (level_marks(level), level_word(level)) for level in ("close", "warm", "acquainted", "weak", "none")
        ),
        "jobs": tuple(people.common.jobs),
    }
    # What the data say of somebody is all that the page says, too.
    key = _key(len(people.rows), people.common, [people.texts[person] for person in first])
    return replace(site.page(PEOPLE, "People", "people", values, None), key=key)


def _list(site: Site, people: Table) -> Page:
    lines = [people.rows[person].line for person in people.order]
    key = kept(site.vault, "everyone", lines, lambda: _key(lines))
    return replace(site.page(EVERYONE, "Everyone", "everyone", {"lines": lines}, None), key=key)


def _key(*parts: object) -> str:
    """Give the mark of what a page is made of, and of what makes it."""
    return digest(repr((code(), *parts)).encode("utf-8", "surrogatepass"))


def _row(site: Site, contact: Contact) -> Row:
    card, role = site.cards[contact.id], current_role(contact, site.today)
    tie = strength(site.vault, contact.id, site.today)
    last = tie.parts[0].happening.date if tie.parts else None
    return Row(
        card,
        contact,
        role.org if role else "",
        (role.title or "") if role else "",
        last.isoformat() if last else "",
        ago(last, site.today) if last else "",
        site.tag_links(contact.tags),
        level_marks(tie.level),
        level_word(tie.level),
        (card.url, card.name, role.org if role else ""),
    )
