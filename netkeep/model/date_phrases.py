"""Days as people say them: ``today``, ``friday``, ``3 weeks ago``, ``in 2w``, ``next month``, ``2024-06-01``."""

import re
from datetime import date, timedelta
from enum import Enum

from netkeep.model.dates import Duration, parse_date

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SPAN = r"(an?|\d{1,4}) ?(days?|weeks?|months?|years?|[dwmy])"
_AGO = re.compile(_SPAN + " ago", re.ASCII)
_AHEAD = re.compile("in " + _SPAN, re.ASCII)
_TURN = re.compile(r"(last|next) (day|week|month|year)", re.ASCII)
_SHORT = re.compile(r"(\d{1,4}) ?([dwmy])", re.ASCII)
_UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}
_NEAR = {"today": 0, "now": 0, "yesterday": -1, "tomorrow": 1}


class Toward(Enum):
    """Where a weekday lies: for a log entry in the past, for a reminder in the future."""

    PAST = -1
    FUTURE = 1


_DIRECTIONS = {"": None, "last": Toward.PAST, "next": Toward.FUTURE}


def parse_when(text: str, today: date, toward: Toward) -> date:
    """Parse a day. Raises ``ValueError`` with the accepted forms."""
    words = " ".join(text.lower().split())
    if words in _NEAR:
        return today + timedelta(days=_NEAR[words])
    if match := _AGO.fullmatch(words):
        return _duration(match).before(today)
    if match := _AHEAD.fullmatch(words):
        return _duration(match).after(today)
    if match := _TURN.fullmatch(words):
        span = Duration(1, match[2])
        return span.after(today) if match[1] == "next" else span.before(today)
    direction, _, name = words.rpartition(" ")
    if name in _named_days() and direction in _DIRECTIONS:
        return _weekday(_named_days()[name], today, _DIRECTIONS[direction] or toward)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", words, re.ASCII):
        return parse_date(words)
    raise ValueError("a day is a date (2024-06-01), today, yesterday, friday, '3 weeks ago' or 'in 2 weeks'")


def parse_span(text: str) -> Duration:
    """Parse a span of time: ``2 weeks``, or short ``2w``. Raises ``ValueError``."""
    words = " ".join(text.lower().split())
    if match := _SHORT.fullmatch(words):
        words = f"{match[1]} {_UNITS[match[2]]}s"
    return Duration.parse(words)


def _duration(match: re.Match[str]) -> Duration:
    number = 1 if match[1] in {"a", "an"} else int(match[1])
    return Duration(number, _UNITS[match[2][0]])


def _named_days() -> dict[str, int]:
    names = {day: number for number, day in enumerate(_WEEKDAYS)}
    return names | {day[:3]: number for day, number in names.items()}


def _weekday(number: int, today: date, toward: Toward) -> date:
    """Return the nearest such weekday, never today: on a Friday, "friday" is a week away."""
    days = (number - today.weekday()) % 7 or 7
    return today + timedelta(days=days if toward is Toward.FUTURE else days - 14 if days == 7 else days - 7)  # noqa: PLR2004
