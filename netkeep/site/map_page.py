"""The map of the network: who is where, and who knows whom."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from netkeep.model.names import fold
from netkeep.model.people import Contact
from netkeep.network.places import org_ids
from netkeep.site.page import Page
from netkeep.site.paths import MAP, org_page, url
from netkeep.site.pictures.layout import clusters
from netkeep.site.pictures.map import Dot, Island, Line, network
from netkeep.site.site import Site
from netkeep.site.ties import level_marks, level_word

MOST = 2000
"""How many people are on the map at most, those with the strongest ties; the list below it has the same people."""
_FEW_ORGS, _MANY_ORGS = 80, 150
_STEPS = ((150, 46.0), (500, 26.0), (MOST, 15.0))
_NAMED = 150
ELSEWHERE = "elsewhere"


class Link(NamedTuple):
    """A person in the list."""

    name: str
    url: str


class Group(NamedTuple):
    """An organisation in the list below the map, with its people."""

    name: str
    url: str | None
    people: tuple[Link, ...]


def map_page(site: Site) -> Page:
    """Return the map; a list of the same people is below it."""
    return site.page(MAP, "Map", "map", partial(_values, site))


def _values(site: Site) -> Mapping[str, object]:
    strongest = sorted(
        (-site.strengths[person].score, person)
        for person, contact in site.vault.contacts.items()
        if contact.archived is None
    )
    people = [person for _, person in strongest[:MOST]]
    members = _members(_homes(site, people))
    return {
        "picture": _picture(site, people, members),
        "shown": len(people),
        "count": len(strongest),
        "levels": tuple(
            (level_marks(level), level_word(level)) for level in ("close", "warm", "acquainted", "weak", "none")
        ),
        "groups": tuple(
            Group(
                *_named(site, home), tuple(Link(site.cards[person].name, site.cards[person].url) for person in inside)
            )
            for home, inside in members.items()
        ),
    }


def _picture(site: Site, people: Sequence[str], members: Mapping[str, Sequence[str]]) -> Markup:
    homes = {person: home for home, inside in members.items() for person in inside}
    lines = _lines(site, set(people))
    step = next(step for most, step in _STEPS if len(people) <= most)
    sizes = {home: len(inside) for home, inside in members.items()}
    places = clusters(sizes, _common(site, homes, lines), step)
    islands = [Island(places[home], *_named(site, home)) for home in members]
    dots = [_dot(site, site.vault.contacts[person]) for person in homes]
    return network(islands, dots, list(sizes.values()), lines, step, named=len(dots) <= _NAMED)


def _home(contact: Contact, today: date) -> str | None:
    """Return the organisation where someone is now, or was last, as their role has it."""
    return min(contact.roles, key=lambda role: not role.current(today)).org if contact.roles else None


def _homes(site: Site, people: Sequence[str]) -> dict[str, str]:
    """Return the island of each person; where there are many small organisations, their people share one."""
    contacts, orgs = site.vault.contacts, org_ids(site.vault)
    homes = {person: orgs.get(_home(contacts[person], site.today) or "", ELSEWHERE) for person in people}
    sizes = Counter(homes.values())
    if len(sizes) <= _FEW_ORGS:
        return homes
    large = {org for org, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0]))[:_MANY_ORGS] if size > 1}
    return {person: home if home in large else ELSEWHERE for person, home in homes.items()}


def _members(homes: Mapping[str, str]) -> dict[str, list[str]]:
    members: dict[str, list[str]] = {}
    for person, home in homes.items():
        members.setdefault(home, []).append(person)
    return dict(sorted(members.items()))


def _lines(site: Site, ids: set[str]) -> list[Line]:
    """Return who knows whom, and who has met more than once."""
    acquainted = {(first, second) for first in ids for second in site.view.connected[first] & ids if first < second}
    often = {(first, second) for first in ids for second in _met_again(site, first) if second in ids} - acquainted
    return [Line(*pair, "knows") for pair in sorted(acquainted)] + [Line(*pair, "together") for pair in sorted(often)]


def _met_again(site: Site, person: str) -> tuple[str, ...]:
    """Return whom somebody met more than once, of those with a later id: each pair counts once."""
    met = Counter(other for item in site.vault.contacts_with(person, site.today) for other in item.others)
    return tuple(other for other, times in met.items() if times > 1 and person < other)


def _common(site: Site, homes: Mapping[str, str], lines: Sequence[Line]) -> dict[tuple[str, str], int]:
    pairs = Counter(_pair(homes[line.first], homes[line.second]) for line in lines)
    orgs, there = org_ids(site.vault), set(homes.values())
    several_roles = (
        (home, roles) for person, home in homes.items() if len(roles := site.vault.contacts[person].roles) > 1
    )
    worked = ((home, orgs.get(role.org)) for home, roles in several_roles for role in roles)
    pairs.update(_pair(home, org) for home, org in worked if org and org in there)
    return {pair: number for pair, number in pairs.items() if pair[0] != pair[1] and ELSEWHERE not in pair}


def _pair(first: str, second: str) -> tuple[str, str]:
    return (first, second) if first < second else (second, first)


def _named(site: Site, home: str) -> tuple[str, str | None]:
    return (site.bodies.names[home], url(org_page(home))) if home != ELSEWHERE else ("Elsewhere", None)


def _dot(site: Site, person: Contact) -> Dot:
    tie = site.strengths[person.id]
    card = site.cards[person.id]
    roles = " ".join(role.org for role in person.roles)
    find = fold(" ".join((person.name, *person.aliases, card.line, roles, *person.tags)))
    return Dot(person.id, card.name, card.url, card.line, level_marks(tie.level), find)
