"""Time in words."""

from datetime import date

_DAYS_A_WEEK, _WEEKS_UNTIL, _MONTHS_UNTIL = 7, 9, 24
_DAYS_A_MONTH = 30.44
_SHORT_OF = 3  # so many days at most are calendar months shorter than their mean: a year is 12 months, not 11


def count(number: int, noun: str, nouns: str = "") -> str:
    """Return ``1 week``, ``2 weeks``; ``nouns`` is the plural where that is no matter of an s."""
    return f"{number} {noun if number == 1 else nouns or f'{noun}s'}"


def span(days: int) -> str:
    """Give a number of days as people say it: days, then weeks, months, years."""
    if days < 2 * _DAYS_A_WEEK:
        return count(days, "day")
    if days < _WEEKS_UNTIL * _DAYS_A_WEEK:
        return count(days // _DAYS_A_WEEK, "week")
    months = int((days + _SHORT_OF) / _DAYS_A_MONTH)
    if months < _MONTHS_UNTIL:
        return count(months, "month")
    return count(months // 12, "year")


def ago(day: date, today: date) -> str:
    """Give ``today``, ``yesterday``, ``14 months ago``."""
    days = (today - day).days
    return {0: "today", 1: "yesterday"}.get(days) or f"{span(days)} ago"


def ahead(day: date, today: date) -> str:
    """Give ``today``, ``tomorrow``, ``in 3 days``; a day gone by as :func:`ago`."""
    days = (day - today).days
    if days < 0:
        return ago(day, today)
    return {0: "today", 1: "tomorrow"}.get(days) or f"in {span(days)}"


def on_day(day: date, today: date) -> str:
    """Give ``Wednesday 25 November``, with the year where it is not this one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}{year}"


# Not strftime: what people read must not depend on the machine's locale.
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
