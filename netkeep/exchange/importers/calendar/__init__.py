"""Calendars: whom the owner meets. Nobody becomes a contact just by being seen here."""

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

    Raises :class:`NetkeepError` if the owner's addresses are not set, or there is no calendar at all.
    """
    reader = _Reader(options)
    count = 0
    for path in paths:
        if not path.exists():
            raise NetkeepError(f"{path} does not exist; name an .ics file or a folder of them")
        for file, where in files(path):
            count += 1
            for block in blocks(file, where, reader.trouble):
                reader.take(block)
    if not count:
        raise NetkeepError("there is no calendar: name an .ics file or a folder of them")
    return reader.reading(", ".join(path.name or str(path) for path in paths))


class _Reader:
    """Takes events one by one, then counts them: an event may replace a day of a series in another place."""

    def __init__(self, options: Options) -> None:
        self.trouble = Trouble()
        self._today = options.today
        self._own = owner_keys(options)
        self._counts: Counter[str] = Counter()
        self._events: dict[tuple[str, date | None], tuple[str, Event]] = {}

    def take(self, block: Block) -> None:
        """Read an event; an error in it does not affect others."""
        self._counts["events"] += 1
        try:
            parsed = event(block.lines, self._today)
        except BadEventError as error:
            self._refuse(block, f"{error} is missing or cannot be read; the event is left out")
        except Exception:  # noqa: BLE001 (the library raises what it likes on what is broken)
            self._refuse(block, "this event cannot be read")
        else:
            self._keep(block, parsed)

    def _keep(self, block: Block, parsed: Event) -> None:
        for name in parsed.wrong:
            help_ = "its first time counts, the others do not" if name == "RRULE" else ""
            self.trouble.add(block.where, f"{name} of this event cannot be used", help_)
        reason = "cancelled" if block.cancelled else parsed.left_out or self._declined(parsed)
        if reason:
            self._counts[f"left out: {reason}"] += 1
            parsed = replace(parsed, days=(), guests=(), title="")
        else:
            for line, name in parsed.unread:
                self.trouble.unreachable(f"{block.file}:{line}", name)
        self._events[parsed.uid, parsed.instead_of] = block.where, parsed

    def _refuse(self, block: Block, message: str) -> None:
        self._counts["left out: unreadable"] += 1
        self.trouble.add(block.where, message)

    def _declined(self, parsed: Event) -> str | None:
        own_guests = [guest for guest in parsed.guests if guest.address in self._own]
        return "declined" if any(guest.declined for guest in own_guests) else None

    def reading(self, where: str) -> Reading:
        """Return the combined result of all events."""
        people: dict[str, Person] = {}
        gatherings: dict[str, Gathering] = {}
        replaced = {key for key in self._events if key[1] is not None}
        onward = self._onward()
        budget = _MOST_DAYS
        for (uid, instead_of), (place, series) in sorted(self._events.items(), key=lambda item: _order(item[0])):
            for day in series.days[:budget]:
                if instead_of is None and (uid, day) in replaced:
                    continue
                budget -= 1
                held, when = _held(series, day, onward.get(uid, ())) if instead_of is None else (series, day)
                if when <= self._today and (gathering := self._meet(held, when, place, people)):
                    gatherings.setdefault(gathering.key, gathering)
        sightings = (sighting("calendar", *item) for item in people.items())
        return Reading(
            problems=self.trouble.problems(where),
            gatherings=tuple(sorted(gatherings.values(), key=lambda gathering: (gathering.day, gathering.key))),
            sightings=ranked(sightings, self._today),
            counts=dict(self._counts),
        )

    def _onward(self) -> dict[str, list[Event]]:
        """Return for each series the events that change it from some day on, in the order of these days."""
        by_series: dict[str, list[Event]] = {}
        for (uid, _), (_, change) in sorted(self._events.items(), key=lambda item: _order(item[0])):
            if change.onward and change.instead_of:
                by_series.setdefault(uid, []).append(change)
        return by_series

    def _meet(self, meeting: Event, day: date, where: str, people: dict[str, Person]) -> Gathering | None:
        """Count who met on a day, and return the meeting; None if there were too many people or none."""
        there = [guest for guest in meeting.guests if not guest.declined and guest.address not in self._own]
        for guest in there:
            person = people.setdefault(guest.address, Person())
            person.seen(guest.name, day)
            if len(there) <= MASS:
                person.with_others([other.address for other in there if other is not guest])
        if not there or len(there) > MASS:
            return None
        addresses = tuple(guest.address for guest in there)
        return Gathering(f"{meeting.uid} {day.isoformat()}", day, "meeting", meeting.title, addresses, where)


def _order(key: tuple[str, date | None]) -> tuple[str, str]:
    return key[0], key[1].isoformat() if key[1] else ""


def _held(series: Event, day: date, onward: Sequence[Event]) -> tuple[Event, date]:
    """Return the event held for a day of a series, and its day: the latest change up to that day applies."""
    change = next((later for later in reversed(onward) if later.instead_of and later.instead_of <= day), None)
    return (change, day + change.moved) if change else (series, day)
