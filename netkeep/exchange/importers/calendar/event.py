"""One event -> when it was, and who was there (RFC 5545, 3.8.4.1)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from netkeep.exchange.importers.calendar.attendees import Guest, NumberedLine, Unread, guests, split_people
from netkeep.exchange.importers.calendar.repeat import NotExpandedError, days
from netkeep.text.source import digest

if TYPE_CHECKING:
    from icalendar import Event as Component

_NAMED = ("DTSTART", "RRULE", "RECURRENCE-ID", "EXDATE", "RDATE")
_LONGEST_TITLE = 80
_MOST_VALUES = 1000


class BadEventError(Exception):
    """An event that cannot be used; the text names the field."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event; ``instead_of`` is the day of a series that it replaces, with ``onward`` all days from then on.

    These then take place ``moved`` later. ``unread`` are those invited who have no address; ``wrong`` are the names of
    ignored fields.
    """

    uid: str
    days: tuple[date, ...]
    guests: tuple[Guest, ...]
    title: str
    instead_of: date | None
    left_out: str | None
    wrong: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    onward: bool = False
    moved: timedelta = timedelta()


def event(lines: Sequence[NumberedLine], today: date) -> Event:
    """Read one event. Raises :class:`BadEventError`; the library may raise anything on broken input."""
    from icalendar import Event as Component

    others, people = split_people(lines)
    component = Component.from_ical(_whole(others))
    if not isinstance(component, Component):
        raise BadEventError("BEGIN")
    start = _day(_first(component, "DTSTART"))
    if start is None:
        raise BadEventError("DTSTART")
    event_days, wrong = _days(component, start, today)
    invited, unread = guests(people)
    instead_of = _day(_first(component, "RECURRENCE-ID"))
    return Event(
        uid=str(_first(component, "UID") or "").strip()[:200] or digest(_whole(line.text for line in lines).encode()),
        days=event_days,
        guests=invited,
        title=_title(component),
        instead_of=instead_of,
        left_out=_left_out(component, start, today),
        wrong=(*wrong, *_errors(component)),
        unread=unread,
        onward=_ranges_onward(component),
        moved=start - instead_of if instead_of else timedelta(),
    )


def _whole(lines: Iterable[str]) -> str:
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""])


def _ranges_onward(component: "Component") -> bool:
    """Return whether the event stands for all later ones of its series as well (RFC 5545, 3.2.13)."""
    params = getattr(_first(component, "RECURRENCE-ID"), "params", {})
    return str(params.get("RANGE", "")).strip().upper() == "THISANDFUTURE"


def _errors(component: "Component") -> Iterator[str]:
    """Yield the names of the fields that the library could not read and that matter here."""
    broken = {str(name).upper() for name, _ in component.errors if name}
    return (name for name in _NAMED if name in broken)


def _all(component: "Component", name: str) -> list[object]:
    value = component.get(name)
    if value is None:
        return []
    return list(value)[:_MOST_VALUES] if isinstance(value, list) else [value]


def _first(component: "Component", name: str) -> object:
    return next(iter(_all(component, name)), None)


def _day(value: object) -> date | None:
    """Return the day in the event's own time zone; of a period, the one on which it begins."""
    moment = getattr(value, "dt", None)
    if isinstance(moment, tuple):
        moment = moment[0] if moment else None
    if isinstance(moment, datetime):
        return moment.date()
    return moment if isinstance(moment, date) else None


def _days(component: "Component", start: date, today: date) -> tuple[tuple[date, ...], tuple[str, ...]]:
    rules = _all(component, "RRULE")
    event_days: set[date] = {start, *_listed(component, "RDATE")}
    wrong: tuple[str, ...] = ()
    if len(rules) == 1 and isinstance(rules[0], Mapping):
        try:
            event_days |= set(days(start, rules[0], today))
        except NotExpandedError:
            wrong = ("RRULE",)
    elif rules:
        wrong = ("RRULE",)
    kept = event_days - set(_listed(component, "EXDATE"))
    return tuple(sorted(day for day in kept if day <= today)), wrong


def _listed(component: "Component", name: str) -> Iterator[date]:
    for group in _all(component, name):
        for value in list(getattr(group, "dts", ()))[:_MOST_VALUES]:
            if day := _day(value):
                yield day


def _left_out(component: "Component", start: date, today: date) -> str | None:
    if _word(component, "STATUS") == "CANCELLED":
        return "cancelled"
    moment = getattr(_first(component, "DTSTART"), "dt", None)
    free = "TRANSPARENT" in _word(component, "TRANSP") or _word(component, "X-MICROSOFT-CDO-BUSYSTATUS") in {
        "FREE",
        "OOF",
    }
    if free and not isinstance(moment, datetime):
        return "whole days that are free"
    return "to come" if start > today else None


def _word(component: "Component", name: str) -> str:
    return str(_first(component, name) or "").strip().upper()


def _title(component: "Component") -> str:
    """Return the title on one line; empty for an event that is marked as private or confidential."""
    if _word(component, "CLASS") in {"PRIVATE", "CONFIDENTIAL"}:
        return ""
    text = str(_first(component, "SUMMARY") or "")[: 4 * _LONGEST_TITLE]
    shown = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return shown if len(shown) <= _LONGEST_TITLE else shown[: _LONGEST_TITLE - 1].rstrip() + "…"
