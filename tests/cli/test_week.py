"""``netkeep week``: what a person reads of seven people, and what other programs do."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Netkeep
from tests.cli.people import VAULT
from tests.vaults import make_vault

CY = "---\nname: Cy\ncadence: 3 months\n---\n\n## Log\n\n- 2023-05-03 lunch\n"
OWED = "---\nname: Dee\n---\n\n- [ ] 2024-06-05 the book\n- [ ] 2024-06-09 her birthday\n"


@pytest.fixture(autouse=True)
def _vault(tmp_path: Path) -> None:
    make_vault(tmp_path, {**VAULT, "people/cy.md": CY, "people/dee.md": OWED})


def test_what_is_open_then_who_is_out_of_sight(netkeep: Netkeep) -> None:
    assert netkeep("week") == (
        0,
        (
            "This week, from Monday 3 June: 3 people\n"
            "  Dee           you promised: the book (2 days ago, Wednesday 5 June)\n"
            "                netkeep done dee 2024-06-05\n"
            "  Grace Sample  asked for a recommendation 6 weeks ago, no answer yet: remind them kindly\n"
            '                netkeep log grace-sample -k "asked recommendation"\n'
            "  Cy            last: lunch, 13 months ago; you wanted every 3 months\n"
            "                netkeep log cy -k coffee\n"
            "and 1 more promise: netkeep due --kind reminder\n"
        ),
        "",
    )


def test_who_was_contacted_since_monday_is_done_and_the_others_stay(netkeep: Netkeep) -> None:
    assert netkeep("log", "cy", "-k", "lunch").code == 0
    assert netkeep("week").out.splitlines()[0] == "This week, from Monday 3 June: 3 people, 1 done"
    assert (
        netkeep("week").out.splitlines()[5] == "✓ Cy            last: lunch, 13 months ago; you wanted every 3 months"
    )
    assert netkeep("week", "--exit-code").code == 1


def test_why_this_week(netkeep: Netkeep) -> None:
    assert netkeep("week", "--why").out.splitlines()[1:10:3] == [
        "  Dee           you promised: the book (2 days ago, Wednesday 5 June)",
        "  Grace Sample  asked for a recommendation 6 weeks ago, no answer yet: remind them kindly",
        "  Cy            last: lunch, 13 months ago; you wanted every 3 months",
    ]
    assert [line.strip() for line in netkeep("week", "--why").out.splitlines() if "why: " in line] == [
        "why: you promised it; it stays until you tick it",
        "why: you asked, and are waiting for an answer",
        "why: you wanted every 3 months; twice that is on 3 November 2023",
    ]


def test_who_can_help_where_one_wants_to_work(tmp_path: Path, netkeep: Netkeep) -> None:
    fay = "---\nname: Fay\nroles:\n  - {org: Hooli, from: 2020}\n---\n\n## Log\n\n- 2024-05-03 lunch\n"
    make_vault(tmp_path, {"people/fay-4.md": fay, "orgs/hooli.md": "---\nname: Hooli\ntarget: 2024-09\n---\n"})
    assert netkeep("week").out.splitlines()[7:9] == [
        "  Fay           can refer you to Hooli",
        '                netkeep log fay-4 -k "asked referral"',
    ]


def test_the_words_to_send(netkeep: Netkeep) -> None:
    shown = netkeep("week", "--draft").out
    assert shown.count("\n    Subject: ") == 2  # what was promised has its own words
    assert "\n    To: grace@acme.example\n" in shown


def test_json(netkeep: Netkeep) -> None:
    shown = json.loads(netkeep("week", "--format", "json").out)
    assert (shown["format"], shown["monday"], shown["more"]) == ("netkeep.week", "2024-06-03", {"reminder": 1})
    assert shown["people"][2] == {
        "who": "cy",
        "name": "Cy",
        "group": "wish",
        "kind": "catch-up",
        "why": "last: lunch, 13 months ago; you wanted every 3 months",
        "text": "",
        "turn": "you wanted every 3 months; twice that is on 3 November 2023",
        "todo": "netkeep log cy -k coffee",
        "done": False,
    }


def test_nobody_is_waiting(tmp_path: Path, netkeep: Netkeep) -> None:
    shutil.rmtree(tmp_path / "people")
    assert netkeep("week", "--exit-code") == (
        0,
        (
            "This week, from Monday 3 June: nobody\n"
            "Nobody is waiting. Import the people you know: netkeep import linkedin, vcard, google …\n"
        ),
        "",
    )


@pytest.mark.parametrize(("command", "most"), [("week", 25), ("due", 40)])
def test_a_screen_holds_it_however_much_there_is(
    tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch, command: str, most: int
) -> None:
    long = " ".join(["word"] * 60)
    people = {
        f"people/p{number}.md": "---\ncadence: weekly\n"
        f"name: Person Number {number}\nbirthday: --06-0{number % 9 + 1}\n---\n\n"
        f"- [ ] 2024-06-0{number % 9 + 1} {long if number % 2 else 'the book'}\n\n## Log\n\n- 2023-05-03 lunch\n"
        for number in range(60)
    }
    make_vault(tmp_path, people)
    monkeypatch.setattr("netkeep.cli.week.on_terminal", lambda: True)
    monkeypatch.setattr("netkeep.cli.agenda_lines.on_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    lines = netkeep(command).out.splitlines()
    assert most - 8 <= len(lines) <= most
    assert max(map(len, lines)) <= 80


def test_all_of_it_when_asked_for(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(
        tmp_path, {f"people/p{number}.md": f"---\nname: P{number}\n---\n\n- [ ] 2024-06-01 x\n" for number in range(60)}
    )
    assert netkeep("due", "--kind", "reminder").out.splitlines()[-4] == "and 32 more: --all"
    shown = netkeep("due", "--kind", "reminder", "--all").out
    assert (shown.count(" x ("), "more" in shown) == (60, False)
