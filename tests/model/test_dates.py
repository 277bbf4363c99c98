from calendar import isleap
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkeep.model.dates import (
    Birthday,
    Duration,
    Never,
    PartialDate,
    add_months,
    parse_cadence,
    parse_date,
    parse_review,
)

DATE = "a date is written YYYY-MM-DD"
NO_DAY = "there is no such day in the calendar"
PARTIAL = "a date here is written YYYY, YYYY-MM or YYYY-MM-DD"
BIRTHDAY = "a day is written YYYY-MM-DD, or --MM-DD where the year is unknown"
DURATION = "a duration is a whole number and a unit, such as '6 months', or weekly to yearly"
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_length(year: int, month: int) -> int:
    return 29 if month == 2 and isleap(year) else LENGTHS[month - 1]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2024-06-01", date(2024, 6, 1)),
        ("2024-02-29", date(2024, 2, 29)),
        ("0001-01-01", date(1, 1, 1)),
        ("2023-02-29", NO_DAY),
        ("2024-13-01", NO_DAY),
        ("0000-01-01", NO_DAY),
        ("2024-6-1", DATE),
        ("2024-06-01T00:00", DATE),
        ("2024-06-01\n", DATE),
        ("20240601", DATE),
        ("", DATE),
        ("٢٠٢٤-٠٦-٠١", DATE),
    ],
)
def test_a_date(text: str, wanted: date | str) -> None:
    if isinstance(wanted, date):
        assert parse_date(text) == wanted
    else:
        with pytest.raises(ValueError, match=f"^{wanted}$"):
            parse_date(text)


