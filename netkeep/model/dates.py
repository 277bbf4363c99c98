"""Dates as people know them: whole, partial, without a year; and spans of time by the calendar.

Every ``parse`` raises ``ValueError`` with a sentence that never repeats the value.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from enum import Enum
from typing import Final

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_BIRTHDAY = re.compile(r"(?:(\d{4})|-)-(\d{2})-(\d{2})", re.ASCII)
_DURATION = re.compile(r"(\d{1,4})\s+(day|week|month|year)s?", re.ASCII)
_ADVERBS: Final = {
    "weekly": (1, "week"),
    "monthly": (1, "month"),
    "quarterly": (3, "month"),
    "yearly": (1, "year"),
}
_LEAP_YEAR = 2000
_MONTHS_A_YEAR = 12


def parse_date(text: str) -> date:
    """Parse ``YYYY-MM-DD``."""
    if not _DAY.fullmatch(text):
        raise ValueError("a date is written YYYY-MM-DD")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("there is no such day in the calendar") from None


def add_months(day: date, months: int) -> date:
    """Return the day some months later; the 31st becomes the last day of a shorter month. After 9999: the last day."""
    index = day.year * _MONTHS_A_YEAR + day.month - 1 + months
    year, month = divmod(index, _MONTHS_A_YEAR)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which the day, or the month and the day, may be unknown."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Parse ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
        match = _PARTIAL.fullmatch(text)
        if not match:
            raise ValueError("a date here is written YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (int(part) if part else None for part in match.groups())
        try:
            date(year or 0, 1 if month is None else month, 1 if day is None else day)
        except ValueError:
            raise ValueError("there is no such day in the calendar") from None
        return cls(year or 0, month, day)

    def earliest(self) -> date:
        """Return the first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        """Return the last day it can mean."""
        month = self.month or _MONTHS_A_YEAR
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Birthday:
    """A day of the year, and the year if it is known."""

    month: int
    day: int
    year: int | None = None

    @classmethod
    def parse(cls, text: str) -> "Birthday":
        """Parse ``YYYY-MM-DD`` or ``--MM-DD`` (as in RFC 6350, 4.3.1)."""
        match = _BIRTHDAY.fullmatch(text)
        if not match:
            raise ValueError("a day is written YYYY-MM-DD, or --MM-DD where the year is unknown")
        year, month, day = (int(part) if part else None for part in match.groups())
        try:
            date(_LEAP_YEAR if year is None else year, month or 0, day or 0)
        except ValueError:
            raise ValueError("there is no such day in the calendar") from None
        return cls(month or 0, day or 0, year)

    def in_year(self, year: int) -> date:
        """Return the day it falls on in a year; 29 February becomes the 28th in a common year."""
        return date(year, self.month, min(self.day, monthrange(year, self.month)[1]))

    def next_on_or_after(self, day: date) -> date:
        """Return the next day it falls on."""
        this_year = self.in_year(day.year)
        return this_year if this_year >= day or day.year == MAXYEAR else self.in_year(day.year + 1)

    def differs(self, other: "Birthday") -> bool:
        """Return whether two birthdays cannot be the same; one without a year fits any year."""
        years = {self.year, other.year} - {None}
        return (self.month, self.day) != (other.month, other.day) or len(years) > 1

    def __str__(self) -> str:
        year = "-" if self.year is None else f"{self.year:04}"
        return f"{year}-{self.month:02}-{self.day:02}"


class Never(Enum):
    """The cadence of people whom the owner wants no reminders of."""

    NEVER = "none"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Duration:
    """A span by the calendar: ``count`` times a day, week, month or year."""

    count: int
    unit: str

    @classmethod
    def parse(cls, text: str) -> "Duration":
        """Parse ``2 weeks``, ``90 days``, ``6 months``, ``1 year``, or ``weekly`` to ``yearly``."""
        if text in _ADVERBS:
            return cls(*_ADVERBS[text])
        match = _DURATION.fullmatch(text)
        if not match or int(match[1]) == 0:
            raise ValueError("a duration is a whole number and a unit, such as '6 months', or weekly to yearly")
        return cls(int(match[1]), match[2])

    def after(self, day: date) -> date:
        """Return the day this long after ``day``; beyond the calendar's end, its last day."""
        if self.unit in {"month", "year"}:
            return add_months(day, self.count * (_MONTHS_A_YEAR if self.unit == "year" else 1))
        try:
            return day + timedelta(days=self.count * (7 if self.unit == "week" else 1))
        except OverflowError:
            return date.max

    def before(self, day: date) -> date:
        """Return the day this long before ``day``."""
        if self.unit in {"month", "year"}:
            months = self.count * (_MONTHS_A_YEAR if self.unit == "year" else 1)
            return add_months(day, -min(months, (day.year - 1) * _MONTHS_A_YEAR))
        return date.fromordinal(max(1, day.toordinal() - self.count * (7 if self.unit == "week" else 1)))

    def days(self) -> int:
        """Return the approximate number of days, for comparisons."""
        return round(self.count * {"day": 1, "week": 7, "month": 30.44, "year": 365.25}[self.unit])

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'s' if self.count != 1 else ''}"


def parse_cadence(text: str) -> Duration | Never:
    """Parse a duration, or ``none``."""
    return Never.NEVER if text == "none" else Duration.parse(text)


def parse_review(text: str) -> tuple[int, int | None]:
    """Parse the annual review: a month (``11``) or a day of the year (``MM-DD``); returns month and day."""
    match = re.fullmatch(r"(\d{1,2})(?:-(\d{2}))?", text, re.ASCII)
    if not match:
        raise ValueError("a review is a month (1 to 12) or a day of the year (MM-DD)")
    month, day = int(match[1]), int(match[2]) if match[2] else None
    try:
        date(_LEAP_YEAR, month, 1 if day is None else day)
    except ValueError:
        raise ValueError("there is no such month or day in the calendar") from None
    return month, day
