"""Which of two archives of one source is newer, by the dates inside them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Literal, Self

from netkeep.exchange.candidate import Reading
from netkeep.exchange.merging.facts import day_or_none

Order = Literal["newer", "same", "older", "unknown"]
"""How an archive compares with the previous one; ``same``: made on the same day, so nothing can have changed."""


@dataclass(frozen=True)
class Clock:
    """What an archive says about its own date.

    ``as_of`` is the day that its user gave, if ``explicit``, else an assumed one. ``days`` are the latest days in
    each kind of table, ``stamp`` the day on which the archive was packed.
    """

    as_of: date | None = None
    explicit: bool = False
    days: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    stamp: date | None = None

    @classmethod
    def of(cls, reading: Reading) -> Self:
        """Return the clock of a reading."""
        explicit = reading.as_of is not None and not reading.as_of_assumed
        return cls(reading.as_of, explicit, reading.days, reading.stamp)

    def as_json(self) -> dict[str, object]:
        """Return it as plain values for the next import; ``explicit`` matters only during its own import."""
        values: dict[str, object] = {
            "as_of": self.as_of and self.as_of.isoformat(),
            "days": {table: day.isoformat() for table, day in sorted(self.days.items())},
            "stamp": self.stamp and self.stamp.isoformat(),
        }
        return {key: value for key, value in values.items() if value}

    @classmethod
    def from_json(cls, values: Mapping[str, object]) -> Self:
        """Return the clock from the values that :meth:`as_json` made. Raises ``ValueError``."""
        days = values.get("days", {})
        if not isinstance(days, Mapping):
            raise ValueError  # noqa: TRY004 (the file is wrong, not the program)
        latest = {str(table): day for table, value in days.items() if (day := day_or_none(value))}
        return cls(day_or_none(values.get("as_of")), days=latest, stamp=day_or_none(values.get("stamp")))


CLOCK_KEYS = frozenset({"as_of", "days", "stamp"})
"""The keys of :meth:`Clock.as_json`."""


def order(previous: Clock, current: Clock) -> Order:
    """Return how an archive compares with the one that was imported before.

    The day that its user gave counts first; then the latest days of the tables that both have, unless they contradict
    each other, as when somebody leaves LinkedIn and takes days along; then the stamps.
    """
    if current.explicit and current.as_of and previous.as_of:
        return _order_of(previous.as_of, current.as_of)
    if not previous.days and not previous.stamp and _is_before(previous.as_of, current.as_of):
        return (
            "newer"  # netkeep 0.1 took the day of a file for that of its archive: such a day is too late, if anything
        )
    common = previous.days.keys() & current.days.keys()
    ways = {_order_of(previous.days[table], current.days[table]) for table in common}
    moved = ways - {"same"}
    if len(moved) == 1:
        return moved.pop()
    if previous.stamp and current.stamp:
        return _order_of(previous.stamp, current.stamp)
    return "same" if ways == {"same"} else "unknown"


def advanced(previous: Clock, current: Clock) -> Clock:
    """Return the clock to compare the next archive with, once ``current`` has been imported.

    Where their order is unknown, the later day of each table counts: the next archive has to be newer than both.
    """
    way = order(previous, current)
    if way == "older":
        return previous
    if way == "newer":
        current = replace(current, days={**previous.days, **current.days})
        return current if current.explicit else _at_least(current, previous)
    days = {**previous.days, **current.days}
    days |= {table: max(day, days[table]) for table, day in previous.days.items()}
    stamp = max(filter(None, (previous.stamp, current.stamp)), default=None)
    return replace(_at_least(current, previous), days=days, stamp=stamp)


def _is_before(first: date | None, second: date | None) -> bool:
    return bool(first and second and first < second)


def _at_least(clock: Clock, other: Clock) -> Clock:
    """Return a clock whose day is not before another's: an archive known to be no older only assumed an earlier day."""
    return replace(clock, as_of=max(filter(None, (clock.as_of, other.as_of)), default=None))


def _order_of(previous: date, current: date) -> Order:
    if previous == current:
        return "same"
    return "newer" if previous < current else "older"
