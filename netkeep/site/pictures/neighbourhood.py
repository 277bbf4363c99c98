"""Someone and the people around them, in a small picture."""

from collections.abc import Collection, Sequence
from functools import cache
from math import cos, pi, sin
from typing import NamedTuple

from markupsafe import Markup

from netkeep.site.cards import Card
from netkeep.site.pictures.svg import number, picture, short, words

_WIDTH, _HEIGHT = 340, 246
_MIDDLE_X, _MIDDLE_Y = _WIDTH / 2, _HEIGHT / 2
_FAR_X, _FAR_Y = 122, 88
_RADIUS, _OWN = 14, 19
_LONGEST = 15


class _Place(NamedTuple):
    """A point as SVG has it, and how far down its letters and its name are."""

    x: str
    y: str
    letters: str
    name: str


class Neighbour(NamedTuple):
    """Someone around a person: ``how`` is ``knows``, ``introduced`` or ``together``, ``words`` the same in words."""

    card: Card
    how: str
    words: str


def neighbourhood(card: Card, around: Sequence[Neighbour], pairs: Collection[tuple[str, str]], root: str) -> Markup:
    """Draw a person amid others, who are links; ``pairs`` of these who know each other are joined, too."""
    if not around:
        return Markup()
    places = {neighbour.card.id: place for neighbour, place in zip(around, _places(len(around)), strict=True)}
    label = words(f"{card.name} and the people around")
    middle = _place(_MIDDLE_X, _MIDDLE_Y)
    return picture(
        f'class="nk-around" role="group" aria-label="{label}" viewBox="0 0 {_WIDTH} {_HEIGHT}"',
        (
            *[_line(places[first], places[second], "far") for first, second in sorted(pairs)],
            *[_line(middle, places[neighbour.card.id], neighbour.how) for neighbour in around],
            f'<g class="nk-hue-{card.hue}">{_circle(middle, card, _OWN)}</g>',
            *[_link(places[neighbour.card.id], neighbour, root) for neighbour in around],
        ),
    )


@cache
def _places(count: int) -> tuple[_Place, ...]:
    """Return places on an ellipse, the first at the top."""
    angles = (2 * pi * at / count - pi / 2 for at in range(count))
    return tuple(_place(_MIDDLE_X + _FAR_X * cos(angle), _MIDDLE_Y + _FAR_Y * sin(angle)) for angle in angles)


def _place(x: float, y: float) -> _Place:
    return _Place(number(x), number(y), number(y + 3.5), number(y + (26 if y >= _MIDDLE_Y - 1 else -19)))


def _line(start: _Place, end: _Place, shape: str) -> str:
    return f'<path d="M{start.x} {start.y} {end.x} {end.y}" class="nk-edge nk-edge--{shape}"/>'


def _circle(place: _Place, card: Card, radius: int) -> str:
    return (
        f'<circle cx="{place.x}" cy="{place.y}" r="{radius}" class="nk-node"/>'
        f'<text x="{place.x}" y="{place.letters}" class="nk-node__letters">{words(card.initials)}</text>'
    )


def _link(place: _Place, neighbour: Neighbour, root: str) -> str:
    label = words(f"{neighbour.card.name}, {neighbour.words}" if neighbour.words else neighbour.card.name)
    name = words(short(neighbour.card.name, _LONGEST))
    return (
        f'<a href="{root}{neighbour.card.url}" class="nk-hue-{neighbour.card.hue}"><title>{label}</title>'
        f"{_circle(place, neighbour.card, _RADIUS)}"
        f'<text x="{place.x}" y="{place.name}" class="nk-node__name">{name}</text></a>'
    )
