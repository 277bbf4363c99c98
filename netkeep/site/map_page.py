"""The map of the network: who is where, and who knows whom."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from netkeep.model.names import fold
from netkeep.model.people import Contact
from netkeep.network.places import org_ids
from netkeep.site.page import Page
from netkeep.site.paths import MAP, org_page, url
from netkeep.site.pictures.layout import Cluster, Layout, clusters
from netkeep.site.pictures.map import Dot, Island, Line, Spot, draw, network
from netkeep.site.site import Site
from netkeep.site.ties import level_marks, level_word
from netkeep.store.carried import several
from netkeep.store.tables import ranked, table

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


_Shown = tuple[list[Island], list[Dot], list[int], list[Line], float]


class _Drawing(NamedTuple):
    """A picture of the map, of what it is, and its dots as they were drawn."""

    shown: _Shown
    picture: Markup
    dots: Mapping[Spot, str]


def map_page(site: Site) -> Page:
    """Give the map; a list of the same people stands below it."""
    strongest = ranked(site.vault, ("ties", site.today), lambda contact: _tie(site, contact))
    people = [person for _, person in strongest[:MOST]]
    members = _members(_homes(site, people))
    values = {
        "picture": _picture(site, people, members),
        "shown": len(people),
        "count": len(strongest),
        "levels": tuple((level_marks(one), level_word(one)) for one in ("close", "warm", "acquainted", "weak", "none")),
        "groups": tuple(
            Group(*_named(site, home), tuple(Link(site.cards[one].name, site.cards[one].url) for one in some))
            for home, some in members.items()
        ),
    }
    return site.keyed_page(MAP, "Map", "map", values, None)


def _tie(site: Site, contact: Contact) -> tuple[float, str] | None:
    return None if contact.archived else (-site.strengths[contact.id].score, contact.id)


def _picture(site: Site, people: Sequence[str], members: Mapping[str, Sequence[str]]) -> Markup:
    homes = {person: home for home, some in members.items() for person in some}
    lines = _lines(site, set(people))
    step = next(step for most, step in _STEPS if len(people) <= most)
    places = _places(site, {home: len(some) for home, some in members.items()}, _common(site, homes, lines), step)
    all_ = several(site.vault, ("dot", site.today), people, lambda contact: _dot(site, contact))
    islands = [Island(places[home], *_named(site, home)) for home in members]
    shown = islands, [all_[person] for person in homes], [len(some) for some in members.values()], lines, step
    return table(site.vault, "map", (), lambda: _drawing(shown), lambda told, _: _drawing(shown, told)).picture


def _drawing(shown: _Shown, former: _Drawing | None = None) -> _Drawing:
    """Draw the map; with a ``former`` drawing only what that does not have."""
    if former and former.shown == shown:
        return former
    known, dots = former.dots if former else {}, dict[Spot, str]()

    def drawn(spots: Iterable[Spot]) -> Iterable[str]:
        dots.update((spot, known.get(spot) or draw(spot)) for spot in spots)
        return dots.values()

    return _Drawing(shown, network(*shown, named=len(shown[1]) <= _NAMED, drawn=drawn), dots)


def _places(
    site: Site, sizes: Mapping[str, int], common: Mapping[tuple[str, str], int], step: float
) -> Mapping[str, Cluster]:
    def onwards(told: Layout, _: object) -> Layout:
        return clusters(sizes, common, step, told)

    return table(site.vault, "layout", (), lambda: clusters(sizes, common, step), onwards).places


def _home(contact: Contact, today: date) -> str | None:
    """Give the organisation where someone is now, or was last, as their role has it."""
    return min(contact.roles, key=lambda role: not role.current(today)).org if contact.roles else None


def _homes(site: Site, people: Sequence[str]) -> dict[str, str]:
    """Give where each person stands; where there are many small organisations, their people stand together."""
    said = several(site.vault, ("home", site.today), people, lambda contact: _home(contact, site.today))
    orgs = org_ids(site.vault)
    homes = {person: orgs.get(said[person] or "", ELSEWHERE) for person in people}
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
    """Give who knows whom, and who was seen together more than once."""
    said = {(one, other) for one in ids for other in site.view.connected[one] & ids if one < other}
    met = several(site.vault, ("met again", site.today), ids, lambda contact: _met_again(site, contact.id))
    often = {(one, other) for one in ids for other in met[one] if other in ids} - said
    return [Line(*pair, "knows") for pair in sorted(said)] + [Line(*pair, "together") for pair in sorted(often)]


def _met_again(site: Site, person: str) -> tuple[str, ...]:
    """Give who was there more than once, of those who come after someone."""
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
