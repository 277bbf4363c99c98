from datetime import date
from pathlib import Path

import pytest

from netkeep.agenda.agenda import agenda
from netkeep.agenda.item import Due
from netkeep.model.dates import Duration
from netkeep.store.load import load
from netkeep.words import ago, ahead, count, on_day, span
from tests.vaults import make_vault

TODAY = date(2024, 2, 20)
Files = dict[str, str]


def due(root: Path, files: Files, within: str = "2 weeks", today: date = TODAY) -> list[tuple[str, str, str]]:
    found = agenda(load(make_vault(root, files)), today, Duration.parse(within))
    return [(item.kind, item.who, item.why) for item in found]


def person(front: str, body: str = "") -> str:
    return f"---\nname: Ada\n{front}---\n{body}"


@pytest.mark.parametrize(
    ("birthday", "why"),
    [
        ("1979-02-20", "turns 45 today"),
        ("--02-20", "has a birthday today"),
        ("1979-02-21", "turns 45 tomorrow"),
        ("1980-02-29", "turns 44 on Thursday 29 February, in 9 days"),
        ("--03-05", "has a birthday on Tuesday 5 March, in 2 weeks"),
        ("--03-06", None),
        ("--02-19", None),
        ("2024-02-20", "has a birthday today"),
        ("2030-02-20", "has a birthday today"),
    ],
)
def test_birthdays(tmp_path: Path, birthday: str, why: str | None) -> None:
    files = {"people/ada.md": person(f"birthday: {birthday}\n")}
    assert due(tmp_path, files) == ([("birthday", "ada", why)] if why else [])
    assert due(tmp_path, {"people/ada.md": person(f"birthday: {birthday}\narchived: x\n")}) == []


def test_a_leap_birthday_in_a_common_year(tmp_path: Path) -> None:
    files = {"people/ada.md": person("birthday: 1980-02-29\n")}
    assert due(tmp_path, files, today=date(2023, 2, 28)) == [("birthday", "ada", "turns 43 today")]
    assert due(tmp_path, files, today=date(2023, 3, 1)) == []


def test_a_birthday_after_the_new_year(tmp_path: Path) -> None:
    files = {"people/ada.md": person("birthday: 1979-01-02\n")}
    assert due(tmp_path, files, today=date(2023, 12, 28)) == [
        ("birthday", "ada", "turns 45 on Tuesday 2 January 2024, in 5 days")
    ]


def test_reminders_of_every_kind_of_file(tmp_path: Path) -> None:
    files = {
        "people/ada.md": person("", "- [ ] 2024-02-20 today\n- [x] 2024-02-20 done\n- [ ] 2024-03-06 later\n"),
        "people/bo.md": person("archived: x\n", "- [ ] 2024-02-20 at rest\n"),
        "people/cy.md": person("paused_until: 2030-01-01\n", "- [ ] 2023-02-20 long ago\n"),
        "jobs/acme.md": "---\norg: Acme\nto: 2020\n---\n## Log\n- 2020-01-01 sweep\n  - [ ] 2024-03-05 nested\n",
        "orgs/acme-corp.md": "---\nname: Acme Corp\n---\n* [ ] 2024-02-21 starred\n",
    }
    found = agenda(load(make_vault(tmp_path, files)), TODAY)
    assert found == (
        Due(
            "reminder",
            "cy",
            "Ada",
            date(2023, 2, 20),
            "12 months ago, Monday 20 February 2023",
            "netkeep done cy",
            1.0,
            "long ago",
        ),
        Due(
            "reminder",
            "ada",
            "Ada",
            date(2024, 2, 20),
            "today, Tuesday 20 February",
            "netkeep done ada 2024-02-20",
            1.0,
            "today",
        ),
        Due(
            "reminder",
            "acme-corp",
            "Acme Corp",
            date(2024, 2, 21),
            "tomorrow, Wednesday 21 February",
            "netkeep done acme-corp",
            1.0,
            "starred",
        ),
        Due(
            "reminder",
            "acme",
            "Acme",
            date(2024, 3, 5),
            "in 2 weeks, Tuesday 5 March",
            "netkeep done acme",
            1.0,
            "nested",
        ),
    )


def test_the_order_of_an_agenda(tmp_path: Path) -> None:
    files = {
        "people/a.md": person(
            "cadence: weekly\nbirthday: --02-25\n", "- [ ] 2024-02-22 x\n## Log\n- 2024-02-10 call\n"
        ),
        "people/b.md": person(
            "cadence: yearly\nbirthday: --02-21\n", "- [ ] 2024-02-21 y\n## Log\n- 2020-02-10 call\n"
        ),
        "people/c.md": person("cadence: weekly\n", "- [ ] 2024-02-21 b\n- [ ] 2024-02-21 a\n"),
        "people/d.md": person("cadence: weekly\n", "## Log\n- 2024-02-19 call\n"),
    }
    items = agenda(load(make_vault(tmp_path, files)), TODAY)
    assert [(item.kind, item.who, item.text) for item in items] == [
        ("reminder", "b", "y"),
        ("reminder", "c", "a"),
        ("reminder", "c", "b"),
        ("reminder", "a", "x"),
        ("birthday", "b", ""),
        ("birthday", "a", ""),
        ("catch-up", "b", ""),
        ("catch-up", "a", ""),
        ("catch-up", "c", ""),
        ("catch-up", "d", ""),
    ]
    assert [item.who for item in agenda(load(tmp_path), TODAY, Duration(1, "day")) if item.kind == "catch-up"] == [
        "b",
        "a",
        "c",
    ]


def test_an_empty_vault_has_nothing_due_to_the_end_of_time(tmp_path: Path) -> None:
    assert due(tmp_path, {}, "9999 years", date.max) == []


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (13, "13 days"),
        (14, "2 weeks"),
        (62, "8 weeks"),
        (63, "2 months"),
        (89, "3 months"),  # 1 February to 1 May
        (150, "5 months"),  # 1 February to 1 July
        (364, "12 months"),
        (361, "11 months"),
        (365, "12 months"),
        (727, "23 months"),
        (730, "2 years"),
        (3653, "10 years"),
    ],
)
def test_spans_in_words(days: int, words: str) -> None:
    assert span(days) == words


def test_days_in_words() -> None:
    assert [count(number, "week") for number in (0, 1, 2)] == ["0 weeks", "1 week", "2 weeks"]
    assert [ago(date(2024, 2, day), TODAY) for day in (20, 19, 18)] == ["today", "yesterday", "2 days ago"]
    assert [ahead(date(2024, 2, day), TODAY) for day in (20, 21, 22, 18)] == [
        "today",
        "tomorrow",
        "in 2 days",
        "2 days ago",
    ]
    assert on_day(date(2024, 11, 27), TODAY) == "Wednesday 27 November"
    assert on_day(date(2025, 11, 27), TODAY) == "Thursday 27 November 2025"
