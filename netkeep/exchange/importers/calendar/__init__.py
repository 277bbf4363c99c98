"""Calendars: whom the owner meets. Nobody becomes a contact by being seen here."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from netkeep.errors import NetkeepError
from netkeep.exchange.candidate import Gathering, Reading
from netkeep.exchange.importer import Options
from netkeep.exchange.importers.calendar.blocks import Block, blocks, files
from netkeep.exchange.importers.calendar.event import BadEventError, Event, event
from netkeep.exchange.importers.counted import MASS, Person, sighting
from netkeep.exchange.importers.owner import owner_keys
from netkeep.exchange.importers.trouble import Trouble
from netkeep.network.contact_scoring import ranked

_MOST_DAYS = 200_000


def read(paths: Sequence[Path], options: Options) -> Reading:
    """Read calendar files and folders of them: the meetings up to today, and who was there.

    Raises :class:`NetkeepError` where the owner's addresses are not set, or there is no calendar at all.
    """
    reader = _Reader(options)
    count = 0
    for path in paths:
        if not path.exists():
            raise NetkeepError(f"{path} is not there; name an .ics file or a folder of them")
        for file, where in files(path):
            count += 1
            for block in blocks(file, where, reader.trouble):
                reader.take(block)
    if not count:
        raise NetkeepError("no calendar is there: name an .ics file or a folder of them")
    return reader.reading(", ".join(path.name or str(path) for path in paths))


class _Reader:
    """Takes events one by one, then counts them: an event may replace a day of a series that stands elsewhere."""

    def __init__(self, options: Options) -> None:
        self.trouble = Trouble()
        self._today = options.today
        self._own = owner_keys(options)
        self._counts: Counter[str] = Counter()
        self._found: dict[tuple[str, date | None], tuple[str, Event]] = {}

    def take(self, block: Block) -> None:
        """Read an event; what is wrong with it is its own problem."""
        self._counts["events"] += 1
        try:
            one = event(block.lines, self._today)
        except BadEventError as error:
            self._refuse(block, f"{error} is missing or cannot be read; the event is left out")
        except Exception:  # noqa: BLE001 (the library raises what it likes on what is broken)
            self._refuse(block, "this event cannot be read")
        else:
            self._keep(block, one)

    def _keep(self, block: Block, one: Event) -> None:
        for name in one.wrong:
            help_ = "its first time counts, the others do not" if name == "RRULE" else ""
            self.trouble.add(block.where, f"{name} of this event cannot be used", help_)
        reason = "cancelled" if block.cancelled else one.left_out or self._declined(one)
        if reason:
            self._counts[f"left out: {reason}"] += 1
            one = replace(one, days=(), guests=(), title="")
        else:
            for line, name in one.unread:
                self.trouble.unreachable(f"{block.file}:{line}", name)
        self._found[one.uid, one.instead_of] = block.where, one

    def _refuse(self, block: Block, message: str) -> None:
        self._counts["left out: unreadable"] += 1
        self.trouble.add(block.where, message)

    def _declined(self, one: Event) -> str | None:
        mine = [guest for guest in one.guests if guest.address in self._own]
        return "declined" if any(guest.declined for guest in mine) else None

    def reading(self, where: str) -> Reading:
        """Return what all events say together."""
        people: dict[str, Person] = {}
        gatherings: dict[str, Gathering] = {}
        replaced = {key for key in self._found if key[1] is not None}
        onward = self._onward()
        budget = _MOST_DAYS
        for (uid, instead_of), (place, one) in sorted(self._found.items(), key=lambda item: _order(item[0])):
            for day in one.days[:budget]:
                if instead_of is None and (uid, day) in replaced:
                    continue
                budget -= 1
                held, when = _held(one, day, onward.get(uid, ())) if instead_of is None else (one, day)
                if when <= self._today and (gathering := self._meet(held, when, place, people)):
                    gatherings.setdefault(gathering.key, gathering)
        found = (sighting("calendar", *item) for item in people.items())
        return Reading(
            problems=self.trouble.told(where),
            gatherings=tuple(sorted(gatherings.values(), key=lambda one: (one.day, one.key))),
            sightings=ranked(found, self._today),
            counts=dict(self._counts),
        )

    def _onward(self) -> dict[str, list[Event]]:
        """Return by series the events that stand for all of it from some day on, in the order of these days."""
        found: dict[str, list[Event]] = {}
        for (uid, _), (_, one) in sorted(self._found.items(), key=lambda item: _order(item[0])):
            if one.onward and one.instead_of:
                found.setdefault(uid, []).append(one)
        return found

    def _meet(self, one: Event, day: date, where: str, people: dict[str, Person]) -> Gathering | None:
        """Count who met on a day, and give the meeting; of many people only that they were seen."""
        there = [guest for guest in one.guests if not guest.declined and guest.address not in self._own]
        for guest in there:
            person = people.setdefault(guest.address, Person())
            person.seen(guest.name, day)
            if len(there) <= MASS:
                person.with_others([other.address for other in there if other is not guest])
        if not there or len(there) > MASS:
            return None
        addresses = tuple(guest.address for guest in there)
        return Gathering(f"{one.uid} {day.isoformat()}", day, "meeting", one.title, addresses, where)


def _order(key: tuple[str, date | None]) -> tuple[str, str]:
    return key[0], key[1].isoformat() if key[1] else ""


def _held(one: Event, day: date, onward: Sequence[Event]) -> tuple[Event, date]:
    """Return what a day of a series has become, and when: the latest change from some day on counts."""
    since = next((later for later in reversed(onward) if later.instead_of and later.instead_of <= day), None)
    return (since, day + since.moved) if since else (one, day)
