"""People, counted while a source is read: how often, since when, under which names, and with whom."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from netkeep.model.sighting import Sighting

MASS = 15
"""With more people than this, it is no personal contact: they are only addressed."""
_MOST_NAMES = 20
_MOST_OTHERS = 200
_KEPT_NAMES, _KEPT_OTHERS = 5, 30


@dataclass(slots=True)
class Person:
    """The counts of one address."""

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
        """Count who else was there."""
        for address in addresses:
            if address in self.others or len(self.others) < _MOST_OTHERS:
                self.others[address] += 1


def sighting(source: str, address: str, person: Person) -> Sighting:
    """Return the sighting of an address, with its most frequent names and companions."""
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
    """Return the most frequent items, equals in alphabetical order."""
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))[:limit]
