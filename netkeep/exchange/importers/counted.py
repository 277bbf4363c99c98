"""People as they are counted while a source is read: how often, since when, under which names, and with whom."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from netkeep.model.sighting import Sighting

MASS = 15
"""More people than this do not meet, and do not write to each other: they are addressed."""
_MOST_NAMES = 20
_MOST_OTHERS = 200
_KEPT_NAMES, _KEPT_OTHERS = 5, 30


@dataclass(slots=True)
class Person:
    """What was counted of one address."""

    names: Counter[str] = field(default_factory=Counter)
    times: int = 0
    from_them: int = 0
    to_them: int = 0
    first: date | None = None
    last: date | None = None
    others: Counter[str] = field(default_factory=Counter)

    def seen(self, name: str, day: date | None) -> None:
        """Count one more time."""
        self.times += 1
        if name and (name in self.names or len(self.names) < _MOST_NAMES):
            self.names[name] += 1
        if day:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)

    def with_others(self, addresses: list[str]) -> None:
        """Count who was there as well."""
        for address in addresses:
            if address in self.others or len(self.others) < _MOST_OTHERS:
                self.others[address] += 1


def sighting(source: str, address: str, person: Person) -> Sighting:
    """Return what was counted of an address, with the names and the others that were there most often."""
    return Sighting(
        source=source,
        address=address,
        names=tuple(name for name, _ in top(person.names, _KEPT_NAMES)),
        times=person.times,
        from_them=person.from_them,
        to_them=person.to_them,
        first=person.first,
        last=person.last,
        together=dict(top(person.others, _KEPT_OTHERS)),
    )


def top(counter: Counter[str], limit: int) -> list[tuple[str, int]]:
    """Return the most frequent, equals in the order of the alphabet."""
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))[:limit]
