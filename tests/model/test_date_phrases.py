from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkeep.model.date_phrases import Toward, parse_span, parse_when
from netkeep.model.dates import Duration

WEDNESDAY = date(2024, 6, 5)


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [
        ("today", date(2024, 6, 5), date(2024, 6, 5)),
        ("  Today ", date(2024, 6, 5), date(2024, 6, 5)),
        ("yesterday", date(2024, 6, 4), date(2024, 6, 4)),
        ("tomorrow", date(2024, 6, 6), date(2024, 6, 6)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("3 weeks ago", date(2024, 5, 15), date(2024, 5, 15)),
        ("a month ago", date(2024, 5, 5), date(2024, 5, 5)),
        ("in 2 weeks", date(2024, 6, 19), date(2024, 6, 19)),
        ("in a year", date(2025, 6, 5), date(2025, 6, 5)),
        ("in an  month", date(2024, 7, 5), date(2024, 7, 5)),
        ("last week", date(2024, 5, 29), date(2024, 5, 29)),
        ("next month", date(2024, 7, 5), date(2024, 7, 5)),
        ("friday", date(2024, 5, 31), date(2024, 6, 7)),
        ("Fri", date(2024, 5, 31), date(2024, 6, 7)),
        ("tuesday", date(2024, 6, 4), date(2024, 6, 11)),
        ("wednesday", date(2024, 5, 29), date(2024, 6, 12)),
        ("last friday", date(2024, 5, 31), date(2024, 5, 31)),
        ("next friday", date(2024, 6, 7), date(2024, 6, 7)),
    ],
)
def test_a_day_in_words(text: str, past: date, future: date) -> None:
    assert (parse_when(text, WEDNESDAY, Toward.PAST), parse_when(text, WEDNESDAY, Toward.FUTURE)) == (past, future)


@pytest.mark.parametrize(
    "text", ["", "soon", "no", "a", "friyay", "06/07/2024", "12345 days ago", "in two weeks", "5", "２０２４-06-05"]
)
def test_no_day(text: str) -> None:
    with pytest.raises(ValueError, match=r"^a day is a date "):
        parse_when(text, WEDNESDAY, Toward.PAST)


def test_a_day_that_is_not_in_the_calendar() -> None:
    with pytest.raises(ValueError, match=r"^there is no such day in the calendar$"):
        parse_when("2023-02-29", WEDNESDAY, Toward.PAST)


@given(st.dates(min_value=date(1, 2, 1), max_value=date(9999, 11, 1)), st.sampled_from(["monday", "thu", "sunday"]))
def test_a_weekday_is_within_a_week_and_never_today(today: date, name: str) -> None:
    past, future = parse_when(name, today, Toward.PAST), parse_when(name, today, Toward.FUTURE)
    assert past.weekday() == future.weekday() == {"monday": 0, "thu": 3, "sunday": 6}[name]
    assert 1 <= (today - past).days <= 7
    assert 1 <= (future - today).days <= 7


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2w", Duration(2, "week")),
        ("10 d", Duration(10, "day")),
        ("6M", Duration(6, "month")),
        ("1y", Duration(1, "year")),
        ("2 weeks", Duration(2, "week")),
        ("Monthly", Duration(1, "month")),
    ],
)
def test_a_span(text: str, span: Duration) -> None:
    assert parse_span(text) == span


@pytest.mark.parametrize("text", ["", "w", "0d", "2 fortnights"])
def test_no_span(text: str) -> None:
    with pytest.raises(ValueError, match=r"^a duration is "):
        parse_span(text)
