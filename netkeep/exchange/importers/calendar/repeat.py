"""The past days of an event that repeats (RFC 5545, 3.3.10)."""

from collections import deque
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import islice

MOST = 1000
"""How many days of one event count, the last ones: enough for a daily meeting in four years of work."""

_LOOKED_AT = 6000

_KEYS = frozenset({"FREQ", "INTERVAL", "COUNT", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "WKST"})
_LAST_COMMON_DAY, _WEEKS, _WEEK = 28, 5, 7
_FIRST_YEAR = 1970


class NotExpandedError(Exception):
    """A rule of a kind that is not expanded."""


def days(start: date, rule: Mapping[str, Sequence[object]], last: date) -> tuple[date, ...]:
    """Return the days of a rule from ``start`` up to ``last``: the last thousand of the first six thousand.

    Daily, weekly, monthly and yearly rules are expanded, with the parts that calendars write. Raises
    :class:`NotExpandedError` for others, and for rules that may never match a day, as the search would not end.
    """
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped] # it has no types

    parts = {key.upper(): [_plain(value) for value in values] for key, values in rule.items() if key.upper() != "UNTIL"}
    if start.year < _FIRST_YEAR or not _findable(parts):
        raise NotExpandedError
    text = ";".join(f"{key}={','.join(values)}" for key, values in parts.items())
    try:
        moments = rrulestr(text, dtstart=datetime(start.year, start.month, start.day))  # noqa: DTZ001 (days, not times)
        return tuple(_until(islice(moments, _LOOKED_AT), min(last, _end(rule) or last)))
    except (ValueError, TypeError, AttributeError, OverflowError):
        raise NotExpandedError from None


def _until(moments: "islice[datetime]", last: date) -> deque[date]:
    kept: deque[date] = deque(maxlen=MOST)
    for moment in moments:
        if moment.date() > last:
            break
        kept.append(moment.date())
    return kept


def _plain(value: object) -> str:
    return str(value).strip().upper()


def _end(rule: Mapping[str, Sequence[object]]) -> date | None:
    ends = [value for key, values in rule.items() if key.upper() == "UNTIL" for value in values]
    if not ends:
        return None
    end = ends[0]
    if isinstance(end, datetime):
        return end.date()
    if isinstance(end, date):
        return end
    raise NotExpandedError


def _findable(parts: Mapping[str, list[str]]) -> bool:
    """Return whether a rule can be expanded: its parts are known, and match days before long."""
    if not parts.keys() <= _KEYS or len(parts.get("FREQ", ())) != 1:
        return False
    try:
        return _FINDABLE[parts["FREQ"][0]](parts)
    except (KeyError, ValueError):
        return False


def _daily(parts: Mapping[str, list[str]]) -> bool:
    interval = int(parts.get("INTERVAL", ["1"])[0])
    return _no_more(parts, "BYDAY") and interval > 0 and (interval % _WEEK != 0 or "BYDAY" not in parts)


def _weekly(parts: Mapping[str, list[str]]) -> bool:
    return _no_more(parts, "BYDAY") and int(parts.get("INTERVAL", ["1"])[0]) > 0


def _no_more(parts: Mapping[str, list[str]], *keys: str) -> bool:
    return parts.keys() <= {"FREQ", "INTERVAL", "COUNT", "WKST", *keys}


def _longer(parts: Mapping[str, list[str]]) -> bool:
    interval = int(parts.get("INTERVAL", ["1"])[0])
    common = all(0 < abs(int(day)) <= _LAST_COMMON_DAY for day in parts.get("BYMONTHDAY", ()))
    counted = all(abs(int(day[:-2] or 0)) <= _WEEKS for day in parts.get("BYDAY", ()))
    alone = "BYMONTH" not in parts or interval == 1
    return common and counted and alone and interval > 0 and _placed(parts)


def _placed(parts: Mapping[str, list[str]]) -> bool:
    """Return whether every month has the places in BYSETPOS: each weekday comes four times in it."""
    if "BYSETPOS" not in parts:
        return True
    places = all(0 < abs(int(place)) < _WEEKS for place in parts["BYSETPOS"])
    return places and "BYMONTHDAY" not in parts and all(day.isalpha() for day in parts.get("BYDAY", ["1"]))


_FINDABLE = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _longer, "YEARLY": _longer}
