"""Dates, counts, lists and relations as people say them: one wording for the terminal, the site and files."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from netkeep.model.dates import PartialDate
from netkeep.model.people import Role

_DAYS_A_WEEK, _WEEKS_UNTIL, _MONTHS_UNTIL = 7, 9, 24
_DAYS_A_MONTH = 30.44
_SHORT_OF = 3  # months can be this many days shorter than their mean; with them a year is 12 months, not 11


def count(number: int, noun: str, nouns: str = "") -> str:
    """Return ``1 week``, ``2 weeks``; ``nouns`` is the plural where it does not just add an s."""
    return f"{number:,} {noun if number == 1 else nouns or f'{noun}s'}"


def one_of(noun: str) -> str:
    """Return ``a recommendation``, ``an endorsement``."""
    return f"an {noun}" if noun[:1] in {"a", "e", "i", "o", "u"} else f"a {noun}"


def join_words(words: Iterable[str], most: int | None = None) -> str:
    """Return ``a``, ``a and b``, ``a, b and c``; of more than ``most``, ``a, b, c and 2 more``."""
    listed = list(words)
    if most is not None and len(listed) > most:
        listed = [*listed[:most], f"{len(listed) - most:,} more"]
    return " and ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)


def span(days: int) -> str:
    """Return a number of days as people say it: days, then weeks, months, years."""
    if days < 2 * _DAYS_A_WEEK:
        return count(days, "day")
    if days < _WEEKS_UNTIL * _DAYS_A_WEEK:
        return count(days // _DAYS_A_WEEK, "week")
    months = int((days + _SHORT_OF) / _DAYS_A_MONTH)
    if months < _MONTHS_UNTIL:
        return count(months, "month")
    return count(months // 12, "year")


def ago(day: date, today: date) -> str:
    """Return ``today``, ``yesterday``, ``14 months ago``."""
    days = (today - day).days
    return {0: "today", 1: "yesterday"}.get(days) or f"{span(days)} ago"


def ahead(day: date, today: date) -> str:
    """Return ``today``, ``tomorrow``, ``in 3 days``; a day gone by as :func:`ago`."""
    days = (day - today).days
    if days < 0:
        return ago(day, today)
    return {0: "today", 1: "tomorrow"}.get(days) or f"in {span(days)}"


def on_day(day: date, today: date) -> str:
    """Return ``Wednesday 25 November``, with the year where it is not this one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}{year}"


def full_date(day: date) -> str:
    """Return ``22 August 2026``."""
    return f"{day_of_year(day.month, day.day)} {day.year}"


def month_of(day: date) -> str:
    """Return ``August 2026``."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def day_of_year(month: int, day: int) -> str:
    """Return ``22 August``."""
    return f"{day} {MONTHS[month - 1]}"


def partial_date(when: PartialDate) -> str:
    """Return ``2021``, ``May 2021`` or ``3 May 2021``."""
    month = MONTHS[when.month - 1] + " " if when.month else ""
    day = f"{when.day} " if when.day else ""
    return f"{day}{month}{when.year}"


def period(start: PartialDate | None, end: PartialDate | None) -> str:
    """Return ``May 2021 – April 2024``, ``since May 2021``, ``until 2024``, or nothing."""
    if start and end:
        return partial_date(start) if start == end else f"{partial_date(start)} – {partial_date(end)}"
    if start:
        return f"since {partial_date(start)}"
    return f"until {partial_date(end)}" if end else ""


def role_line(role: Role) -> str:
    """Return ``VP Engineering, Acme Corp``."""
    return f"{role.title}, {role.org}" if role.title else role.org


class _Relation(NamedTuple):
    """What somebody is to the owner, the heading for several of them, and the word that joins it to an organisation."""

    person: str
    heading: str
    joint: str


_RELATIONS: dict[str | None, _Relation] = {
    "manager": _Relation("your manager", "Your managers", "at"),
    "peer": _Relation("your peer", "Your peers", "at"),
    "report": _Relation("your report", "Your reports", "at"),
    "other-team": _Relation("in another team", "In other teams", "at"),
    "leadership": _Relation("in leadership", "In leadership", "at"),
    "customer": _Relation("a customer", "Customers", "of"),
    "vendor": _Relation("a vendor", "Vendors", "of"),
    "recruiter": _Relation("a recruiter", "Recruiters", "for"),
    "other": _Relation("someone you know", "Others", "from"),
    None: _Relation("there at the same time", "There at the same time", "at"),
}
RELATION_HEADINGS: tuple[tuple[str | None, str], ...] = tuple((name, row.heading) for name, row in _RELATIONS.items())
"""The relations in the order in which a job's people are listed, each with its heading; None: only dates show it."""


def to_you(relation: str | None, org: str = "", *, certain: bool = True) -> str:
    """Return ``your manager``, ``in another team``; with an organisation ``a vendor of Acme``.

    Without a relation only the dates show that somebody was there: ``at Acme at the same time``, or ``may have been``
    where they leave it open.
    """
    if relation and certain:
        person, _, joint = _RELATIONS[relation]
        return f"{person} {joint} {org}" if org else person
    return f"{'' if certain else 'may have been '}{f'at {org}' if org else 'there'} at the same time"


def as_what(relation: str | None) -> str:
    """Return the end of ``worked with you for 3 years``: ``as your manager``, ``in another team``, or nothing."""
    if relation in {None, "other"}:
        return ""
    person = _RELATIONS[relation].person
    return person if person.startswith("in ") else f"as {person}"


def preposition(kind: str) -> str:
    """Return what joins a kind of log entry to a person: ``coffee with``, ``note on``, ``gave reference to``."""
    return _PREPOSITIONS.get(kind.partition(" ")[0], "with")


_PREPOSITIONS = {"note": "on", "asked": "from", "received": "from", "gave": "to", "declined": "by"}
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