@pytest.mark.parametrize(
    ("text", "parsed", "earliest", "latest"),
    [
        ("2021", PartialDate(2021), date(2021, 1, 1), date(2021, 12, 31)),
        ("2024-02", PartialDate(2024, 2), date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", PartialDate(2023, 2), date(2023, 2, 1), date(2023, 2, 28)),
        ("2021-05-14", PartialDate(2021, 5, 14), date(2021, 5, 14), date(2021, 5, 14)),
        ("9999", PartialDate(9999), date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_a_partial_date(text: str, parsed: PartialDate, earliest: date, latest: date) -> None:
    assert (PartialDate.parse(text), parsed.earliest(), parsed.latest(), str(parsed)) == (
        parsed,
        earliest,
        latest,
        text,
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("0000", NO_DAY),
        ("2021-00", NO_DAY),
        ("2021-13", NO_DAY),
        ("2021-05-00", NO_DAY),
        ("2021-02-30", NO_DAY),
        ("21", PARTIAL),
        ("2021-5", PARTIAL),
        ("2021/05", PARTIAL),
        ("2021-05-", PARTIAL),
        ("about 2021", PARTIAL),
        ("--05-14", PARTIAL),
    ],
)
def test_no_partial_date(text: str, wanted: str) -> None:
    with pytest.raises(ValueError, match=f"^{wanted}$"):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("text", "birthday"),
    [
        ("1979-05-14", Birthday(5, 14, 1979)),
        ("--05-14", Birthday(5, 14)),
        ("--02-29", Birthday(2, 29)),
        ("2000-02-29", Birthday(2, 29, 2000)),
    ],
)
def test_a_birthday(text: str, birthday: Birthday) -> None:
    assert (Birthday.parse(text), str(birthday)) == (birthday, text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1979-02-29", NO_DAY),
        ("--02-30", NO_DAY),
        ("--13-01", NO_DAY),
        ("0000-05-14", NO_DAY),
        ("05-14", BIRTHDAY),
        ("-05-14", BIRTHDAY),
        ("1979", BIRTHDAY),
        ("--5-14", BIRTHDAY),
        ("14.05.1979", BIRTHDAY),
    ],
)
def test_no_birthday(text: str, wanted: str) -> None:
    with pytest.raises(ValueError, match=f"^{wanted}$"):
        Birthday.parse(text)


def test_a_leap_birthday_falls_on_the_28th_in_a_common_year() -> None:
    leap = Birthday(2, 29, 2000)
    assert [leap.in_year(year) for year in (2023, 2024, 1900)] == [
        date(2023, 2, 28),
        date(2024, 2, 29),
        date(1900, 2, 28),
    ]
    assert leap.next_on_or_after(date(2023, 2, 28)) == date(2023, 2, 28)
    assert leap.next_on_or_after(date(2023, 3, 1)) == date(2024, 2, 29)
    assert leap.next_on_or_after(date(2024, 2, 28)) == date(2024, 2, 29)


@given(st.dates(), st.dates(max_value=date(9998, 12, 31)))
def test_the_next_birthday_is_the_first_such_day_within_a_year(born: date, today: date) -> None:
    birthday = Birthday(born.month, born.day, born.year)
    found = birthday.next_on_or_after(today)
    kept_on_28th = (born.month, born.day) == (2, 29) and not isleap(found.year)
    assert today <= found <= today + timedelta(days=366)
    assert (found.month, found.day) == ((2, 28) if kept_on_28th else (born.month, born.day))
    assert Birthday.parse(str(birthday)) == birthday


def test_birthdays_at_the_end_of_the_calendar() -> None:
    assert Birthday(1, 1).next_on_or_after(date.max) == date(9999, 1, 1)


@pytest.mark.parametrize(
    ("text", "duration", "written"),
    [
        ("2 weeks", Duration(2, "week"), "2 weeks"),
        ("90 days", Duration(90, "day"), "90 days"),
        ("6 months", Duration(6, "month"), "6 months"),
        ("1 year", Duration(1, "year"), "1 year"),
        ("1 years", Duration(1, "year"), "1 year"),
        ("2 week", Duration(2, "week"), "2 weeks"),
        ("03  months", Duration(3, "month"), "3 months"),
        ("weekly", Duration(1, "week"), "1 week"),
        ("monthly", Duration(1, "month"), "1 month"),
        ("quarterly", Duration(3, "month"), "3 months"),
        ("yearly", Duration(1, "year"), "1 year"),
    ],
)
def test_a_duration(text: str, duration: Duration, written: str) -> None:
    assert (Duration.parse(text), parse_cadence(text), str(duration)) == (duration, duration, written)


@pytest.mark.parametrize(
    "text",
    ["0 days", "1.5 months", "-1 day", "months", "6", "6months", "12345 days", "one year", "daily", "none", "", "6 m"],
)
def test_no_duration(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{DURATION}$"):
        Duration.parse(text)


def test_none_is_a_cadence_of_its_own() -> None:
    assert (parse_cadence("none"), str(Never.NEVER)) == (Never.NEVER, "none")


@pytest.mark.parametrize(
    ("day", "duration", "after"),
    [
        (date(2024, 1, 31), "1 month", date(2024, 2, 29)),
        (date(2023, 1, 31), "1 month", date(2023, 2, 28)),
        (date(2024, 2, 29), "1 year", date(2025, 2, 28)),
        (date(2024, 2, 29), "4 years", date(2028, 2, 29)),
        (date(2024, 12, 31), "2 months", date(2025, 2, 28)),
        (date(2024, 12, 1), "1 month", date(2025, 1, 1)),
        (date(2024, 12, 30), "2 weeks", date(2025, 1, 13)),
        (date(2024, 2, 28), "1 day", date(2024, 2, 29)),
        (date(9999, 12, 1), "1 month", date.max),
        (date(9999, 12, 30), "1 week", date.max),
        (date(1, 1, 1), "9999 years", date.max),
    ],
)
def test_the_day_after_a_duration(day: date, duration: str, after: date) -> None:
    assert Duration.parse(duration).after(day) == after


@pytest.mark.parametrize(
    ("day", "duration", "before"),
    [
        (date(2024, 3, 31), "1 month", date(2024, 2, 29)),
        (date(2024, 2, 29), "1 year", date(2023, 2, 28)),
        (date(2024, 1, 1), "1 day", date(2023, 12, 31)),
        (date(1, 5, 5), "9999 days", date(1, 1, 1)),
        (date(1, 5, 5), "2 years", date(1, 5, 5)),
    ],
)
def test_the_day_before_a_duration(day: date, duration: str, before: date) -> None:
    assert Duration.parse(duration).before(day) == before


@given(st.dates(max_value=date(9899, 12, 31)), st.integers(0, 1200))
def test_months_are_counted_one_by_one(day: date, months: int) -> None:
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    assert add_months(day, months) == date(year, month, min(day.day, month_length(year, month)))


@given(st.integers(1, 9999), st.sampled_from(["day", "week", "month", "year"]))
def test_a_duration_reads_back_what_it_writes(count: int, unit: str) -> None:
    duration = Duration(count, unit)
    assert Duration.parse(str(duration)) == duration


@given(st.dates(), st.integers(1, 9999), st.sampled_from(["day", "week", "month", "year"]))
def test_later_is_never_earlier(day: date, count: int, unit: str) -> None:
    duration = Duration(count, unit)
    assert duration.before(day) <= day <= duration.after(day)


def test_durations_can_be_compared() -> None:
    texts = ["1 year", "6 months", "90 days", "2 weeks", "13 weeks"]
    assert sorted(texts, key=lambda text: Duration.parse(text).days()) == [
        "2 weeks",
        "90 days",
        "13 weeks",
        "6 months",
        "1 year",
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("11", (11, None)),
        ("1", (1, None)),
        ("02-29", (2, 29)),
        ("3-31", (3, 31)),
        ("13", "there is no such month or day in the calendar"),
        ("0", "there is no such month or day in the calendar"),
        ("02-30", "there is no such month or day in the calendar"),
        ("November", r"a review is a month \(1 to 12\) or a day of the year \(MM-DD\)"),
        ("11-1", r"a review is a month \(1 to 12\) or a day of the year \(MM-DD\)"),
    ],
)
def test_a_review(text: str, wanted: tuple[int, int | None] | str) -> None:
    if isinstance(wanted, tuple):
        assert parse_review(text) == wanted
    else:
        with pytest.raises(ValueError, match=f"^{wanted}$"):
            parse_review(text)


@given(st.text(max_size=12))
def test_no_text_raises_anything_but_a_value_error_without_the_text(text: str) -> None:
    for parse in (parse_date, PartialDate.parse, Birthday.parse, parse_cadence, parse_review):
        try:
            parse(text)
        except ValueError as error:
            assert str(error) in {  # noqa: PT017 (whether it raises is not the question)
                DATE,
                NO_DAY,
                PARTIAL,
                BIRTHDAY,
                DURATION,
                "there is no such month or day in the calendar",
                "a review is a month (1 to 12) or a day of the year (MM-DD)",
            }
