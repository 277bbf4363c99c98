"""What ``docs/week.md`` says, said again for plain records: who is named in a week, whatever the program does.

A person is a dictionary of what matters here; days are dates, and closeness is given and not computed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from zlib import crc32

SEVEN = 7


@dataclass
class Person:
    """A contact: the wish in days, the days of contact, and how close they were the last time."""

    id: str
    wish: int | None = None
    contacts: list[date] = field(default_factory=list)
    promises: list[date] = field(default_factory=list)
    close: float = 0.0
    level: str = "none"
    colleague: bool = False


def named(people: Mapping[str, Person], today: date, quarter: timedelta) -> list[str]:
    """Return the ids of those named in the week of a day; ``quarter`` is a quarter of the time that people remember."""
    monday = today - timedelta(today.weekday())
    promised = sorted(
        (day, person.id) for person in people.values() for day in person.promises if day <= monday + timedelta(6)
    )
    seats = list(dict.fromkeys(who for _, who in promised))[:SEVEN]
    free = SEVEN - len(seats)
    weak = turns(people.values(), monday, quarter, "weak")
    kept = min(2 if free > 3 else 1 if free > 1 else 0, len(weak))
    groups = (
        missed(people.values(), monday),
        wishes(people.values(), monday),
        turns(people.values(), monday, quarter, "fading"),
        turns(people.values(), monday, quarter, "greet"),
    )
    for group in groups:
        for who in group:
            if len(seats) < SEVEN - kept and who not in seats:
                seats.append(who)
    for who in weak:
        if len(seats) < SEVEN and who not in seats:
            seats.append(who)
    return seats


def _week(monday: date) -> int:
    return monday.toordinal() // 7


def _second_week(person: Person, monday: date) -> bool:
    return not (crc32(person.id.encode()) + _week(monday)) % 2


def _last(person: Person, monday: date) -> date | None:
    return max((day for day in person.contacts if day < monday), default=None)


def _twice(person: Person, monday: date) -> date:
    return (_last(person, monday) or monday - timedelta(1)) + timedelta(2 * (person.wish or 0))


def _is_due(person: Person, monday: date) -> bool:
    if person.wish is None or not _second_week(person, monday):
        return False
    last = _last(person, monday)
    early = min(timedelta(days=person.wish / 3), timedelta(28))
    return last is None or last + timedelta(person.wish) <= monday + timedelta(6) + early


def missed(people: Iterable[Person], monday: date) -> list[str]:
    """Return those whose wish would be missed within four weeks, the closest first."""
    near = [one for one in people if _is_due(one, monday) and _twice(one, monday) <= monday + timedelta(28)]
    return [one.id for one in sorted(near, key=lambda one: (-one.close, _twice(one, monday), one.id))]


def wishes(people: Iterable[Person], monday: date) -> list[str]:
    """Return those whose wish is due or will be soon, whose second time ends first before the others."""
    due = [one for one in people if _is_due(one, monday)]
    due.sort(key=lambda one: (_twice(one, monday), -one.close, one.id))
    return [one.id for one in due]


def turns(people: Iterable[Person], monday: date, quarter: timedelta, group: str) -> list[str]:
    """Return those of a group without a wish, the latest turn first."""
    found: list[tuple[int, float, str]] = []
    for one in people:
        last = _last(one, monday)
        if one.wish is not None or not _second_week(one, monday) or (last and monday - last < quarter):
            continue
        theirs, every = _group(one)
        if theirs == group:
            found.append(((crc32(one.id.encode()) + _week(monday)) % every, -one.close, one.id))
    return [who for _, _, who in sorted(found)]


def _group(person: Person) -> tuple[str, int]:
    fading: Sequence[tuple[str, int]] = (("close", 4), ("warm", 8), ("acquainted", 16))
    for level, every in fading:
        if person.level == level:
            return "fading", every
    if person.level == "weak":
        return "weak", 52
    return ("greet", 26) if person.colleague else ("weak", 104)
