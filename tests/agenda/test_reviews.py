from datetime import date
from pathlib import Path

import pytest

from netkeep.agenda.item import Due
from tests.agenda.due import days, job, of_kind, person


@pytest.mark.parametrize(
    ("front", "log", "today", "due"),
    [
        ("review: 11\n", "", "2023-10-30", []),
        ("review: 11\n", "", "2023-10-31", ["2023-11-01"]),
        ("review: 11\n", "", "2023-11-30", ["2023-11-01"]),
        ("review: 11\n", "", "2023-12-30", ["2023-11-01"]),
        ("review: 11\n", "", "2023-12-31", []),  # sixty days are over
        ("review: 12\n", "", "2024-01-29", ["2023-12-01"]),  # into the next year
        ("review: 12\n", "", "2024-01-30", []),
        ("review: 11-20\n", "", "2023-11-18", []),
        ("review: 11-20\n", "", "2023-11-20", ["2023-11-20"]),
        ("review: 11-20\n", "- 2023-11-21 review", "2023-11-22", []),
        ("review: 11-20\n", "- 2023-11-22 review", "2023-11-22", []),
        ("review: 11-20\n", "- 2023-10-21 review", "2023-11-22", []),  # a month early is this year's
        ("review: 11-20\n", "- 2023-10-20 review", "2023-11-22", ["2023-11-20"]),
        ("review: 11-20\n", "- 2022-11-20 review", "2023-11-22", ["2023-11-20"]),
        ("review: 11-20\n", "- 2023-11-23 review", "2023-11-22", ["2023-11-20"]),  # yet to come
        ("review: 11-20\n", "- 2023-11-21 sweep", "2023-11-22", ["2023-11-20"]),
        ("review: 02-29\n", "", "2023-02-28", ["2023-02-28"]),
        ("review: 02-29\n", "", "2024-02-28", ["2024-02-29"]),
        ("review: 02-29\n", "", "2100-02-28", ["2100-02-28"]),  # no leap year
        ("review: 11\nfrom: 2023-11-02\n", "", "2023-11-20", []),  # its day lay before the job
        ("review: 11\nfrom: 2023-11\n", "", "2023-11-20", ["2023-11-01"]),
        ("review: 11\nto: 2023-11-20\n", "", "2023-11-20", ["2023-11-01"]),
        ("review: 11\nto: 2023-11-20\n", "", "2023-11-21", []),
        ("review: 11-20\nfrom: 2023-11-20\nto: 2023-11-20\n", "", "2023-11-20", ["2023-11-20"]),
        ("", "", "2023-11-20", []),  # no review
        ("review: 1\n", "", "9999-12-31", []),
        ("review: 12\n", "", "9999-12-30", ["9999-12-01"]),
        ("review: 1\n", "", "0001-01-01", ["0001-01-01"]),
    ],
)
def test_the_day_of_the_year(tmp_path: Path, front: str, log: str, today: str, due: list[str]) -> None:
    found = days(tmp_path, "review", job(front, log + "\n"), date.fromisoformat(today))
    assert [on for _, on in found] == due


def test_the_next_one_is_seen_from_afar(tmp_path: Path) -> None:
    files = job("review: 11\n", "- 2023-11-03 review\n")
    assert days(tmp_path, "review", files, date(2023, 11, 20), "1 year") == [("acme", "2024-11-01")]


WHY = "the review {}: look around, bring the vault up to date, ask {} to endorse, and offer the same to your peers"
BOSS = "worked_with: [{job: acme, as: manager}]\n"


@pytest.mark.parametrize(
    ("review", "bosses", "words"),
    [
        ("11", [], ("in November", "your boss")),
        ("11-21", [("bo", BOSS)], ("on Tuesday 21 November", "Bo")),
        ("11", [("bo", BOSS), ("ada", f"{BOSS}archived: retired\n")], ("in November", "Bo")),
        ("11", [("bo", BOSS), ("ada", BOSS)], ("in November", "your boss")),
    ],
)
def test_the_whole_item(tmp_path: Path, review: str, bosses: list[tuple[str, str]], words: tuple[str, str]) -> None:
    files = job(f"review: {review}\n")
    for name, front in bosses:
        files |= person(name, front)
    on = date(2023, 11, int(review.partition("-")[2] or 1))
    wanted = Due("review", "acme", "Acme", on, WHY.format(*words), "netkeep log acme -k review")
    assert of_kind(tmp_path, "review", files, date(2023, 11, 22)) == [wanted]
