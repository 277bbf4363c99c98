"""Which of two archives of one source is the newer, by what they themselves tell of their days."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Literal, Self

from netkeep.exchange.candidate import Reading
from netkeep.exchange.merging.facts import day_or_none

Order = Literal["newer", "same", "older", "unknown"]
"""How an archive stands to the one before; ``same``: of one day, so that nothing has changed between the two."""


@dataclass(frozen=True)
class Clock:
    """What an archive tells of its day.

    ``as_of`` is the day that its user gave, if ``explicit``, else one that is assumed. ``days`` are the latest days in
    each kind of table, ``stamp`` the day on which the archive was packed.
    """

    as_of: date | None = None
    explicit: bool = False
    days: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    stamp: date | None = None

    @classmethod
    def of(cls, reading: Reading) -> Self:
        """Return the clock of what has been read."""
        explicit = reading.as_of is not None and not reading.as_of_assumed
        return cls(reading.as_of, explicit, reading.days, reading.stamp)

    def as_json(self) -> dict[str, object]:
        """Return it as plain values, for the next import: who told the day matters only while it is imported."""
        values: dict[str, object] = {
            "as_of": self.as_of and self.as_of.isoformat(),
            "days": {table: day.isoformat() for table, day in sorted(self.days.items())},
            "stamp": self.stamp and self.stamp.isoformat(),
        }
        return {key: value for key, value in values.items() if value}

    @classmethod
    def from_json(cls, values: Mapping[str, object]) -> Self:
        """Return the clock that :meth:`as_json` made these values of. Raises ``ValueError``."""
        days = values.get("days", {})
        if not isinstance(days, Mapping):
            raise ValueError  # noqa: TRY004 (the file is wrong, not the program)
        told = {str(table): day for table, value in days.items() if (day := day_or_none(value))}
        return cls(day_or_none(values.get("as_of")), days=told, stamp=day_or_none(values.get("stamp")))


CLOCK_KEYS = frozenset({"as_of", "days", "stamp"})
"""The keys of :meth:`Clock.as_json`."""


def order(previous: Clock, current: Clock) -> Order:
    """Return how an archive stands to the one that was imported before.

    What its user says of its day counts first; then the latest days of the tables that both have, where these do not
    contradict each other: whoever leaves LinkedIn takes days along; then the stamps.
    """
    if current.explicit and current.as_of and previous.as_of:
        return _compared(previous.as_of, current.as_of)
    if not previous.days and not previous.stamp and _is_before(previous.as_of, current.as_of):
        return (
            "newer"  # netkeep 0.1 took the day of a file for that of its archive: such a day is too late, if anything
        )
    common = previous.days.keys() & current.days.keys()
    ways = {_compared(previous.days[table], current.days[table]) for table in common}
    moved = ways - {"same"}
    if len(moved) == 1:
        return moved.pop()
    if previous.stamp and current.stamp:
        return _compared(previous.stamp, current.stamp)
    return "same" if ways == {"same"} else "unknown"


def advanced(previous: Clock, current: Clock) -> Clock:
    """Return the clock to hold the next archive against, once ``current`` has been imported.

    Where their order is not known the later day of each table counts: only what is newer than both is newer then.
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


def _is_before(one: date | None, other: date | None) -> bool:
    return bool(one and other and one < other)


def _at_least(clock: Clock, other: Clock) -> Clock:
    """Return a clock whose day is not before another's: of an archive that is no older, less is only assumed."""
    return replace(clock, as_of=max(filter(None, (clock.as_of, other.as_of)), default=None))


def _compared(before: date, after: date) -> Order:
    if before == after:
        return "same"
    return "newer" if before < after else "older"
