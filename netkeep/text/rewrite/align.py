"""Two lists side by side: which items stay, which are changed in place, which go and which are new."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

_MOST_PAIRS = 250_000
_OTHER_ONE = 0.8


class Match(NamedTuple):
    """An item of the old list, of the new one, or of both."""

    old: int | None
    new: int | None


def aligned(old: Sequence[object], new: Sequence[object], main: str | None = None) -> list[Match]:
    """Return the cheapest way to turn one list into another, in order; ``main`` is the key that identifies records.

    Items that have nothing in common are never matched. Of very long lists only the ends are compared.
    """
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle = _middle(old[head : len(old) - tail], new[head : len(new) - tail], main)
    return [
        *(Match(index, index) for index in range(head)),
        *(
            Match(None if match.old is None else match.old + head, None if match.new is None else match.new + head)
            for match in middle
        ),
        *(Match(len(old) - index, len(new) - index) for index in range(tail, 0, -1)),
    ]


def _middle(old: Sequence[object], new: Sequence[object], main: str | None) -> list[Match]:
    if len(old) * len(new) > _MOST_PAIRS or not old or not new:
        return [*(Match(index, None) for index in range(len(old))), *(Match(None, index) for index in range(len(new)))]
    costs = _costs(old, new, main)
    old_index, new_index = 0, 0
    matches: list[Match] = []
    while old_index < len(old) or new_index < len(new):
        here = costs[old_index][new_index]
        if old_index < len(old) and here == costs[old_index + 1][new_index] + 1:
            matches.append(Match(old_index, None))
            old_index += 1
        elif new_index < len(new) and here == costs[old_index][new_index + 1] + 1:
            matches.append(Match(None, new_index))
            new_index += 1
        else:
            matches.append(Match(old_index, new_index))
            old_index, new_index = old_index + 1, new_index + 1
    return matches


def _costs(old: Sequence[object], new: Sequence[object], main: str | None) -> list[list[float]]:
    """Return, for every pair of places in both lists, the cost of the way from there to their ends."""
    costs = [[float(len(new) - to) for to in range(len(new) + 1)]]
    for item in reversed(old):
        below = costs[-1]
        row = [below[-1] + 1]
        for wanted, (down, across) in zip(reversed(new), pairwise(reversed(below)), strict=True):
            change = cost(item, wanted, main)
            ways = [across + 1, row[-1] + 1] if change is None else [across + 1, row[-1] + 1, down + change]
            row.append(min(ways))
        costs.append(row[::-1])
    return costs[::-1]


def cost(old: object, new: object, main: str | None = None) -> float | None:
    """Return the cost of changing one item into another, from 0 to below 2; None if they have nothing in common."""
    if old == new:
        return 0
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        keys = {**old, **new}
        other = sum(old.get(key) != new.get(key) for key in keys)
        return None if other == len(keys) else other / len(keys) + _OTHER_ONE * _differ(old, new, main)
    if isinstance(old, tuple) and isinstance(new, tuple):
        return 1 if any(item in new for item in old) else None
    return None


def _differ(old: Mapping[str, object], new: Mapping[str, object], main: str | None) -> bool:
    return main is not None and old.get(main) != new.get(main)
