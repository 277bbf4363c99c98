"""Reminders ticked: one box, and no other byte."""

import io
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Netkeep, files
from tests.cli.people import GRACE, VAULT
from tests.vaults import make_vault

PATH = "people/grace-sample.md"
TWO = GRACE.replace("done already\n", "done already\n- [ ] ask about the move 📅 2024-07-01\n")


def test_the_only_open_reminder_is_ticked(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    before = files(tmp_path)
    assert netkeep("done", "grace") == (0, f"{PATH}: done: send her the migration write-up\n", "")
    ticked = GRACE.replace("- [ ] 2024-06-20", "- [x] 2024-06-20")
    assert files(tmp_path) == {**before, PATH: ticked.encode()}
    assert netkeep("done", "grace") == (2, "", "netkeep: grace-sample has no open reminder\n")
    assert netkeep("undo", "--yes").out.endswith("Undone: netkeep done grace-sample.\n")
    assert files(tmp_path) == before


@pytest.mark.parametrize("words", [("the", "MOVE"), ("2024-07-01",), ("about the",)])
def test_words_or_the_day_say_which(tmp_path: Path, netkeep: Netkeep, words: tuple[str, ...]) -> None:
    make_vault(tmp_path, {**VAULT, PATH: TWO})
    assert netkeep("done", "grace", *words) == (0, f"{PATH}: done: ask about the move\n", "")
    assert files(tmp_path)[PATH].decode() == TWO.replace("[ ] ask", "[x] ask")


def test_several_are_listed_where_nobody_can_be_asked(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {**VAULT, PATH: TWO})
    listed = "  2024-06-20  send her the migration write-up\n  2024-07-01  ask about the move\n"
    assert netkeep("done", "grace") == (
        2,
        "",
        f"netkeep: 2 open reminders of grace-sample may be meant; say which by its words or its day:\n{listed}",
    )
    assert netkeep("done", "grace", "chess") == (
        2,
        "",
        f"netkeep: no open reminder of grace-sample says that; there are:\n{listed}",
    )
    assert files(tmp_path)[PATH].decode() == TWO


def test_a_terminal_asks_which(tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch) -> None:
    make_vault(tmp_path, {**VAULT, PATH: TWO})
    monkeypatch.setattr("netkeep.cli.done.can_ask", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO("3\n2\n"))
    result = netkeep("done", "grace")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(
        "  1  2024-06-20  send her the migration write-up\n  2  2024-07-01  ask about the move\n"
    )
    assert files(tmp_path)[PATH].decode() == TWO.replace("[ ] ask", "[x] ask")


def test_of_a_job_and_of_an_organisation(tmp_path: Path, netkeep: Netkeep) -> None:
    files_of = {
        "jobs/acme-2023.md": "---\norg: Acme Corp\n---\n\n* [ ] 2024-06-20 hand in the badge",
        "orgs/initech.md": "---\nname: Initech\n---\r\n- [ ] 2024-06-20 look at their jobs\r\n",
    }
    make_vault(tmp_path, {**VAULT, **files_of})
    assert netkeep("done", "acme").out == "jobs/acme-2023.md: done: hand in the badge\n"
    assert netkeep("done", "Initech").out == "orgs/initech.md: done: look at their jobs\n"
    there = files(tmp_path)
    assert {path: there[path].decode() for path in files_of} == {
        path: text.replace("[ ]", "[x]") for path, text in files_of.items()
    }
    assert netkeep("done", "nobody").err == ("netkeep: nobody is called 'nobody'; 'netkeep find' searches everything\n")


def test_a_name_of_several_files_is_refused(tmp_path: Path, netkeep: Netkeep) -> None:
    job = "---\norg: Acme Corp\n---\n- [ ] 2024-06-20 hand in the badge\n"
    make_vault(tmp_path, {"jobs/acme-2020.md": job, "jobs/acme-2023.md": job})
    assert netkeep("done", "Acme") == (
        2,
        "",
        "netkeep: 'Acme' is the name of 2 files; say which by its id:\n  acme-2020\n  acme-2023\n",
    )


def test_an_organisation_without_a_file_has_no_reminders(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {"people/ada.md": "---\nname: Ada\nroles:\n  - org: Initech\n---\n"})
    assert netkeep("done", "Initech") == (2, "", "netkeep: Initech has no file\n")


def test_the_agenda_says_how(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {**VAULT, PATH: TWO})
    assert '"todo": "netkeep done grace-sample 2024-06-20"' in netkeep("due", "--format", "json").out
