"""Entries of a log, or reminders, in three versions: what becomes of each of those that ours has, and what is added."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from netkeep.model.body import LogEntry, Reminder, Span

_REWORDED = 0.5  # so much have two entries in common of which one was made of the other


@dataclass(frozen=True, slots=True)
class Unit:
    """An entry of the log or a reminder: ``text`` are its lines with the last line end, ``span`` is their place."""

    text: str
    span: Span
    item: LogEntry | Reminder

    @property
    def key(self) -> str:
        """Return what it says, however its lines are folded."""
        return f"{self.day} {'done' if isinstance(self.item, Reminder) and self.item.done else ''} {self.words}"

    @property
    def words(self) -> str:
        """Return what it says besides its day, and whether it is done."""
        if isinstance(self.item, Reminder):
            return " ".join(self.item.text.split())
        others = ", ".join(link.id if link.text is None else f"{link.id}|{link.text}" for link in self.item.others)
        return f"{self.item.kind} {others}: {' '.join(self.item.text.split())}"

    @property
    def day(self) -> date:
        """Return the day of which it speaks."""
        return self.item.due if isinstance(self.item, Reminder) else self.item.date


class Replace(NamedTuple):
    """One of ours gets another text; the empty one where it goes."""

    unit: Unit
    text: str


class Add(NamedTuple):
    """One of theirs is added."""

    unit: Unit


class Differ(NamedTuple):
    """What both sides changed, and not to the same; None where a side has taken it away."""

    base: Unit
    ours: Unit | None
    theirs: Unit | None


Decision = Replace | Add | Differ
Reconcile = Callable[[Unit, Unit, Unit], str | None]
"""Makes one text of three versions of one thing; None where both sides changed the same of it."""


def decide(
    base: Sequence[Unit], ours: Sequence[Unit], theirs: Sequence[Unit], reconcile: Reconcile
) -> Iterator[Decision]:
    """Yield what is to be done with ours so that it holds all that the merge does.

    What is the same is counted: opposite changes add up, and of changes of one direction the larger one counts.
    """
    old, here, there = _by_key(base), _by_key(ours), _by_key(theirs)
    put_here, put_there = _put_in_place(base, ours), _put_in_place(base, theirs)
    settled: set[int] = set()  # those of theirs that have their place
    for key, units in old.items():
        for mine, yours in zip(put_here.get(key, ()), put_there.get(key, ()), strict=False):
            if (mine and mine.key) != (yours and yours.key):
                settled.add(id(yours))
                yield _both(units[0], mine, yours, reconcile)
    counts = {
        key: _count(len(old.get(key, ())), len(here.get(key, ())), len(there.get(key, ())))
        for key in {**old, **here, **there}
    }
    for key in [key for key in here if key in old and key in there]:
        yield from _written_otherwise(old[key], here[key], there[key])
    new = {key for key, wanted in counts.items() if wanted > len(here.get(key, ()))}
    for key, units in here.items():
        instead = [unit for unit in put_there.get(key, ()) if unit and unit.key in new and id(unit) not in settled]
        for unit, other in zip_longest(units[counts[key] :], instead[: max(0, len(units) - counts[key])]):
            settled.add(id(other))
            yield Replace(unit, other.text if other else "")
    for key, units in there.items():
        left = [unit for unit in units if id(unit) not in settled]
        missing = counts[key] - len(here.get(key, ())) - (len(units) - len(left))
        yield from map(Add, left[len(left) - missing :] if missing > 0 else ())


def _both(base: Unit, ours: Unit | None, theirs: Unit | None, reconcile: Reconcile) -> Decision:
    """Return what becomes of something that both sides changed, and not to the same."""
    merged = reconcile(base, ours, theirs) if ours and theirs else None
    return Differ(base, ours, theirs) if merged is None or ours is None else Replace(ours, merged)


def _written_otherwise(base: Sequence[Unit], ours: Sequence[Unit], theirs: Sequence[Unit]) -> Iterator[Decision]:
    """Yield what becomes of what says the same in all versions, where a comment or the folding of its lines changed."""
    if not len(base) == len(ours) == len(theirs):
        return
    for old, mine, yours in zip(base, ours, theirs, strict=True):
        if yours.text not in {old.text, mine.text}:
            yield Replace(mine, yours.text) if mine.text == old.text else Differ(old, mine, yours)


def _count(base: int, ours: int, theirs: int) -> int:
    """Return how often something stands in the merge."""
    mine, yours = ours - base, theirs - base
    return base + (mine + yours if mine * yours < 0 else max(mine, yours, key=abs))


def _by_key(units: Sequence[Unit]) -> dict[str, list[Unit]]:
    found: dict[str, list[Unit]] = {}
    for unit in units:
        found.setdefault(unit.key, []).append(unit)
    return found


def _put_in_place(base: Sequence[Unit], side: Sequence[Unit]) -> dict[str, list[Unit | None]]:
    """Return what a side has put in the place of each unit of the base that it lacks, by its key; None for nothing."""
    old, new = _by_key(base), _by_key(side)
    gone = [unit for key, units in old.items() for unit in units[len(new.get(key, ())) :]]
    added = [unit for key, units in new.items() for unit in units[len(old.get(key, ())) :]]
    pairs = (
        (_likeness(unit, other), -first, -second)
        for first, unit in enumerate(gone)
        for second, other in enumerate(added)
    )
    instead: dict[int, Unit] = {}
    taken: set[int] = set()
    for likeness, first, second in sorted(pairs, reverse=True):
        if likeness >= _REWORDED and -first not in instead and -second not in taken:
            instead[-first] = added[-second]
            taken.add(-second)
    found: dict[str, list[Unit | None]] = {}
    for index, unit in enumerate(gone):
        found.setdefault(unit.key, []).append(instead.get(index))
    return {key: sorted(units, key=lambda unit: unit is None) for key, units in found.items()}


def _likeness(first: Unit, second: Unit) -> float:
    """Return how much two have in common, from 0 to 1: where neither day nor words are the same, it is nothing."""
    if first.words == second.words:
        return 1.0 if first.day == second.day else 0.9
    if first.day != second.day:
        return 0.0
    return SequenceMatcher(None, first.words, second.words, autojunk=False).ratio() * 0.9
