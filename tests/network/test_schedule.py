from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from netkeep.network.schedule import A_DAY, spread

MONDAY = date(2024, 6, 3)


def test_three_a_day() -> None:
    tuesday = MONDAY + timedelta(days=1)
    assert list(spread(5, MONDAY, date(2024, 6, 30))) == [MONDAY] * 3 + [tuesday] * 2
    assert list(spread(0, MONDAY, MONDAY)) == []


def test_more_than_the_days_can_hold_go_evenly() -> None:
    days = spread(10, MONDAY, MONDAY + timedelta(days=1))
    assert [days.count(MONDAY), len(days)] == [5, 10]


@given(st.integers(0, 200), st.integers(0, 60))
def test_nothing_is_late_and_no_day_is_a_wall(count: int, length: int) -> None:
    last = MONDAY + timedelta(days=length)
    days = list(spread(count, MONDAY, last))
    assert days == sorted(days)
    assert all(MONDAY <= day <= last for day in days)
    most = max((days.count(day) for day in days), default=0)
    assert most <= max(A_DAY, -(-count // (length + 1)))
