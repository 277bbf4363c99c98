import calendar
from collections.abc import Callable
from datetime import date, timedelta

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
        ("3w", date(2024, 5, 15), date(2024, 6, 26)),
        ("3 weeks", date(2024, 5, 15), date(2024, 6, 26)),
        ("a month", date(2024, 5, 5), date(2024, 7, 5)),
        ("3 dec", date(2023, 12, 3), date(2024, 12, 3)),
        ("5 June", date(2024, 6, 5), date(2024, 6, 5)),
        ("3rd Dec.", date(2023, 12, 3), date(2024, 12, 3)),
        ("3. dec", date(2023, 12, 3), date(2024, 12, 3)),
        ("sept 3", date(2023, 9, 3), date(2024, 9, 3)),
        ("29 feb", date(2024, 2, 29), date(2028, 2, 29)),
        ("December 3, 2026", date(2026, 12, 3), date(2026, 12, 3)),
        ("3 dec 2026", date(2026, 12, 3), date(2026, 12, 3)),
        ("28.11.2026", date(2026, 11, 28), date(2026, 11, 28)),
        ("2026-6-20", date(2026, 6, 20), date(2026, 6, 20)),
        ("28/11/2026", date(2026, 11, 28), date(2026, 11, 28)),
        ("11/28/2026", date(2026, 11, 28), date(2026, 11, 28)),
        ("4/4/2026", date(2026, 4, 4), date(2026, 4, 4)),
    ],
)
def test_a_day_in_words(text: str, past: date, future: date) -> None:
    assert (parse_when(text, WEDNESDAY, Toward.PAST), parse_when(text, WEDNESDAY, Toward.FUTURE)) == (past, future)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "no", "a", "friyay", "06/07", "3 decembre", "12345 days ago", "in two weeks", "5", "２０２４-06-05"],
)
def test_no_day(text: str) -> None:
    with pytest.raises(ValueError, match=r"^a day is a date "):
        parse_when(text, WEDNESDAY, Toward.PAST)


@pytest.mark.parametrize("text", ["2023-02-29", "29 feb 2023", "31 june", "31.6.2024", "0 dec", "13/13/2024"])
def test_a_day_that_is_not_in_the_calendar(text: str) -> None:
    with pytest.raises(ValueError, match=r"^there is no such day in the calendar$"):
        parse_when(text, WEDNESDAY, Toward.PAST)


def test_a_day_that_may_be_two_is_refused_with_both() -> None:
    words = r"^this may be 3 April or 4 March; write 2026-04-03 or 2026-03-04$"
    with pytest.raises(ValueError, match=words):
        parse_when("3/4/2026", WEDNESDAY, Toward.PAST)


Model = tuple[str, Callable[[date, int], date]]
"""A phrase, and the day that it means: of a day and a direction, -1 for the past."""
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = [
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
]
_TODAY = st.dates(min_value=date(1920, 1, 1), max_value=date(2190, 12, 31))


def _walk(today: date, step: int, fits: Callable[[date], bool]) -> date:
    """Return the first day that fits, on the way from a day in steps of one."""
    while not fits(today):
        today += timedelta(days=step)
    return today


def _moved(today: date, unit: str, number: int) -> date:
    """Return the day so many units away, counted one by one; a month too short ends with its last day."""
    if unit in {"day", "week"}:
        return today + timedelta(days=number * {"day": 1, "week": 7}[unit])
    year, month = today.year, today.month
    for _ in range(abs(number) * {"month": 1, "year": 12}[unit]):
        month += 1 if number > 0 else -1
        year, month = (year + 1, 1) if month == 13 else (year - 1, 12) if month == 0 else (year, month)
    return next(date(year, month, day) for day in range(today.day, 0, -1) if day <= calendar.monthrange(year, month)[1])


@st.composite
def spans(draw: st.DrawFn) -> Model:
    """A span alone, ahead or ago, in each of its spellings."""
    unit, number = draw(st.sampled_from(["day", "week", "month", "year"])), draw(st.integers(1, 40))
    words = draw(
        st.sampled_from([f"{number}{unit[0]}", f"{number} {unit}s", f"{number} {unit}", f"{number} {unit[0]}"])
    )
    phrase, sign = draw(st.sampled_from([(words, 0), (f"in {words}", 1), (f"{words} ago", -1)]))
    return phrase, lambda today, toward: _moved(today, unit, number * (sign or toward))


@st.composite
def turns(draw: st.DrawFn) -> Model:
    """The last or next unit or weekday, or a weekday alone."""
    sign, word = draw(st.sampled_from([(-1, "last "), (1, "next "), (0, "")]))
    if sign and draw(st.booleans()):
        unit = draw(st.sampled_from(["day", "week", "month", "year"]))
        return word + unit, lambda today, _: _moved(today, unit, sign)
    number = draw(st.integers(0, 6))
    name = _DAYS[number][: draw(st.sampled_from([3, None]))]

    def meant(today: date, toward: int) -> date:
        step = sign or toward
        return _walk(today + timedelta(days=step), step, lambda day: day.weekday() == number)

    return word + name, meant


@st.composite
def written(draw: st.DrawFn) -> Model:
    """A date in figures, or with the name of its month; without a year the nearest one, today included."""
    day = draw(st.dates(min_value=date(1950, 1, 1), max_value=date(2150, 12, 31)))
    name = _MONTHS[day.month - 1][: draw(st.sampled_from([3, None]))]
    with_year = (
        f"{day.year}-{day.month}-{day.day}",
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
        f"{day.day} {name} {day.year}",
        f"{name} {day.day}, {day.year}",
    )
    if draw(st.booleans()):
        return draw(st.sampled_from(with_year)), lambda _, __: day
    phrase = draw(st.sampled_from([f"{day.day} {name}", f"{name} {day.day}"]))
    same = (day.month, day.day)
    return phrase, lambda today, toward: _walk(today, toward, lambda other: (other.month, other.day) == same)


@given(_TODAY, spans() | turns() | written(), st.sampled_from(Toward), st.sampled_from([str, str.upper, str.lower]))
def test_each_form_means_what_the_plain_model_says(
    today: date, model: Model, toward: Toward, case: Callable[[str], str]
) -> None:
    phrase, meant = model
    assert parse_when(f" {case(phrase)} ", today, toward) == meant(today, toward.value)


@given(st.integers(1, 31), st.integers(1, 31), st.integers(1950, 2150))
def test_figures_with_slashes_are_read_where_one_day_alone_can_be_meant(first: int, second: int, year: int) -> None:
    days = {date(year, 1, 1) + timedelta(days=number) for number in range(365 + calendar.isleap(year))}
    meant = {day for day in days if (day.day, day.month) in {(first, second), (second, first)}}
    if len(meant) == 1:
        assert {parse_when(f"{first}/{second}/{year}", WEDNESDAY, Toward.PAST)} == meant
    else:
        with pytest.raises(ValueError, match="this may be .* or " if meant else "there is no such day"):
            parse_when(f"{first}/{second}/{year}", WEDNESDAY, Toward.PAST)


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
        ("a week", Duration(1, "week")),
        ("Monthly", Duration(1, "month")),
    ],
)
def test_a_span(text: str, span: Duration) -> None:
    assert parse_span(text) == span


@pytest.mark.parametrize("text", ["", "w", "0d", "2 fortnights"])
def test_no_span(text: str) -> None:
    with pytest.raises(ValueError, match=r"^a duration is "):
        parse_span(text)
