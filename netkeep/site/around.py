"""Who is around someone: whom they know, by whom they came, with whom they were seen."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from netkeep.agenda.words import count
from netkeep.site.pictures.neighbourhood import Neighbour, neighbourhood

if TYPE_CHECKING:
    from markupsafe import Markup

    from netkeep.site.site import Site

_MOST = 9
_KNOWS, _INTRODUCED = 100, 50


class Around(NamedTuple):
    """The people around someone, the nearest first, and how many there are."""

    picture: "Markup"
    people: tuple[Neighbour, ...]
    number: int


def around(site: "Site", person: str, root: str) -> Around:
    """Give the picture of someone's neighbourhood, and whom it shows."""
    found = _neighbours(site, person)
    shown = tuple(neighbour for _, neighbour in found[:_MOST])
    ids = [one.card.id for one in shown]
    pairs = {(one, other) for one in ids for other in connected(site, one) if other in ids and one < other}
    return Around(neighbourhood(site.cards[person], shown, pairs, root), shown, len(found))


def connected(site: "Site", person: str) -> frozenset[str]:
    """Give whom someone knows by what is said: in either file, or by an introduction to the owner."""
    said = {one.contact.id for one in site.view.acquainted.get(person, ())}
    said.update(one.id for one in site.view.introduced.get(person, ()))
    introducer = site.vault.contacts[person].introduced_by
    said.update({introducer} if introducer else ())
    return frozenset(said & site.cards.keys())


def _neighbours(site: "Site", person: str) -> list[tuple[int, Neighbour]]:
    met = _met(site, person)
    found = {
        other: (times, Neighbour(site.cards[other], "together", f"met together {count(times, 'time')}"))
        for other, times in met.items()
    }
    how = {one.contact.id: one.how for one in site.view.acquainted.get(person, ())}
    for other in connected(site, person) - {person}:
        weight = (_KNOWS if other in how else _INTRODUCED) + met.get(other, 0)
        found[other] = weight, _said(site, person, other, how)
    return sorted(found.values(), key=lambda one: (-one[0], one[1].card.id))


def _said(site: "Site", person: str, other: str, how: Mapping[str, str | None]) -> Neighbour:
    """Give a neighbour whom a file names, and what it says."""
    if other in how:
        return Neighbour(site.cards[other], "knows", how[other] or "")
    by_them = site.vault.contacts[other].introduced_by == person
    return Neighbour(site.cards[other], "introduced", "introduced by them" if by_them else "introduced them to you")


def _met(site: "Site", person: str) -> Counter[str]:
    return Counter(
        other
        for happening in site.vault.contacts_with(person, site.today)
        for other in happening.others
        if other in site.cards
    )
