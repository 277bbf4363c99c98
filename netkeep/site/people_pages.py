"""The table of people: a first part of it in the page, all of it in a file of data that the page's script reads."""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice

from netkeep.model.people import Contact
from netkeep.network.strength import strength
from netkeep.site.cards import current_role
from netkeep.site.page import Page
from netkeep.site.paths import EVERYONE, PEOPLE, PEOPLE_DATA, url
from netkeep.site.people_data import Row, Table, table
from netkeep.site.site import Site
from netkeep.site.ties import level_marks, level_word
from netkeep.store.once import once
from netkeep.words import ago

IN_THE_PAGE = 200
"""How many rows are in the page itself; the script shows more from the data, and without it there is a plain list."""


def people_pages(site: Site) -> Iterator[Page]:
    """Yield the table, and the plain list where the table would be long."""
    yield site.page(PEOPLE, "People", "people", partial(_table, site))
    if _long(site):
        yield site.page(EVERYONE, "Everyone", "everyone", lambda: {"lines": _lines(site)})


def people_data(site: Site) -> dict[str, str]:
    """Return the data of the table, by path; none where there are no contacts."""
    return {PEOPLE_DATA: _people(site).script()} if site.vault.contacts else {}


@once
def _people(site: Site) -> Table:
    return table(site, {person: _row(site, contact) for person, contact in site.vault.contacts.items()})


def _long(site: Site) -> bool:
    return len(site.vault.contacts) > IN_THE_PAGE


def _lines(site: Site) -> list[tuple[str, str, str]]:
    return [row.line for row in _people(site).rows.values()]


def _table(site: Site) -> Mapping[str, object]:
    people = _people(site)
    return {
        "rows": list(islice(people.rows.values(), IN_THE_PAGE)),
        "urls": people.urls,
        "count": len(people.rows),
        "everyone": url(EVERYONE) if _long(site) else None,
        "data": PEOPLE_DATA,
        "levels": tuple(
            (level_marks(level), level_word(level)) for level in ("close", "warm", "acquainted", "weak", "none")
        ),
        "jobs": tuple(people.common.jobs),
    }


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
