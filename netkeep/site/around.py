"""The people around someone: whom they know, who introduced them, whom they have met."""

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from netkeep.site.pictures.neighbourhood import Neighbour, neighbourhood
from netkeep.words import count

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
    """Return the picture of someone's neighbourhood, and whom it shows."""
    met = _met(site, person)
    nearest = _nearest(site, person, met)
    ids = set(nearest[:_MOST])
    shown = tuple(_neighbour(site, person, other, met[other]) for other in nearest[:_MOST])
    pairs = [(first, second) for first in ids for second in site.view.connected[first] & ids if first < second]
    return Around(neighbourhood(site.cards[person], shown, pairs, root), shown, len(nearest))


def _nearest(site: "Site", person: str, met: Counter[str]) -> list[str]:
    """Return everyone around someone, nearest first: whom they know, introductions either way, whom they only met."""
    weights = dict(met)
    knows = {acquaintance.contact.id for acquaintance in site.view.acquainted.get(person, ())}
    for other in site.view.connected[person] - {person}:
        weights[other] = (_KNOWS if other in knows else _INTRODUCED) + met[other]
    return sorted(weights, key=lambda other: (-weights[other], other))


def _neighbour(site: "Site", person: str, other: str, times: int) -> Neighbour:
    """Return a neighbour, and how the two are connected: by a file, or only by having met."""
    card = site.cards[other]
    for acquaintance in site.view.acquainted.get(person, ()):
        if acquaintance.contact.id == other:
            return Neighbour(card, "knows", acquaintance.how or "")
    if other not in site.view.connected[person]:
        return Neighbour(card, "together", f"met together {count(times, 'time')}")
    by_them = site.vault.contacts[other].introduced_by == person
    return Neighbour(card, "introduced", "introduced by them" if by_them else "introduced them to you")


def _met(site: "Site", person: str) -> Counter[str]:
    return Counter(
        other
        for happening in site.vault.contacts_with(person, site.today)
        for other in happening.others
        if other in site.cards
    )
