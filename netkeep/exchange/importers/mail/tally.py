"""Counts of letters: whom the owner writes with, how often, since when, and in which months."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from netkeep.exchange.candidate import Gathering
from netkeep.exchange.importers.counted import MASS, Person, sighting
from netkeep.exchange.importers.mail.letter import Letter, Party
from netkeep.model.sighting import Sighting
from netkeep.network.contact_scoring import is_robot, ranked

_MOST_ADDRESSES = 200_000


@dataclass(slots=True)
class Month:
    """The letters exchanged directly in one month."""

    count: int
    last: date


class Tally:
    """Counts letters; memory depends on the number of people, never on the number of letters."""

    def __init__(self, own: frozenset[str]) -> None:
        self._own = own
        self._people: dict[str, Person] = {}
        self._months: dict[tuple[str, str], Month] = {}

    def add(self, letter: Letter) -> None:
        """Count a letter."""
        everyone = {party.address: party for party in (*letter.copies, *letter.to, letter.sender)}
        others = [party for address, party in everyone.items() if address not in self._own and not is_robot(address)]
        direct = self._direct(letter, few=len(everyone) <= MASS)
        for party in others:
            if (person := self._person(party.address)) is None:
                continue
            person.seen(party.name, letter.day)
            if len(everyone) <= MASS:
                person.with_others([other.address for other in others if other.address != party.address])
                self._count(person, party, letter)
            if party.address in direct and letter.day:
                self._in_month(party.address, letter.day)

    def _person(self, address: str) -> Person | None:
        if address not in self._people and len(self._people) >= _MOST_ADDRESSES:
            return None
        return self._people.setdefault(address, Person())

    def _count(self, person: Person, party: Party, letter: Letter) -> None:
        if letter.sender.address in self._own:
            person.to_them += 1
        elif letter.sender.address == party.address and self._names_owner((*letter.to, *letter.copies)):
            person.from_them += 1

    def _names_owner(self, parties: tuple[Party, ...]) -> bool:
        return any(party.address in self._own for party in parties)

    def _direct(self, letter: Letter, *, few: bool) -> frozenset[str]:
        """Return who exchanged a letter directly with the owner: its recipients or its sender, not those in copy."""
        if not few:
            return frozenset()
        if letter.sender.address in self._own:
            return frozenset(party.address for party in letter.to)
        return frozenset({letter.sender.address}) if self._names_owner(letter.to) else frozenset()

    def _in_month(self, address: str, day: date) -> None:
        month = self._months.setdefault((address, f"{day:%Y-%m}"), Month(0, day))
        month.count += 1
        month.last = max(month.last, day)

    def forget(self, addresses: set[str]) -> None:
        """Remove addresses that turned out to be lists."""
        for address in addresses:
            self._people.pop(address, None)
        for person in self._people.values():
            for address in addresses & person.others.keys():
                del person.others[address]
        self._months = {key: month for key, month in self._months.items() if key[0] not in addresses}

    def sightings(self, today: date) -> tuple[Sighting, ...]:
        """Return everyone seen, the most important first."""
        return ranked((sighting("mail", *item) for item in self._people.items()), today)

    def gatherings(self, today: date, where: str) -> Iterator[Gathering]:
        """Yield one gathering for each person and month, on the day of the last letter; sorted by month."""
        for (address, month), counted in sorted(self._months.items(), key=lambda item: (item[0][1], item[0][0])):
            text = "1 message" if counted.count == 1 else f"{counted.count} messages"
            day = min(counted.last, today)
            yield Gathering(f"mail {month} {address}", day, "email", text, (address,), where)
