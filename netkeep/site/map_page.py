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
"""So many people are on the map, those with the strongest ties; the list below it holds the same."""
_FEW_ORGS, _MANY_ORGS = 80, 150
_STEPS = ((150, 46.0), (500, 26.0), (MOST, 15.0))
_NAMED = 150
ELSEWHERE = "elsewhere"


class Link(NamedTuple):
    """Someone in the list."""

    name: str
    url: str


class Group(NamedTuple):
    """An organisation in the list below the map, with its people."""

    name: str
    url: str | None
    people: tuple[Link, ...]


def map_page(site: Site) -> Page:
    """Return the map; a list of the same people stands below it."""
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
        "levels": tuple((level_marks(one), level_word(one)) for one in ("close", "warm", "acquainted", "weak", "none")),
        "groups": tuple(
            Group(*_named(site, home), tuple(Link(site.cards[one].name, site.cards[one].url) for one in some))
            for home, some in members.items()
        ),
    }


def _picture(site: Site, people: Sequence[str], members: Mapping[str, Sequence[str]]) -> Markup:
    homes = {person: home for home, some in members.items() for person in some}
    lines = _lines(site, set(people))
    step = next(step for most, step in _STEPS if len(people) <= most)
    sizes = {home: len(some) for home, some in members.items()}
    places = clusters(sizes, _common(site, homes, lines), step)
    islands = [Island(places[home], *_named(site, home)) for home in members]
    dots = [_dot(site, site.vault.contacts[person]) for person in homes]
    return network(islands, dots, list(sizes.values()), lines, step, named=len(dots) <= _NAMED)


def _home(contact: Contact, today: date) -> str | None:
    """Return the organisation where someone is now, or was last, as their role has it."""
    return min(contact.roles, key=lambda role: not role.current(today)).org if contact.roles else None


def _homes(site: Site, people: Sequence[str]) -> dict[str, str]:
    """Return where each person stands; where there are many small organisations, their people stand together."""
    contacts, orgs = site.vault.contacts, org_ids(site.vault)
    homes = {person: orgs.get(_home(contacts[person], site.today) or "", ELSEWHERE) for person in people}
    sizes = Counter(homes.values())
    if len(sizes) <= _FEW_ORGS:
        return homes
    large = {org for org, size in sorted(sizes.items(), key=lambda one: (-one[1], one[0]))[:_MANY_ORGS] if size > 1}
    return {person: home if home in large else ELSEWHERE for person, home in homes.items()}


def _members(homes: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for person, home in homes.items():
        found.setdefault(home, []).append(person)
    return dict(sorted(found.items()))


def _lines(site: Site, ids: set[str]) -> list[Line]:
    """Return who knows whom, and who was seen together more than once."""
    said = {(one, other) for one in ids for other in site.view.connected[one] & ids if one < other}
    often = {(one, other) for one in ids for other in _met_again(site, one) if other in ids} - said
    return [Line(*pair, "knows") for pair in sorted(said)] + [Line(*pair, "together") for pair in sorted(often)]


def _met_again(site: Site, person: str) -> tuple[str, ...]:
    """Return who was there more than once, of those who come after someone."""
    met = Counter(other for item in site.vault.contacts_with(person, site.today) for other in item.others)
    return tuple(other for other, times in met.items() if times > 1 and person < other)


def _common(site: Site, homes: Mapping[str, str], lines: Sequence[Line]) -> dict[tuple[str, str], int]:
    pairs = Counter(_pair(homes[line.one], homes[line.other]) for line in lines)
    orgs, there = org_ids(site.vault), set(homes.values())
    several_roles = ((home, roles) for one, home in homes.items() if len(roles := site.vault.contacts[one].roles) > 1)
    worked = ((home, orgs.get(role.org)) for home, roles in several_roles for role in roles)
    pairs.update(_pair(home, org) for home, org in worked if org and org in there)
    return {pair: number for pair, number in pairs.items() if pair[0] != pair[1] and ELSEWHERE not in pair}


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _named(site: Site, home: str) -> tuple[str, str | None]:
    return (site.bodies.names[home], url(org_page(home))) if home != ELSEWHERE else ("Elsewhere", None)


def _dot(site: Site, person: Contact) -> Dot:
    tie = site.strengths[person.id]
    card = site.cards[person.id]
    roles = " ".join(role.org for role in person.roles)
    find = fold(" ".join((person.name, *person.aliases, card.line, roles, *person.tags)))
    return Dot(person.id, card.name, card.url, card.line, level_marks(tie.level), find)
