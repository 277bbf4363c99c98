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
    taken: set[tuple[int, int]] = set()
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


def _set_down(taken: set[tuple[int, int]], wish: Place, radius: float) -> Cluster:
    """Place a cluster on the first free spot of a spiral around ``wish``; the spiral is wider than it is high."""
    under = _squares(radius)
    for turn in count():
        root, cosine, sine = _turn(turn)
        far = _CLOSE * radius * root
        x, y = wish.x + 1.25 * far * cosine, wish.y + 0.8 * far * sine
        square = column, row = _square(x, y)
        if square not in taken and not any((column + right, row + down) in taken for right, down in under):
            taken.update((column + right, row + down) for right, down in under)
            return Cluster(x, y, radius)
    raise AssertionError  # the plane is endless


@cache
def _turn(turn: int) -> tuple[float, float, float]:
    """Return how far out a turn of the spiral is, and its direction."""
    return sqrt(turn), cos(turn * _GOLDEN), sin(turn * _GOLDEN)


def _square(x: float, y: float) -> tuple[int, int]:
    return int(x // _SIDE), int(y // _SIDE)


@cache
def _squares(radius: float) -> tuple[tuple[int, int], ...]:
    """Return every square that a cluster covers, relative to its middle: that first, then from the rim inwards."""
    steps = range(-ceil(radius / _SIDE), ceil(radius / _SIDE) + 1)
    most = (radius / _SIDE + 0.5) ** 2
    covered = [(x, y) for x in steps for y in steps if x * x + y * y <= most]
    return tuple(
        sorted(covered, key=lambda square: (square != (0, 0), -square[0] * square[0] - square[1] * square[1], square))
    )
