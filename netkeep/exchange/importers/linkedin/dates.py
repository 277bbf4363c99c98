"""Dates as LinkedIn has written them over the years; months are always English, whatever the locale."""

import re
from datetime import date
from functools import lru_cache

from netkeep.model.dates import PartialDate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})", re.ASCII)
_AMERICAN = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d{2})", re.ASCII)
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[ -](?P<month>[A-Za-z]{3,9})\.?[ -](?P<year>\d{4}|\d{2})", re.ASCII)
_WITH_DOTS = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})", re.ASCII)  # as a spreadsheet saves it
_MONTH_ONLY = re.compile(r"(?P<month>[A-Za-z]{3,9})\.?[ -](?P<year>\d{4})", re.ASCII)
_FORMS = (_YEAR_FIRST, _AMERICAN, _DAY_FIRST, _WITH_DOTS)
_SHORT_YEAR = 2


def day_of(text: str) -> date | None:
    """Return the day of ``12 Mar 2024``, ``2024-03-14 09:41:53 UTC``, ``2023/06/10 …`` or ``7/8/26, 3:43 PM``."""
    text = text.strip()
    return _day(text[:10].strip() if text[:4].isdigit() else text.partition(",")[0].strip())


@lru_cache(maxsize=16384)
def _day(text: str) -> date | None:
    for form in _FORMS:
        if match := form.fullmatch(text):
            try:
                return date(_year(match["year"]), _month(match["month"]), int(match["day"]))
            except ValueError:
                return None
    return None


def partial_of(text: str) -> PartialDate | None:
    """Return ``Mar 2024``, ``2024`` or a whole day; None for anything else."""
    if day := day_of(text):
        return PartialDate(day.year, day.month, day.day)
    try:
        if match := _MONTH_ONLY.fullmatch(text.strip()):
            return PartialDate.parse(f"{match['year']}-{_month(match['month']):02}")
        return PartialDate.parse(text.strip())
    except ValueError:
        return None


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.index(text[:3].lower()) + 1


def _year(text: str) -> int:
    """Return a year; short ones are of this century, as LinkedIn began in 2003."""
    return int(text) + 2000 if len(text) == _SHORT_YEAR else int(text)
