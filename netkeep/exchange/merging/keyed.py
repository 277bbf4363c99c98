"""The three-way rule, for values that have keys: what a source changed, unless the owner has changed it too."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
Key = tuple[Hashable, int]
"""The key of a value, and how many values with the same key come before it."""


@dataclass(slots=True)
class Outcome(Generic[K, V]):
    """The merged values, in the owner's order, new ones at the end.

    ``kept`` are the keys where the owner's value stays against the source's, ``refused`` those of values that belong
    to somebody else.
    """

    values: dict[K, V]
    kept: list[K] = field(default_factory=list)
    refused: list[K] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Rules:
    """How far a source is followed.

    ``older`` says that a newer reading was imported before: then it only adds. ``absence_means_removed`` says that
    its changes are followed, and what it no longer says is taken back; otherwise it only adds as well. ``free`` tells
    whether a value may be added.
    """

    older: bool = False
    absence_means_removed: bool = False
    free: Callable[[object], bool] = lambda _: True


def merge_by_key(base: Mapping[K, V], ours: Mapping[K, V], theirs: Mapping[K, V], rules: Rules) -> Outcome[K, V]:
    """Return ``ours`` merged with what a source says now, ``theirs``, where it said ``base`` before."""
    outcome = Outcome(dict(ours))
    for key, value in theirs.items():
        _take(outcome, key, value, base, rules)
    if rules.absence_means_removed and not rules.older:
        for key in base.keys() - theirs.keys():
            if key in ours and ours[key] == base[key]:
                del outcome.values[key]
    return outcome


def _take(outcome: Outcome[K, V], key: K, value: V, base: Mapping[K, V], rules: Rules) -> None:
    mine = outcome.values
    if key in base and (rules.older or base[key] == value or key not in mine):
        return
    if key in mine and mine[key] == value:
        return
    if key in mine and not (rules.absence_means_removed and key in base and mine[key] == base[key]):
        outcome.kept.append(key)
    elif rules.free(value):
        mine[key] = value
    else:
        outcome.refused.append(key)


def keyed(values: Iterable[V], key_of: Callable[[V], Hashable]) -> dict[Key, V]:
    """Return values by their keys; repeated keys are numbered, so that nothing is lost."""
    times: dict[Hashable, int] = {}
    by_key: dict[Key, V] = {}
    for value in values:
        key = key_of(value)
        number = times.get(key, 0)
        by_key[key, number] = value
        times[key] = number + 1
    return by_key


def first_of_each(values: dict[Key, V]) -> dict[Key, V]:
    """Return the first value of each key."""
    return {key: value for key, value in values.items() if not key[1]}
