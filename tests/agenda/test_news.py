from datetime import date
from pathlib import Path

import pytest

from netkeep.agenda.item import Due
from tests.agenda.due import days, job, of_kind, person

TODAY = date(2024, 4, 20)
KNOWN = "- 2023-01-01 coffee\n"


def roles(*lines: str) -> str:
    return "roles:\n" + "".join(f"  - {{{line}}}\n" for line in lines)


NEW = "org: B, title: Head, from: 2024-03"
OLD = "org: A, title: Clerk, from: 2019, to: 2024-02"


@pytest.mark.parametrize(
    ("lines", "log", "due"),
    [
        ((NEW, OLD), KNOWN, True),
        ((NEW,), KNOWN, True),
        (("org: A, title: Head, from: 2024-03", "org: A, title: Clerk, from: 2019, to: 2024-02"), KNOWN, True),
        (("org: A, title: clerk, from: 2024-03", "org: A Ltd., title: Clerk, from: 2019"), KNOWN, False),
        (("org: B, from: 2024-03", "org: B, from: 2019, to: 2020"), KNOWN, False),
        ((NEW, OLD), "- 2024-03-01 note\n", False),  # not known before
        ((NEW, OLD), "- 2024-04-20 imported\n", False),
        ((NEW, OLD), "- 2023-04-20 imported\n", True),
        ((NEW, OLD), "", False),
        ((NEW, OLD), KNOWN + "- 2024-04-01 email\n", False),
        ((NEW, OLD), KNOWN + "- 2024-04-01 note\n", True),
        ((NEW, OLD), KNOWN + "- 2024-04-21 email\n", True),  # yet to come
        (("org: B, from: 2024",), KNOWN, False),  # which month?
        (("org: B",), KNOWN, False),
        (("org: B, from: 2024-03, to: 2024-03",), KNOWN, False),
        (("org: Acme Inc., from: 2024-03",), KNOWN, False),  # at the owner's job
        (("org: Past, from: 2024-03",), KNOWN, True),  # at a job that is over
    ],
)
def test_what_is_news(tmp_path: Path, lines: tuple[str, ...], log: str, *, due: bool) -> None:
    files = job("from: 2020\n") | job("to: 2022\n", "", "past", "Past") | person("bo", roles(*lines), log)
    assert bool(days(tmp_path, "congratulate", files, TODAY)) is due


@pytest.mark.parametrize(
    ("start", "today", "due"),
    [
        ("2024-03", "2024-02-28", False),
        ("2024-03", "2024-03-01", True),
        ("2024-03", "2024-05-30", True),
        ("2024-03", "2024-05-31", False),
        ("2023-12-31", "2024-02-28", True),
        ("2023-12-31", "2024-02-29", False),
        ("9999-12", "9999-12-30", True),
    ],
)
def test_two_months(tmp_path: Path, start: str, today: str, *, due: bool) -> None:
    files = person("bo", roles(f"org: B, from: {start}"), KNOWN)
    assert bool(days(tmp_path, "congratulate", files, date.fromisoformat(today))) is due


def test_the_newest_of_several_roles_and_three_at_a_time(tmp_path: Path) -> None:
    files = person("bo", roles("org: C, from: 2024-02-25", "org: B, from: 2024-04-02"), KNOWN)
    for day in (5, 3, 4):
        files |= person(f"p{day}", roles(f"org: B, from: 2024-04-0{day}"), KNOWN)
    assert days(tmp_path, "congratulate", files, TODAY) == [
        ("bo", "2024-04-02"),
        ("p3", "2024-04-03"),
        ("p4", "2024-04-04"),
        ("p5", "2024-04-21"),
    ]


@pytest.mark.parametrize(
    ("line", "on", "why"),
    [
        (NEW, date(2024, 3, 1), "new role: Head at B since March, and no word from you yet"),
        ("org: B, from: 2024-04-02", date(2024, 4, 2), "new role at B since Tuesday 2 April, and no word from you yet"),
    ],
)
def test_the_whole_item(tmp_path: Path, line: str, on: date, why: str) -> None:
    wanted = Due("congratulate", "bo", "Bo", on, why, "netkeep log bo -k message")
    assert of_kind(tmp_path, "congratulate", person("bo", roles(line), KNOWN), TODAY) == [wanted]


def test_a_start_last_year(tmp_path: Path) -> None:
    found = of_kind(tmp_path, "congratulate", person("bo", roles("org: B, from: 2023-12"), KNOWN), date(2024, 1, 5))
    assert [due.why for due in found] == ["new role at B since December 2023, and no word from you yet"]
