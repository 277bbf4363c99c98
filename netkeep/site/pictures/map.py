"""The network as one picture: islands of organisations, dots of people, lines between them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from netkeep.site.pictures.layout import Cluster, Place, sunflower
from netkeep.site.pictures.svg import number, picture, short, words

_SMALLEST, _LARGER = 0.17, 0.045
"""Radius of a dot without a tie, and what each mark of a tie adds: in steps."""
_EDGE = 12.0
_NAME = 9
_LETTER = 6.2  # about the width of a letter of a label


class Island(NamedTuple):
    """An organisation: its place, what it is called, its page."""

    place: Cluster
    name: str
    url: str | None


class Dot(NamedTuple):
    """A person: ``marks`` of the tie, ``find`` by which the page's script finds them."""

    id: str
    name: str
    url: str
    line: str
    marks: int
    find: str


class Line(NamedTuple):
    """Two people who are connected; ``how`` is ``knows`` or ``together``."""

    first: str
    second: str
    how: str


def network(  # noqa: PLR0913 (a map is made of all this)
    islands: Sequence[Island],
    dots: Sequence[Dot],
    sizes: Sequence[int],
    lines: Sequence[Line],
    step: float,
    *,
    named: bool,
) -> Markup:
    """Draw the map: ``dots`` come island by island, as many as ``sizes`` say; with names where there is room."""
    if not dots:
        return Markup()
    spots = [spot for island, size in zip(islands, sizes, strict=True) for spot in _spots(island, size, step)]
    places = {dot.id: spot for dot, spot in zip(dots, spots, strict=True)}
    neighbours = _neighbours(dots, lines)
    box = f'viewBox="{_box(islands)}"'
    return picture(
        f'class="nk-map" role="group" aria-label="People by organisation" {box} data-nk-map=""',
        (
            *(_island(island) for island in islands),
            *(_lines(lines, places, how) for how in ("together", "knows")),
            *(_dot(dot, places[dot.id], neighbours[dot.id], step, named=named) for dot in dots),
        ),
    )


def _spots(island: Island, size: int, step: float) -> Iterator[Place]:
    for spot in sunflower(size, step):
        yield Place(island.place.x + spot.x, island.place.y + spot.y)


def _neighbours(dots: Sequence[Dot], lines: Sequence[Line]) -> Mapping[str, str]:
    """Return, for each person, the numbers of those they are joined to, as the page's script reads them."""
    order = {dot.id: at for at, dot in enumerate(dots)}
    joined: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        joined[line.first].append(order[line.second])
        joined[line.second].append(order[line.first])
    return {dot.id: " ".join(map(str, sorted(joined.get(dot.id, ())))) for dot in dots}


def _box(islands: Sequence[Island]) -> str:
    left = min(island.place.x - island.place.radius for island in islands) - _EDGE
    top = min(island.place.y - island.place.radius for island in islands) - _EDGE
    right = max(island.place.x + island.place.radius for island in islands) + _EDGE
    bottom = max(island.place.y + island.place.radius for island in islands) + _EDGE
    return " ".join(map(number, (left, top, right - left, bottom - top)))


def _island(island: Island) -> str:
    x, y, radius = island.place
    room = max(int(2 * radius / _LETTER), 6)
    circle = f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius - 3)}" class="nk-island"/>'
    label = (
        f'<text x="{number(x)}" y="{number(y - radius + 12)}" class="nk-island__name">'
        f"{words(short(island.name, room))}</text>"
    )
    if island.url is None:
        return circle + label
    name = words(island.name)
    return f'<a href="{island.url}" class="nk-island__link"><title>{name}</title>{circle}{label}</a>'


def _lines(lines: Sequence[Line], places: Mapping[str, Place], how: str) -> str:
    steps = (
        f"{_point('M', places[line.first])}{_point('L', places[line.second])}" for line in lines if line.how == how
    )
    return f'<path d="{"".join(steps)}" class="nk-lines nk-lines--{how}"/>'


def _point(letter: str, place: Place) -> str:
    return f"{letter}{round(place.x)} {round(place.y)}"


def _dot(dot: Dot, place: Place, neighbours: str, step: float, *, named: bool) -> str:
    x, y, radius = number(place.x), number(place.y), step * (_SMALLEST + _LARGER * dot.marks)
    title = words(f"{dot.name}, {dot.line}" if dot.line else dot.name)
    first = words(short(_first(dot.name), _NAME))
    name = f'<text x="{x}" y="{number(place.y + radius + 9)}" class="nk-dot__name">{first}</text>' if named else ""
    return (
        f'<a href="{dot.url}" class="nk-dot nk-dot--{dot.marks}" data-find="{words(dot.find)}" data-of="{neighbours}">'
        f'<title>{title}</title><circle cx="{x}" cy="{y}" r="{number(radius)}"/>{name}</a>'
    )


def _first(name: str) -> str:
    parts = name.split()
    return next((part for part in parts if not part.endswith(".")), name)
