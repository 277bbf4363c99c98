"""Dates that come back: what is due of them, and when."""

from datetime import date
from pathlib import Path

import pytest

from netkeep.model.dates import Birthday, Duration
from netkeep.model.people import NamedDate
from tests.agenda.due import of_kind, person

TODAY = date(2024, 2, 20)


@pytest.mark.parametrize(
    ("listed", "why"),
    [
        ("{name: wedding, on: 2015-02-20, every: yearly}", "wedding, 9 years today"),
        ("{name: wedding, on: 2023-02-21, every: 1 year}", "wedding, 1 year tomorrow"),
        ("{name: wedding, on: 2016-02-29, every: yearly}", "wedding, 8 years on Thursday 29 February, in 9 days"),
        ("{name: jubilee, on: 2014-03-01, every: 5 years}", "jubilee, 10 years on Friday 1 March, in 10 days"),
        ("{name: jubilee, on: 2015-03-01, every: 5 years}", None),
        ("{name: name day, on: --02-22, every: 12 months}", "name day on Thursday 22 February, in 2 days"),
        ("{name: name day, on: --02-22, every: 2 years}", None),
        ("{name: pay day, on: 2020-01-31, every: monthly}", "pay day on Thursday 29 February, in 9 days"),
        ("{name: wedding, on: 2024-02-25, every: yearly}", "wedding on Sunday 25 February, in 5 days"),
        ("{name: wedding, on: 2024-02-25}", None),
    ],
)
def test_a_date_is_due(tmp_path: Path, listed: str, why: str | None) -> None:
    found = of_kind(tmp_path, "date", person("ada", f"dates: [{listed}]\n"), TODAY, "2 weeks")
    assert [(due.who, due.why) for due in found] == ([("ada", why)] if why else [])
    assert of_kind(tmp_path, "date", person("ada", f"dates: [{listed}]\narchived: x\n"), TODAY, "2 weeks") == []


@pytest.mark.parametrize("every", ["1 day", "3 days", "2 weeks", "1 month", "5 months", "1 year", "7 years"])
@pytest.mark.parametrize("first", [Birthday(2, 29, 2000), Birthday(1, 31, 1999), Birthday(12, 1, 2023)])
def test_no_time_is_passed_over(first: Birthday, every: str) -> None:
    span = Duration.parse(every)
    start = first.in_year(first.year or 0)
    times = [start, *(Duration(span.count * number, span.unit).after(start) for number in range(1, 12_000))]
    for day in (date(1998, 1, 1), date(2000, 2, 29), date(2024, 2, 28), date(2024, 3, 1), date(2031, 7, 31)):
        assert NamedDate("x", first, span).next_on_or_after(day) == next(one for one in times if one >= day)


def test_the_end_of_the_calendar_ends_it() -> None:
    last = NamedDate("x", Birthday(12, 31, 9998), Duration(5, "year"))
    assert last.next_on_or_after(date(9999, 1, 1)) == date.max
    assert NamedDate("x", Birthday(1, 1, 1), Duration(1, "day")).next_on_or_after(date.max) == date.max
