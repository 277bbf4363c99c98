"""One event -> when it was, and who was there (RFC 5545, 3.8.4.1)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote

from netkeep.exchange.importers.calendar.repeat import NotExpandedError, days
from netkeep.exchange.importers.display_names import display_name
from netkeep.model.reach import email_key, email_problem
from netkeep.network.correspondents import is_robot
from netkeep.text.source import digest

if TYPE_CHECKING:
    from icalendar import Event as Component

_MAILTO = re.compile(r"\s*mailto:\s*", re.IGNORECASE)
_THINGS = frozenset({"ROOM", "RESOURCE", "GROUP"})
_NAMED = ("DTSTART", "RRULE", "ATTENDEE", "ORGANIZER", "RECURRENCE-ID", "EXDATE", "RDATE")
_LONGEST_TITLE = 80
_MOST_PEOPLE = 1000


class BadEventError(Exception):
    """An event that says nothing to go by; its text names the field."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody invited, by the key of the address."""

    address: str
    name: str
    declined: bool


@dataclass(frozen=True, slots=True)
class Event:
    """An event; ``instead_of`` is the day of a series that it replaces. ``wrong`` names fields passed over."""

    uid: str
    days: tuple[date, ...]
    guests: tuple[Guest, ...]
    title: str
    instead_of: date | None
    left_out: str | None
    wrong: tuple[str, ...]


def event(text: str, today: date) -> Event:
    """Read one event. Raises :class:`BadEventError`; the library may raise what it likes on what is broken."""
    from icalendar import Event as Component

    component = Component.from_ical(text)
    if not isinstance(component, Component):
        raise BadEventError("BEGIN")
    start = _day(_first(component, "DTSTART"))
    if start is None:
        raise BadEventError("DTSTART")
    found, wrong = _days(component, start, today)
    return Event(
        uid=str(_first(component, "UID") or "").strip()[:200] or digest(text.encode()),
        days=found,
        guests=tuple(_guests(component)),
        title=_title(component),
        instead_of=_day(_first(component, "RECURRENCE-ID")),
        left_out=_left_out(component, start, today),
        wrong=(*wrong, *_errors(component)),
    )


def _errors(component: "Component") -> Iterator[str]:
    """Name the fields that the library could not read and that count here."""
    named = {str(name).upper() for name, _ in component.errors if name}
    return (name for name in _NAMED if name in named)


def _all(component: "Component", name: str) -> list[object]:
    value = component.get(name)
    if value is None:
        return []
    return list(value)[:_MOST_PEOPLE] if isinstance(value, list) else [value]


def _first(component: "Component", name: str) -> object:
    return next(iter(_all(component, name)), None)


def _day(value: object) -> date | None:
    """Give the day on the clock that the event itself goes by."""
    moment = getattr(value, "dt", None)
    if isinstance(moment, datetime):
        return moment.date()
    return moment if isinstance(moment, date) else None


def _days(component: "Component", start: date, today: date) -> tuple[tuple[date, ...], tuple[str, ...]]:
    rules = _all(component, "RRULE")
    found: set[date] = {start, *_listed(component, "RDATE")}
    wrong: tuple[str, ...] = ()
    if len(rules) == 1 and isinstance(rules[0], Mapping):
        try:
            found |= set(days(start, rules[0], today))
        except NotExpandedError:
            wrong = ("RRULE",)
    elif rules:
        wrong = ("RRULE",)
    kept = found - set(_listed(component, "EXDATE"))
    return tuple(sorted(day for day in kept if day <= today)), wrong


def _listed(component: "Component", name: str) -> Iterator[date]:
    for group in _all(component, name):
        for value in list(getattr(group, "dts", ()))[:_MOST_PEOPLE]:
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
    """Give the title in one line; what is marked as private or confidential keeps its own to itself."""
    if _word(component, "CLASS") in {"PRIVATE", "CONFIDENTIAL"}:
        return ""
    text = str(_first(component, "SUMMARY") or "")[: 4 * _LONGEST_TITLE]
    shown = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return shown if len(shown) <= _LONGEST_TITLE else shown[: _LONGEST_TITLE - 1].rstrip() + "…"


def _guests(component: "Component") -> Iterator[Guest]:
    """Give whoever was invited or invites, each address once; not rooms, lists and robots."""
    seen: set[str] = set()
    for value in (*_all(component, "ATTENDEE"), *_all(component, "ORGANIZER")):
        guest = _guest(value)
        if guest and guest.address not in seen:
            seen.add(guest.address)
            yield guest


def _guest(value: object) -> Guest | None:
    params = getattr(value, "params", {})
    address = _address(str(value), _text(params.get("EMAIL")))
    if address is None or _text(params.get("CUTYPE")).upper() in _THINGS or is_robot(email_key(address)):
        return None
    declined = _text(params.get("PARTSTAT")).upper() == "DECLINED"
    return Guest(email_key(address), display_name(_text(params.get("CN")), address), declined)


def _text(value: object) -> str:
    return str(value[0] if isinstance(value, list) and value else value or "").strip().strip('"')


def _address(value: str, email: str) -> str | None:
    """Give the address of a ``mailto:``, or the one beside a path (RFC 7986, 6.2)."""
    bare = unquote(_MAILTO.sub("", value, count=1)).partition("?")[0].strip()
    found = bare if not email_problem(bare) else _MAILTO.sub("", email, count=1)
    return None if email_problem(found) else found
