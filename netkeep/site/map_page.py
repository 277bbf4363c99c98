"""The map of the network: who is where, and who knows whom."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from netkeep.model.names import fold
from netkeep.model.people import Contact
from netkeep.site.cards import Card
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


class Group(NamedTuple):
    """An organisation in the list below the map, with its people."""

    name: str
    url: str | None
    people: tuple[Card, ...]


def map_page(site: Site) -> Page:
    """Give the map; a list of the same people stands below it."""
    people = _people(site)
    homes = _homes(site, people)
    ids = {person.id for person in people}
    lines = _lines(site, ids)
    step = next(step for most, step in _STEPS if len(people) <= most)
    places = clusters(Counter(homes.values()), _common(site, homes, lines), step)
    members = _members(people, homes)
    islands = [Island(places[home], *_named(site, home)) for home in members]
    dots = [_dot(site, person) for home in members for person in members[home]]
    values = {
        "picture": network(
            islands, dots, [len(some) for some in members.values()], lines, step, named=len(people) <= _NAMED
        ),
        "shown": len(people),
        "count": sum(one.archived is None for one in site.vault.contacts.values()),
        "levels": tuple((level_marks(one), level_word(one)) for one in ("close", "warm", "acquainted", "weak", "none")),
        "groups": tuple(
            Group(*_named(site, home), tuple(site.cards[person.id] for person in some))
            for home, some in members.items()
        ),
    }
    return site.page(MAP, "Map", "map", values, None)


def _people(site: Site) -> list[Contact]:
    alive = (contact for contact in site.vault.contacts.values() if contact.archived is None)
    return sorted(alive, key=lambda one: (-site.strengths[one.id].score, one.id))[:MOST]


def _home(site: Site, contact: Contact) -> str:
    """Give the organisation where someone is now, or was last."""
    roles = sorted(contact.roles, key=lambda role: not role.current(site.today))
    org = site.vault.orgs.of(roles[0].org) if roles else None
    return org.id if org else ELSEWHERE


def _homes(site: Site, people: Sequence[Contact]) -> dict[str, str]:
    """Give where each person stands; where there are many small organisations, their people stand together."""
    homes = {person.id: _home(site, person) for person in people}
    sizes = Counter(homes.values())
    if len(sizes) <= _FEW_ORGS:
        return homes
    large = {org for org, size in sorted(sizes.items(), key=lambda one: (-one[1], one[0]))[:_MANY_ORGS] if size > 1}
    return {person: home if home in large else ELSEWHERE for person, home in homes.items()}


def _members(people: Sequence[Contact], homes: Mapping[str, str]) -> dict[str, list[Contact]]:
    found: dict[str, list[Contact]] = {}
    for person in people:
        found.setdefault(homes[person.id], []).append(person)
    return dict(sorted(found.items()))


def _lines(site: Site, ids: set[str]) -> list[Line]:
    """Give who knows whom, and who was seen together more than once."""
    said = {(one, other) for one in ids for other in site.view.connected[one] & ids if one < other}
    met: Counter[tuple[str, str]] = Counter()
    for one in ids:
        for item in site.vault.contacts_with(one, site.today):
            met.update((one, other) for other in item.others if other in ids and one < other)
    often = {pair for pair, times in met.items() if times > 1} - said
    return [Line(*pair, "knows") for pair in sorted(said)] + [Line(*pair, "together") for pair in sorted(often)]


def _common(site: Site, homes: Mapping[str, str], lines: Sequence[Line]) -> dict[tuple[str, str], int]:
    pairs = Counter(_pair(homes[line.one], homes[line.other]) for line in lines)
    pairs.update(_pair(homes[person], org) for person in homes for org in _once(site, person) if org in homes.values())
    return {pair: number for pair, number in pairs.items() if pair[0] != pair[1] and ELSEWHERE not in pair}


def _once(site: Site, person: str) -> Iterator[str]:
    for role in site.vault.contacts[person].roles:
        org = site.vault.orgs.of(role.org)
        if org:
            yield org.id


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
