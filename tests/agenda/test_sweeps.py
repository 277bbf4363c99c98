from datetime import date
from pathlib import Path

import pytest

from netkeep.agenda.item import Due
from tests.agenda.due import Files, days, job, of_kind


def on(root: Path, files: Files, today: str, within: str = "1 day") -> list[str]:
    return [day for _, day in days(root, "sweep", files, date.fromisoformat(today), within)]


@pytest.mark.parametrize(
    ("today", "log", "due"),
    [
        ("2024-01-28", "", []),  # before the start
        ("2024-01-29", "", []),
        ("2024-02-03", "", []),
        ("2024-02-04", "", ["2024-02-05"]),  # tomorrow
        ("2024-02-05", "", ["2024-02-05"]),
        ("2024-02-11", "", ["2024-02-05"]),
        ("2024-02-12", "", ["2024-02-12"]),  # the second takes its place
        ("2024-02-19", "", ["2024-02-19"]),
        ("2024-02-26", "", ["2024-02-26"]),  # 28 days, across 29 February
        ("2024-08-25", "", ["2024-02-26"]),
        ("2024-08-26", "", ["2024-08-26"]),  # six months later
        ("2030-08-26", "", ["2024-08-26"]),
        ("2024-02-05", "- 2024-01-29 sweep", []),  # on the first day
        ("2024-02-12", "- 2024-02-05 sweep", ["2024-02-12"]),  # done on the day it was due
        ("2024-02-12", "- 2024-02-06 sweep", []),  # in the second week
        ("2024-02-19", "- 2024-02-06 sweep", ["2024-02-19"]),
        ("2024-02-26", "- 2024-02-20 sweep", []),
        ("2024-08-19", "- 2024-02-20 sweep", ["2024-08-20"]),
        ("2024-08-20", "- 2024-02-19 sweep", ["2024-02-26"]),  # on the last day of the third: the fourth is still open
        ("2024-02-05", "- 2024-01-02 sweep", ["2024-02-05"]),  # of another time: before the start
        ("2024-02-05", "- 2024-02-06 sweep", ["2024-02-05"]),  # yet to come
        ("2024-02-05", "- 2024-02-02 review", ["2024-02-05"]),
        ("2024-10-28", "- 2024-04-30 sweep", []),
        ("2024-10-29", "- 2024-04-30 sweep", ["2024-10-30"]),
    ],
)
def test_the_weeks_of_a_job(tmp_path: Path, today: str, log: str, due: list[str]) -> None:
    assert on(tmp_path, job("from: 2024-01-29\n", log + "\n"), today) == due


def test_months_end_where_the_calendar_has_them_end(tmp_path: Path) -> None:
    files = job("from: 2020-01-01\nsweep: 6 months\n", "- 2023-08-31 sweep\n")
    assert on(tmp_path, files, "2024-02-27") == []
    assert on(tmp_path, files, "2024-02-28") == ["2024-02-29"]


@pytest.mark.parametrize(
    ("front", "log", "today", "due"),
    [
        ("to: 2024-06-30\n", "- 2024-01-23 sweep", "2024-06-23", ["2024-06-24"]),
        ("to: 2024-06-30\n", "", "2024-06-30", ["2024-06-24"]),
        ("to: 2024-06-30\n", "", "2024-07-01", []),
        ("to: 2024-06-30\n", "- 2024-06-23 sweep", "2024-06-24", ["2024-06-24"]),
        ("to: 2024-06-30\n", "- 2024-06-24 sweep", "2024-06-24", []),
        ("to: 2024-06-30\n", "- 2024-06-20 sweep", "2024-06-21", []),
        ("to: 2024-06\n", "- 2024-06-20 sweep", "2024-06-24", ["2024-06-24"]),
        ("from: 2024-06-30\nto: 2024-06-30\n", "", "2024-06-30", ["2024-06-30"]),  # a job of one day
        ("from: 2024-06-30\nto: 2024-06-30\n", "", "2024-06-29", []),
        ("from: 2024-06-25\nto: 2024-06-30\n", "", "2024-06-25", ["2024-06-25"]),
        ("from: 2024-06-20\nto: 2024-06-30\n", "", "2024-06-27", ["2024-06-24"]),  # the last week is the first
        ("from: 2024-07-01\nto: 2024-06-30\n", "", "2024-06-30", []),  # ends before it begins
        ("from: 2024\n", "", "2024-01-08", ["2024-01-08"]),
        ("from: 2024-02\n", "", "2024-02-08", ["2024-02-08"]),
        ("", "", "2024-06-01", ["2024-06-01"]),  # unknown start: at once
        ("", "- 2024-01-31 sweep", "2024-07-30", ["2024-07-31"]),
        ("", "- 2024-01-31 sweep", "2024-07-29", []),
        ("from: 0001\nsweep: 1 day\n", "", "9999-12-31", ["0001-01-30"]),
        ("to: 9999\n", "", "9999-12-31", ["9999-12-25"]),
        ("to: 0001-01-01\n", "", "0001-01-01", ["0001-01-01"]),
    ],
)
def test_the_last_week_and_odd_dates(tmp_path: Path, front: str, log: str, today: str, due: list[str]) -> None:
    assert on(tmp_path, job(front, log + "\n"), today) == due


def test_overlapping_jobs_have_their_own(tmp_path: Path) -> None:
    files = job("from: 2024-01-01\n") | job("from: 2024-01-02\n", "- 2024-01-09 sweep\n", "burr", "Burr")
    assert days(tmp_path, "sweep", files, date(2024, 1, 9)) == [("acme", "2024-01-08")]


TODAY = date(2024, 1, 15)


@pytest.mark.parametrize(
    ("files", "on_day", "why"),
    [
        (
            job("from: 2024-01-01\n"),
            date(2024, 1, 15),
            "week 2 there: who has helped you and is not in the vault yet?",
        ),
        (
            job("from: 2023-01-01\n", "- 2023-07-10 sweep\n"),
            date(2024, 1, 10),
            "last sweep 6 months ago: whom have you met since who is missing?",
        ),
        (job(""), date(2024, 1, 15), "no sweep yet: who is missing?"),
        (
            job("to: 2024-01-19\n"),
            date(2024, 1, 13),
            "it ends on Friday 19 January: sweep once more for people you would lose",
        ),
        (
            job("to: 2024-01-15\n"),
            date(2024, 1, 9),
            "it ends today: sweep once more for people you would lose",
        ),
    ],
)
def test_the_whole_item(tmp_path: Path, files: Files, on_day: date, why: str) -> None:
    wanted = Due("sweep", "acme", "Acme", on_day, why, "netkeep sweep acme")
    assert of_kind(tmp_path, "sweep", files, TODAY) == [wanted]
