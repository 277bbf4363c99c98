"""Dates and relations in the words that the site uses."""

from collections.abc import Sequence
from datetime import date

from netkeep.model.dates import PartialDate
from netkeep.model.people import Role
from netkeep.words import MONTHS

_RELATIONS = {
    "manager": "your manager",
    "report": "reported to you",
    "peer": "your peer",
    "other-team": "in another team",
    "leadership": "in the leadership",
    "vendor": "a vendor",
    "customer": "a customer",
    "recruiter": "a recruiter",
    "other": "there too",
}
_GROUPS = {
    "manager": "Your managers",
    "peer": "Your peers",
    "report": "Reported to you",
    "other-team": "In other teams",
    "leadership": "The leadership",
    "customer": "Customers",
    "vendor": "Vendors",
    "recruiter": "Recruiters",
    "other": "Others",
    None: "There at the same time",
}


def day(when: date) -> str:
    """Give ``22 August 2026``."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def day_of_year(month: int, number: int) -> str:
    """Give ``22 August``."""
    return f"{number} {MONTHS[month - 1]}"


def partial(when: PartialDate) -> str:
    """Give ``2021``, ``May 2021`` or ``3 May 2021``."""
    month = MONTHS[when.month - 1] + " " if when.month else ""
    number = f"{when.day} " if when.day else ""
    return f"{number}{month}{when.year}"


def years(start: PartialDate | None, end: PartialDate | None) -> str:
    """Give ``May 2021 – April 2024``, ``since May 2021``, ``until 2024``, or nothing."""
    if start and end:
        return partial(start) if start == end else f"{partial(start)} – {partial(end)}"
    if start:
        return f"since {partial(start)}"
    return f"until {partial(end)}" if end else ""


def join_names(names: Sequence[str], most: int = 3) -> str:
    """Give ``Ada``, ``Ada and Bo``, ``Ada, Bo, Cy and 2 more``."""
    shown = [*names[:most], *([f"{len(names) - most} more"] if len(names) > most else [])]
    return " and ".join((", ".join(shown[:-1]), shown[-1])) if len(shown) > 1 else "".join(shown)


def role_line(role: Role) -> str:
    """Give ``VP Engineering, Acme Corp``."""
    return f"{role.title}, {role.org}" if role.title else role.org


def relation(name: str | None, *, certain: bool = True) -> str:
    """Return what someone was to the owner in a job; without a relation only the dates say that they were there."""
    if not certain:
        return "may have been there at the same time"
    return _RELATIONS.get(name or "", "there at the same time")


def relation_groups() -> tuple[tuple[str | None, str], ...]:
    """Give the relations in the order in which a job's page lists its people, each with its heading."""
    return tuple(_GROUPS.items())
