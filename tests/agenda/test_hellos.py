from datetime import date
from pathlib import Path

import pytest

from netkeep.agenda.item import Due
from tests.agenda.due import days, job, of_kind, person

OVER = "from: 2023-01-01\nto: 2023-11-30\n"
OF = "worked_with: [{job: acme, as: peer}]\n"
TODAY = date(2024, 3, 10)


@pytest.mark.parametrize(
    ("front", "today", "opened"),
    [
        (OVER, "2024-02-27", None),
        (OVER, "2024-02-28", "2024-02-29"),
        (OVER, "2024-05-28", "2024-02-29"),
        (OVER, "2024-05-29", None),  # let go
        ("to: 2023-11\n", "2024-03-01", "2024-02-29"),
        ("to: 2023\n", "2024-03-30", "2024-03-31"),
        ("to: 2023-12-01\nfrom: 2023-12-01\n", "2024-03-01", "2024-03-01"),
        ("", "2024-03-01", None),
        ("to: 9999-12-01\n", "9999-12-31", None),
    ],
)
def test_the_window(tmp_path: Path, front: str, today: str, opened: str | None) -> None:
    found = days(tmp_path, "hello", job(front) | person("bo", OF), date.fromisoformat(today))
    assert found == ([("bo", opened)] if opened else [])


@pytest.mark.parametrize(
    ("front", "log", "due"),
    [
        (OF, "- 2023-11-30 coffee", True),  # the leaving do
        (OF, "- 2023-12-01 coffee", False),
        (OF, "- 2024-01-10 note", True),
        (OF, "- 2024-03-11 coffee", True),  # yet to come
        (OF, "- 2024-01-10 declined reference", True),
        (OF, "- 2024-01-10 asked reference", False),
        (OF + "archived: gone\n", "", False),
        (OF + "paused_until: 2024-03-11\n", "", False),
        (OF + "paused_until: 2024-03-10\n", "", True),
        ("roles: [{org: Acme}]\n", "", False),  # a stranger of the same time
        ("roles: [{org: Acme}]\n", "- 2023-04-01 chat", True),
        ("roles: [{org: ACME Inc.}, {org: Acme, to: 2023-02}]\n", "- 2023-04-01 chat", True),
        ("roles: [{org: Acme, from: 2023-12}]\n", "- 2023-04-01 chat", False),
        ("", "- 2023-04-01 chat", False),
    ],
)
def test_without_a_contact_since(tmp_path: Path, front: str, log: str, *, due: bool) -> None:
    found = days(tmp_path, "hello", job(OVER) | person("bo", front, log + "\n"), TODAY)
    assert bool(found) is due


def test_three_at_a_time_the_strongest_first_and_of_two_jobs_once(tmp_path: Path) -> None:
    both = "worked_with: [{job: acme}, {job: burr}]\n"
    files = job(OVER) | job("to: 2023-11-15\n", "", "burr", "Burr")
    for number, kind in enumerate(["email", "coffee", "dinner", "note"]):
        files |= person(f"p{number}", OF, f"- 2023-06-01 {kind}\n")
    assert days(tmp_path, "hello", files | person("bo", both), TODAY) == [
        ("bo", "2024-02-15"),
        ("p2", "2024-02-29"),
        ("p1", "2024-02-29"),
        ("p0", "2024-03-11"),
        ("p3", "2024-03-11"),
    ]


def test_the_whole_item(tmp_path: Path) -> None:
    why = "you left Acme 3 months ago, and have not been in touch since"
    wanted = Due("hello", "bo", "Bo", date(2024, 2, 29), why, "netkeep log bo -k message")
    assert of_kind(tmp_path, "hello", job(OVER) | person("bo", OF), TODAY) == [wanted]
