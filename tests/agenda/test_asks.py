from datetime import date
from pathlib import Path

import pytest

from netkeep.agenda.item import Due
from tests.agenda.due import Files, days, job, of_kind, person

TODAY = date(2024, 6, 10)
LAST_MONTH = "from: 2023-01-01\nto: 2024-06-30\n"


def of(relation: str, of_job: str = "acme") -> str:
    return f"worked_with: [{{job: {of_job}, as: {relation}}}]\n"


def crowd() -> Files:
    return (
        person("ada", of("leadership"), "- 2024-05-01 dinner\n")
        | person("bo", of("other-team"), "- 2024-05-01 coffee\n")
        | person("cy", of("peer"), "- 2024-05-01 email\n")
        | person("dee", of("report"), "- 2024-05-01 lunch\n")
        | person("eve", of("manager"))
        | person("fay", of("vendor"))  # never in touch
        | person("gus", "roles: [{org: Acme}]\n", "- 2024-05-02 email\n")
        | person("hal", "", "- 2024-05-02 dinner\n")  # not of the job
    )


def test_three_at_a_time_the_boss_first(tmp_path: Path) -> None:
    files = job(LAST_MONTH) | crowd()
    opened = "2024-05-31"
    assert days(tmp_path, "ask", files, TODAY) == [
        ("eve", opened),
        ("dee", opened),
        ("cy", opened),
        ("ada", "2024-06-11"),
        ("bo", "2024-06-11"),
        ("gus", "2024-06-11"),
    ]
    asked = files | person("dee", of("report"), "- 2024-06-09 asked recommendation\n- 2024-05-01 lunch\n")
    assert days(tmp_path, "ask", asked, TODAY)[:4] == [
        ("eve", opened),
        ("cy", opened),
        ("ada", opened),
        ("bo", "2024-06-11"),
    ]
    paused = files | person("eve", of("manager") + "paused_until: 2024-06-20\n")
    assert [who for who, _ in days(tmp_path, "ask", paused, TODAY)[:3]] == ["dee", "cy", "ada"]


def test_what_happens_meanwhile_does_not_change_the_order(tmp_path: Path) -> None:
    files = job(LAST_MONTH) | crowd() | person("bo", of("other-team"), "- 2024-06-05 dinner\n- 2024-05-01 coffee\n")
    files |= person("fay", of("vendor"), "- 2024-06-05 dinner\n")  # comes behind those before
    found = [who for who, _ in days(tmp_path, "ask", files, TODAY, "2 days")]
    assert found == ["eve", "dee", "cy", "ada", "bo", "gus", "fay"]


@pytest.mark.parametrize(
    ("front", "today", "opened"),
    [
        ("to: 2024-06-30\n", "2024-05-29", None),
        ("to: 2024-06-30\n", "2024-05-30", "2024-05-31"),
        ("to: 2024-06-30\n", "2024-06-30", "2024-05-31"),
        ("to: 2024-06-30\n", "2024-09-29", "2024-05-31"),
        ("to: 2024-06-30\n", "2024-09-30", None),  # now it is a hello
        ("to: 2024-06\n", "2024-05-30", "2024-05-31"),
        ("to: 2024\n", "2024-06-30", None),
        ("to: 2024\n", "2024-12-01", "2024-12-01"),
        ("to: 2024-03-30\n", "2024-03-10", "2024-02-29"),
        ("to: 2023-11-30\n", "2024-02-28", "2023-10-31"),
        ("to: 2023-11-30\n", "2024-02-29", None),  # three months on, to the month's end
        ("from: 2024-06-20\nto: 2024-06-30\n", "2024-06-18", None),
        ("from: 2024-06-20\nto: 2024-06-30\n", "2024-06-19", "2024-06-20"),
        ("from: 2024-06-20\nto: 2024-06-20\n", "2024-06-20", "2024-06-20"),  # a job of one day
        ("from: 2024-07-20\nto: 2024-06-20\n", "2024-06-20", "2024-06-20"),  # ends before it begins
        ("", "2024-06-20", None),
        ("to: 0001-01-05\n", "0001-01-05", "0001-01-01"),
        ("to: 9999-12-31\n", "9999-12-30", "9999-12-01"),
    ],
)
def test_the_window(tmp_path: Path, front: str, today: str, opened: str | None) -> None:
    files = job(front) | person("eve", of("manager"))
    found = days(tmp_path, "ask", files, date.fromisoformat(today))
    assert found == ([("eve", opened)] if opened else [])


