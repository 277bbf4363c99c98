"""Where everybody is on the map: each organisation has a place of its own, with its people around it.

No forces and no chance: the same network gives the same map, in a time that grows with the number of people. Clusters
are placed one after another, each as near as it fits to those with which it has most in common.
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import count
from math import ceil, cos, hypot, pi, sin, sqrt
from typing import NamedTuple

_GOLDEN = pi * (3 - sqrt(5))
_PACKED, _MARGIN = 0.78, 0.8
_CLOSE, _SIDE = 0.4, 14.0
_APART = 0.8  # of the radii of two clusters: their margins may meet, their people not


class Place(NamedTuple):
    """A point of the map."""

    x: float
    y: float


class Cluster(NamedTuple):
    """Where a cluster's middle is, and how far it reaches."""

    x: float
    y: float
    radius: float


@lru_cache(maxsize=256)
def sunflower(number: int, step: float) -> tuple[Place, ...]:
    """Return places around a middle, the first the nearest, any two about a ``step`` from each other (Vogel 1979)."""
    far = [step * _PACKED * sqrt(at + 0.5) for at in range(number)]
    spots = [Place(far[at] * cos(at * _GOLDEN), far[at] * sin(at * _GOLDEN)) for at in range(number)]
    x, y = sum(spot.x for spot in spots) / number, sum(spot.y for spot in spots) / number
    return tuple(Place(spot.x - x, spot.y - y) for spot in spots)


@lru_cache(maxsize=256)
def reach(number: int, step: float) -> float:
    """Return how far a cluster of so many people reaches, with a margin for what is written on it."""
    return max(hypot(*spot) for spot in sunflower(number, step)) + step * _MARGIN


def clusters(sizes: Mapping[str, int], common: Mapping[tuple[str, str], int], step: float) -> dict[str, Cluster]:
    """Return the place of each cluster: ``sizes`` by name, ``common`` what two have in common; no two overlap."""
    neighbours: dict[str, dict[str, int]] = {name: {} for name in sizes}
    for (first, second), weight in common.items():
        neighbours[first][second] = neighbours[second][first] = weight + neighbours[first].get(second, 0)
    placed: dict[str, Cluster] = {}
    taken: dict[tuple[int, int], Cluster] = {}
    for name in _in_order(sizes, neighbours):
        near = [(placed[other], weight) for other, weight in sorted(neighbours[name].items()) if other in placed]
        placed[name] = _set_down(taken, _middle(near), reach(sizes[name], step))
    return placed


def _in_order(sizes: Mapping[str, int], neighbours: Mapping[str, Mapping[str, int]]) -> Sequence[str]:
    """Return the clusters, largest first; of two alike, the one with more in common with others."""
    return sorted(sizes, key=lambda name: (-sizes[name], -sum(neighbours[name].values()), name))


def _middle(near: Sequence[tuple[Cluster, int]]) -> Place:
    total = sum(weight for _, weight in near)
    if not total:
        return Place(0.0, 0.0)
    return Place(
        sum(cluster.x * weight for cluster, weight in near) / total,
        sum(cluster.y * weight for cluster, weight in near) / total,
    )


def _set_down(taken: dict[tuple[int, int], Cluster], wish: Place, radius: float) -> Cluster:
    """Place a cluster on the first free spot of a spiral around ``wish``; the spiral is wider than it is high.

    Squares tell quickly which spots are taken. How near the clusters of the next squares are is measured, as two of
    them may each lie at the rim of its own.
    """
    under, around = _squares(radius), _around(radius)
    for turn in count():
        root, cosine, sine = _turn(turn)
        far = _CLOSE * radius * root
        x, y = wish.x + 1.25 * far * cosine, wish.y + 0.8 * far * sine
        square = column, row = _square(x, y)
        if square not in taken and not any((column + right, row + down) in taken for right, down in under):
            cluster = Cluster(x, y, radius)
            near = {taken.get((column + right, row + down)) for right, down in around}
            if all(_are_apart(cluster, other) for other in near if other):
                taken.update(dict.fromkeys(((column + right, row + down) for right, down in under), cluster))
                return cluster
    raise AssertionError  # the plane is endless


@cache
def _turn(turn: int) -> tuple[float, float, float]:
    """Return how far out a turn of the spiral is, and its direction."""
    return sqrt(turn), cos(turn * _GOLDEN), sin(turn * _GOLDEN)


def _square(x: float, y: float) -> tuple[int, int]:
    return int(x // _SIDE), int(y // _SIDE)


def _are_apart(first: Cluster, second: Cluster) -> bool:
    return hypot(first.x - second.x, first.y - second.y) > _APART * (first.radius + second.radius)


@cache
def _around(radius: float) -> tuple[tuple[int, int], ...]:
    """Return the squares next to those that a cluster covers, relative to its middle."""
    covered = set(_squares(radius))
    beside = {(x + right, y + down) for x, y in covered for right in (-1, 0, 1) for down in (-1, 0, 1)}
    return tuple(sorted(beside - covered))


@cache
def _squares(radius: float) -> tuple[tuple[int, int], ...]:
    """Return every square that a cluster covers, relative to its middle: that first, then from the rim inwards."""
    steps = range(-ceil(radius / _SIDE), ceil(radius / _SIDE) + 1)
    most = (radius / _SIDE + 0.5) ** 2
    covered = [(x, y) for x in steps for y in steps if x * x + y * y <= most]
    return tuple(
        sorted(covered, key=lambda square: (square != (0, 0), -square[0] * square[0] - square[1] * square[1], square))
    )
