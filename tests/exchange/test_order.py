"""Which of two archives is the newer."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from netkeep.exchange.candidate import Reading, join_readings
from netkeep.exchange.merging.order import CLOCK_KEYS, Clock, Order, advanced, order

from .linkedin.archives import ADA, HEADER, make, read

MARCH, APRIL, MAY = date(2024, 3, 12), date(2024, 4, 2), date(2024, 5, 30)


def clock(days: Mapping[str, date] | None = None, stamp: date | None = None, as_of: date | None = None) -> Clock:
    return Clock(as_of, days=days or {}, stamp=stamp)


@pytest.mark.parametrize(
    ("previous", "current", "expected"),
    [
        pytest.param({"connections": MARCH}, {"connections": APRIL}, "newer", id="one table"),
        pytest.param({"connections": APRIL}, {"connections": MARCH}, "older", id="one table, other way"),
        pytest.param({"connections": MARCH}, {"connections": MARCH}, "same", id="identical"),
        pytest.param(
            {"connections": MARCH, "messages": MARCH}, {"connections": MARCH, "messages": MAY}, "newer", id="one moved"
        ),
        pytest.param(
            {"connections": APRIL, "messages": MARCH}, {"connections": MARCH, "messages": MAY}, "unknown", id="conflict"
        ),
        pytest.param(
            {"connections": APRIL, "messages": MAY},
            {"connections": MARCH, "messages": MAY},
            "older",
            id="one went back",
        ),
        pytest.param({"messages": MARCH, "connections": MAY}, {"messages": APRIL}, "newer", id="no connections now"),
        pytest.param({"messages": MARCH}, {"connections": MAY}, "unknown", id="no table in common"),
        pytest.param({}, {"connections": MAY}, "unknown", id="nothing told before"),
        pytest.param({"connections": MAY}, {}, "unknown", id="nothing told now"),
        pytest.param({}, {}, "unknown", id="nothing at all"),
    ],
)
def test_the_same_tables_of_both_tell(
    previous: Mapping[str, date], current: Mapping[str, date], expected: Order
) -> None:
    assert order(clock(previous), clock(current)) == expected


@pytest.mark.parametrize(
    ("previous", "current", "expected"),
    [
        pytest.param(
            clock({"connections": MARCH}, MARCH), clock({"connections": MARCH}, MAY), "newer", id="quiet month"
        ),
        pytest.param(
            clock({"connections": MARCH}, MAY), clock({"connections": MARCH}, MARCH), "older", id="quiet, back"
        ),
        pytest.param(clock({"connections": MARCH}, MAY), clock({"connections": MARCH}, MAY), "same", id="identical"),
        pytest.param(clock({"connections": MARCH}, MAY), clock({"connections": MARCH}), "same", id="unpacked"),
        pytest.param(
            clock({"connections": MARCH}, MAY), clock({"connections": APRIL}, MARCH), "newer", id="days first"
        ),
        pytest.param(
            clock({"messages": MARCH}, MARCH), clock({"connections": MARCH}, MAY), "newer", id="none in common"
        ),
        pytest.param(clock(stamp=MARCH), clock(stamp=MARCH), "same", id="stamps alone"),
        pytest.param(clock(stamp=MARCH), clock(), "unknown", id="one stamp"),
        pytest.param(
            clock({"connections": APRIL, "messages": MARCH}, MARCH),
            clock({"connections": MARCH, "messages": MAY}, MAY),
            "newer",
            id="conflict",
        ),
    ],
)
def test_then_the_stamps(previous: Clock, current: Clock, expected: Order) -> None:
    assert order(previous, current) == expected


@pytest.mark.parametrize(
    ("day", "before", "expected"),
    [(MAY, APRIL, "newer"), (APRIL, APRIL, "same"), (MARCH, APRIL, "older"), (MARCH, None, "newer")],
)
def test_what_the_user_says_beats_everything(day: date, before: date | None, expected: Order) -> None:
    previous = clock({"connections": MARCH}, MARCH, before)
    current = Clock(day, explicit=True, days={"connections": APRIL}, stamp=APRIL)
    assert order(previous, current) == expected


def test_a_day_assumed_decides_nothing() -> None:
    assert order(clock({"messages": MARCH}, as_of=MARCH), clock({"connections": MAY}, as_of=MAY)) == "unknown"


def test_clock_to_hold_the_next_archive_against() -> None:
    previous = clock({"connections": MARCH, "messages": APRIL}, APRIL, APRIL)
    assert advanced(Clock(), previous) == previous
    newer = clock({"connections": APRIL}, None, APRIL)
    assert advanced(previous, newer) == clock({"connections": APRIL, "messages": APRIL}, None, APRIL)
    assert advanced(newer, previous) == newer
    other = clock({"connections": APRIL, "messages": MARCH}, None, APRIL)
    assert advanced(previous, other) == clock({"connections": APRIL, "messages": APRIL}, APRIL, APRIL)


def test_a_newer_archive_is_of_no_earlier_day_unless_its_user_says_so() -> None:
    previous = Clock(MAY, explicit=True, days={"connections": MARCH})
    assert advanced(previous, clock({"connections": APRIL}, as_of=APRIL)).as_of == MAY
    given_now = Clock(date(2024, 6, 1), explicit=True, days={"connections": MARCH})
    assert advanced(previous, given_now) == given_now


def test_as_plain_values() -> None:
    whole = clock({"messages": MAY, "connections": APRIL}, MARCH, MAY)
    values = {
        "as_of": "2024-05-30",
        "days": {"connections": "2024-04-02", "messages": "2024-05-30"},
        "stamp": "2024-03-12",
    }
    assert whole.as_json() == values
    assert values.keys() == CLOCK_KEYS
    assert Clock.from_json(values) == whole
    assert Clock().as_json() == {}
    assert Clock.from_json({"as_of": "2024-05-30", "format": 1}) == clock(as_of=MAY)


@pytest.mark.parametrize("values", [{"days": 7}, {"days": {"messages": 7}}, {"stamp": "2024-13-01"}, {"as_of": 7}])
def test_damaged_values_are_refused(values: Mapping[str, object]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (whoever reads the file names the line)
        Clock.from_json(values)


days_drawn = st.dates(date(2024, 1, 1), date(2024, 1, 4))
clocks = st.builds(
    Clock,
    as_of=st.none() | days_drawn,
    days=st.dictionaries(st.sampled_from(["connections", "messages", "invitations"]), days_drawn),
    stamp=st.none() | days_drawn,
)


@given(clocks, clocks)
def test_turned_round_it_is_the_opposite(one: Clock, other: Clock) -> None:
    assume(all(clock.days or clock.stamp for clock in (one, other)))
    opposite: dict[Order, Order] = {"newer": "older", "older": "newer", "same": "same", "unknown": "unknown"}
    assert order(other, one) == opposite[order(one, other)]


@given(clocks, clocks)
def test_again_after_it_was_imported_it_is_never_newer(one: Clock, other: Clock) -> None:
    assert order(advanced(one, other), other) != "newer"


@given(clocks)
def test_kept_and_read_again_it_is_the_same(one: Clock) -> None:
    assert Clock.from_json(one.as_json()) == one


def test_several_readings_have_the_latest_days_of_each() -> None:
    one = Reading(as_of=MARCH, days={"connections": MARCH, "messages": MAY}, stamp=APRIL, as_of_assumed=True)
    other = Reading(as_of=MARCH, days={"connections": APRIL}, as_of_assumed=True)
    both = join_readings([one, other])
    assert (both.as_of, both.as_of_assumed, both.stamp) == (MARCH, True, APRIL)
    assert both.days == {"connections": APRIL, "messages": MAY}


def test_an_archive_unpacked_and_edited_is_of_the_same_day(tmp_path: Path) -> None:
    archive = read(make(tmp_path / "one", {"Connections.csv": HEADER + ADA}))
    edited = read(make(tmp_path / "two", {"Connections.csv": HEADER + ADA.replace("Acme Corp", "Zero Inc")}))
    assert order(Clock.of(archive), Clock.of(edited)) == "same"
    assert order(Clock.of(edited), Clock.of(archive)) == "same"