@pytest.mark.parametrize(
    ("log", "still"),
    [
        ("- 2024-06-01 asked recommendation", False),
        ("- 2023-02-01 received recommendation", False),
        ("- 2023-02-01 declined reference", False),
        ("- 2022-12-31 received recommendation", False),  # of another job, and on file
        ("- 2022-12-31 received reference", True),  # in another life
        ("- 2023-11-30 received endorsement", True),
        ("- 2024-05-31 asked endorsement", False),
        ("- 2024-06-11 asked recommendation", True),  # yet to come
        ("- 2024-06-01 asked introduction", True),
    ],
)
def test_done_by(tmp_path: Path, log: str, *, still: bool) -> None:
    files = job(LAST_MONTH) | person("eve", of("manager"), log + "\n")
    assert bool(days(tmp_path, "ask", files, TODAY)) is still


def test_who_is_of_two_jobs_is_asked_once(tmp_path: Path) -> None:
    both = "worked_with: [{job: acme, as: manager}, {job: burr, as: peer}]\n"
    files = job(LAST_MONTH) | job("to: 2024-07-05\n", "", "burr", "Burr") | person("eve", both)
    files |= {**person("fay", of("manager", "burr")), **person("gus", of("peer", "burr"), "- 2024-05-01 call\n")}
    files |= person("hal", of("peer", "burr"), "- 2024-05-02 email\n")
    assert days(tmp_path, "ask", files, TODAY) == [
        ("eve", "2024-05-31"),
        ("fay", "2024-06-05"),
        ("gus", "2024-06-05"),
        ("hal", "2024-06-11"),
    ]


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2024, 6, 10), "it ends in 2 weeks, on Sunday 30 June"),
        (date(2024, 6, 29), "it ends tomorrow"),
        (date(2024, 6, 30), "it ends today"),
        (date(2024, 7, 1), "it ended yesterday"),
        (date(2024, 7, 30), "it ended 4 weeks ago"),
        (date(2024, 7, 31), "late: it ended 4 weeks ago"),
    ],
)
def test_the_whole_item(tmp_path: Path, today: date, words: str) -> None:
    files = job(LAST_MONTH) | person("eve", of("manager"))
    why = f"your manager at Acme; {words}. Ask for a recommendation"
    todo = 'netkeep log eve -k "asked recommendation"'
    assert of_kind(tmp_path, "ask", files, today) == [Due("ask", "eve", "Eve", date(2024, 5, 31), why, todo)]


def test_who_owes_a_word_and_who_hardly_knows_one(tmp_path: Path) -> None:
    files = (
        job(LAST_MONTH)
        | person("gus", "roles: [{org: Acme}]\n", "- 2024-05-01 gave reference\n")
        | person("ivo", of("vendor"), "- 2024-05-01 email\n")
    )
    assert [(due.why, due.todo) for due in of_kind(tmp_path, "ask", files, date(2024, 6, 29))] == [
        (
            (
                "at Acme at the same time; you have put in a good word for them; it ends tomorrow."
                " Ask for a recommendation"
            ),
            'netkeep log gus -k "asked recommendation"',
        ),
        (
            "a vendor of Acme; it ends tomorrow. Ask for an endorsement",
            'netkeep log ivo -k "asked endorsement"',
        ),
    ]
