"""Due items -> iCalendar (RFC 5545): all-day events or to-dos; a later export updates the same ones."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from netkeep.agenda.item import Due
from netkeep.model.dates import Duration
from netkeep.store.vault import Vault
from netkeep.text.plain import one_line

if TYPE_CHECKING:
    from icalendar import Alarm, Event, Todo

_OURS = UUID("8f5e1d0a-6a64-4d6f-9d0c-5b7f0c1c6f3e")  # the namespace of our UIDs (RFC 9562, 5.5); it never changes
_PRODUCT = "-//netkeep//netkeep//EN"


@dataclass(frozen=True, slots=True)
class Style:
    """How to write it: ``todos`` instead of events, and how long before the day an alarm rings, if at all."""

    todos: bool = False
    alarm: Duration | None = None


def calendar(vault: Vault, items: Iterable[Due], today: date, style: Style | None = None) -> bytes:
    """Return a calendar of what is due; the same items on the same day give the same bytes.

    An event that is overdue stands on ``today``, where it can be seen; a to-do keeps its day, and is shown as overdue.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for due, uid in _with_uids(items):
        made.add_component(_component(vault, due, uid, today, style or Style()))
    return bytes(made.to_ical())


def _with_uids(items: Iterable[Due]) -> Iterator[tuple[Due, str]]:
    """Yield each item with an id that does not depend on its day; items with the same words are numbered by date."""
    times = Counter[tuple[str, str, str]]()
    for due in sorted(items, key=lambda due: (due.on, due.kind, due.who, due.text)):
        words = due.kind, due.who, due.text
        times[words] += 1
        yield due, str(uuid5(_OURS, "\0".join([*words, str(times[words])])))


def _component(vault: Vault, due: Due, uid: str, today: date, style: Style) -> "Event | Todo":
    from icalendar import Event, Todo

    made: Event | Todo = Todo() if style.todos else Event()
    title = _title(vault, due)
    made.add("uid", uid)
    made.add("dtstamp", datetime.combine(today, time(), UTC))
    made.add("summary", title)
    made.add("description", _description(due, today))
    made.add("categories", [due.kind])
    if style.todos:
        made.add("due", due.on)
    else:
        day = max(due.on, today)
        made.add("dtstart", day)
        made.add("dtend", day + timedelta(days=1) if day < date.max else day)
        made.add("transp", "TRANSPARENT")
    if style.alarm:
        made.add_component(_alarm(style, style.alarm, title))
    return made


def _alarm(style: Style, lead_time: Duration, title: str) -> "Alarm":
    from icalendar import Alarm

    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("description", title)
    # A to-do has no start: its alarm counts from the day it is due (RFC 5545, 3.8.6.3).
    made.add("trigger", timedelta(days=-lead_time.days()), {"related": "END"} if style.todos else {})
    return made


def _title(vault: Vault, due: Due) -> str:
    if due.kind == "birthday":
        contact = vault.contacts.get(due.who)
        born = contact.birthday.year if contact and contact.birthday else None
        words = (
            f"{due.name} turns {due.on.year - born}" if born and due.on.year > born else f"{due.name} has a birthday"
        )
    elif due.kind == "catch-up":
        words = f"Catch up with {due.name}"
    elif due.text:
        words = f"{due.name}: {one_line(due.text, lambda item: _name(vault, item))}"
    else:
        words = f"{due.kind.capitalize()}: {due.name}"
    return _visible(words)


def _name(vault: Vault, item: str) -> str:
    """Return the name of the file that a link leads to."""
    if item in vault.contacts:
        return vault.contacts[item].name
    if item in vault.jobs:
        return vault.jobs[item].org
    return vault.organisations[item].name if item in vault.organisations else item


def _description(due: Due, today: date) -> str:
    """Return the reasons as of the day of the export; birthdays, dates and reminders need none beside their titles."""
    reasons = "" if due.kind in {"birthday", "date", "reminder"} else f"As of {today.isoformat()}: {due.why}"
    return _visible("\n".join(filter(None, (reasons, due.todo))))


def _visible(text: str) -> str:
    """Return a text without control characters, which no calendar may hold (RFC 5545, 3.1)."""
    return "".join(letter for letter in text if letter >= " " or letter == "\n").replace("\x7f", "")
