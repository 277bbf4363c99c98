"""Days and spans as people say them: ``friday``, ``3 dec``, ``3w``, ``in 3 weeks``, ``last week``, ``28.11.2026``.

A day without a direction of its own lies where the option looks: ``friday`` is the last one for a log entry, and the
next one for a reminder. What could be two days is refused with both.
"""

import re
from calendar import isleap
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import Enum

from netkeep.model.dates import Duration, parse_date

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_SPAN = r"(an?|\d{1,4}) ?(days?|weeks?|months?|years?|[dwmy])"
_TURN = r"(last|next) (day|week|month|year)"
_DAY_FIRST = r"(\d{1,2})(?:st|nd|rd|th)?\.? ([a-z]+)\.?(?:,? (\d{4}))?"
_MONTH_FIRST = r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?"
_YEAR_FIRST = r"(\d{4})-(\d{1,2})-(\d{1,2})"
_DOTTED = r"(\d{1,2})\.(\d{1,2})\.(\d{4})"
_SLASHED = r"(\d{1,2})/(\d{1,2})/(\d{4})"
_UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}
_NEAR = {"today": 0, "now": 0, "yesterday": -1, "tomorrow": 1}
_WEEK = 7
_LEAP_DAY = (2, 29)


class Toward(Enum):
    """Where a day without a direction of its own lies: for a log entry in the past, for a reminder in the future."""

    PAST = -1
    FUTURE = 1


_DIRECTIONS = {"": None, "last": Toward.PAST, "next": Toward.FUTURE}
_SPANS = {f"{_SPAN} ago": Toward.PAST, f"in {_SPAN}": Toward.FUTURE, _SPAN: None}


def parse_when(text: str, today: date, toward: Toward) -> date:
    """Parse a day. Raises ``ValueError`` with the accepted forms."""
    words = " ".join(text.lower().split())
    day = _written(words) or _relative(words, today, toward) or _of_a_month(words, today, toward)
    if day is None:
        raise ValueError(
            "a day is a date (2026-11-28, 28.11.2026, 3 dec), today, yesterday, friday, last week, 3w, "
            "'3 weeks ago' or 'in 3 weeks'"
        )
    return day


def parse_span(text: str) -> Duration:
    """Parse a span of time: ``2 weeks``, ``a week``, or short ``2w``. Raises ``ValueError``."""
    words = " ".join(text.lower().split())
    match = _matched(_SPAN, words)
    return Duration.parse(str(_duration(match)) if match else words)


def _matched(form: str, words: str) -> re.Match[str] | None:
    """Return the match of a whole text. Forms are compiled where they are used: every command imports them."""
    return re.fullmatch(form, words, re.ASCII)


def _relative(words: str, today: date, toward: Toward) -> date | None:
    """Return the day that words count from today."""
    if words in _NEAR:
        return today + timedelta(days=_NEAR[words])
    for form, direction in _SPANS.items():
        if match := _matched(form, words):
            return _moved(today, _duration(match), direction or toward)
    if match := _matched(_TURN, words):
        return _moved(today, Duration(1, match[2]), _DIRECTIONS[match[1]] or toward)
    turn, _, name = words.rpartition(" ")
    number = _number_of(name, _WEEKDAYS)
    if number is None or turn not in _DIRECTIONS:
        return None
    return _weekday(number, today, _DIRECTIONS[turn] or toward)


def _written(words: str) -> date | None:
    """Return the day of a date in figures."""
    if match := _matched(_YEAR_FIRST, words):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _matched(_DOTTED, words):
        return _date(int(match[3]), int(match[2]), int(match[1]))
    if match := _matched(_SLASHED, words):
        return _slashed(*map(int, match.groups()))
    return None


def _slashed(first: int, second: int, year: int) -> date:
    """Return the one day that ``28/11/2026`` can be."""
    days = []
    for day, month in ((first, second), (second, first)):
        try:
            days.append(_date(year, month, day))
        except ValueError:
            continue
    if not days:
        raise ValueError("there is no such day in the calendar")
    if len(set(days)) > 1:
        readings = " or ".join(f"{day.day} {_MONTHS[day.month - 1].capitalize()}" for day in days)
        raise ValueError(f"this may be {readings}; write {days[0].isoformat()} or {days[1].isoformat()}")
    return days[0]


def _of_a_month(words: str, today: date, toward: Toward) -> date | None:
    """Return the day of ``3 dec`` or ``december 3, 2026``; without a year the nearest one, today included."""
    if match := _matched(_DAY_FIRST, words):
        day, name, year = match.groups()
    elif match := _matched(_MONTH_FIRST, words):
        name, day, year = match.groups()
    else:
        return None
    number = _number_of(name, _MONTHS)
    if number is None:
        return None
    month = number + 1
    return _date(int(year), month, int(day)) if year else _nearest(month, int(day), today, toward)


def _nearest(month: int, day: int, today: date, toward: Toward) -> date:
    year = today.year
    if (month, day) != _LEAP_DAY:
        this_year = _date(year, month, day)
        away = (this_year > today) if toward is Toward.PAST else (this_year < today)
        return _date(year + toward.value, month, day) if away else this_year
    while MINYEAR <= year <= MAXYEAR:
        if isleap(year) and (date(year, month, day) - today).days * toward.value >= 0:
            return date(year, month, day)
        year += toward.value
    raise ValueError("there is no such day in the calendar")


def _date(year: int, month: int, day: int) -> date:
    return parse_date(f"{year:04}-{month:02}-{day:02}")


def _duration(match: re.Match[str]) -> Duration:
    number = 1 if match[1] in {"a", "an"} else int(match[1])
    return Duration(number, _UNITS[match[2][0]])


def _moved(today: date, span: Duration, toward: Toward) -> date:
    return span.after(today) if toward is Toward.FUTURE else span.before(today)


def _number_of(name: str, names: tuple[str, ...]) -> int | None:
    """Return the place of a weekday or month in its list, by its name or the first three letters."""
    places = (
        index for index, full in enumerate(names) if name in {full, full[:3]} or (name, full[:4]) == ("sept",) * 2
    )
    return next(places, None)


def _weekday(number: int, today: date, toward: Toward) -> date:
    """Return the nearest such weekday, never today: on a Friday, "friday" is a week away."""
    if toward is Toward.FUTURE:
        return today + timedelta(days=(number - today.weekday()) % _WEEK or _WEEK)
    return today - timedelta(days=(today.weekday() - number) % _WEEK or _WEEK)
