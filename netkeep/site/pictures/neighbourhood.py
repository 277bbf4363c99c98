"""Someone and the people around them, in a small picture."""

from collections.abc import Collection, Sequence
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


class Neighbour(NamedTuple):
    """Someone around: ``how`` is ``knows``, ``introduced`` or ``together``, ``words`` say it."""

    card: Card
    how: str
    words: str


def neighbourhood(card: Card, around: Sequence[Neighbour], pairs: Collection[tuple[str, str]], root: str) -> Markup:
    """Draw a person in the middle of others, who are links; ``pairs`` of them who know each other are joined, too."""
    if not around:
        return Markup()
    places = {one.card.id: _place(at, len(around)) for at, one in enumerate(around)}
    middle = (_MIDDLE_X, _MIDDLE_Y)
    label = words(f"{card.name} and the people around")
    return picture(
        f'class="nk-around" role="group" aria-label="{label}" viewBox="0 0 {_WIDTH} {_HEIGHT}"',
        (
            *(_line(places[one], places[other], "far") for one, other in sorted(pairs)),
            *(_line(middle, places[one.card.id], one.how) for one in around),
            f'<g class="nk-hue-{card.hue}">{_circle(middle, card, _OWN)}</g>',
            *(_link(places[one.card.id], one, root) for one in around),
        ),
    )


def _place(at: int, count: int) -> tuple[float, float]:
    """Give a place on an ellipse, the first at the top."""
    angle = 2 * pi * at / count - pi / 2
    return _MIDDLE_X + _FAR_X * cos(angle), _MIDDLE_Y + _FAR_Y * sin(angle)


def _line(one: tuple[float, float], other: tuple[float, float], shape: str) -> str:
    x1, y1, x2, y2 = (number(value) for value in (*one, *other))
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" class="nk-edge nk-edge--{shape}"/>'


def _circle(place: tuple[float, float], card: Card, radius: int) -> str:
    x, y, below = number(place[0]), number(place[1]), number(place[1] + 3.5)
    circle = f'<circle cx="{x}" cy="{y}" r="{radius}" class="nk-node"/>'
    return f'{circle}<text x="{x}" y="{below}" class="nk-node__letters">{words(card.initials)}</text>'


def _link(place: tuple[float, float], one: Neighbour, root: str) -> str:
    label = words(f"{one.card.name}, {one.words}" if one.words else one.card.name)
    name = words(short(one.card.name, _LONGEST))
    beside = number(place[1] + (26 if place[1] >= _MIDDLE_Y - 1 else -19))
    return (
        f'<a href="{root}{one.card.url}" class="nk-hue-{one.card.hue}"><title>{label}</title>'
        f"{_circle(place, one.card, _RADIUS)}"
        f'<text x="{number(place[0])}" y="{beside}" class="nk-node__name">{name}</text></a>'
    )
