"""The game in a real terminal: keys are sent, the screen is read, and whoever plays is interrupted anywhere."""

import os
import re
import signal
from pathlib import Path

import pytest

from netkeep.cli.sweeping.interrupts import SignalGuard, Stopped
from tests.cli.conftest import Netkeep, files
from tests.cli.terminal import SECONDS, Terminal, terminal
from tests.vaults import make_vault

pytest.importorskip("readline")
if not hasattr(os, "login_tty"):
    pytest.skip("no terminals to open here", allow_module_level=True)

JOB = "---\norg: Acme Corp\nfrom: 2023-04-03\n---\n\n## Log\n\n- 2024-01-01 review: Good.\n"
VAULT = {
    "jobs/acme-2023.md": JOB,
    "people/grace.md": "---\nname: Grace Sample\nroles: [{org: Acme Corp, title: Head, from: 2021}]\n---\n",
    "people/alan.md": "---\nname: Alan Other\nroles: [{org: Initech, title: Plumber}]\n---\n",
}
GUS = b"---\nname: Gus Green\nworked_with:\n  - {job: acme-2023, as: customer}\n---\n"
CTRL_C, CTRL_D = "\x03", "\x04"


def at_customers(played: Terminal) -> None:
    """Skip until a customer is asked for."""
    played.expect("› ")
    played.send("Gus Green, c\r")
    played.expect("+ Gus Green, a customer  people/gus-green.md\n")
    played.expect("anybody else? › ")


def logged(text: str) -> bytes:
    return JOB.replace("## Log\n\n", f"## Log\n\n- 2024-06-07 sweep: {text}\n").encode()


def sound(root: Path, netkeep: Netkeep) -> None:
    assert [path.name for path in root.rglob("*.tmp")] == []
    checked = netkeep("check")
    assert (checked.code, checked.out) == (0, f"{len(list(root.rglob('*.md')))} files checked: no findings.\n")


def test_a_game_in_a_terminal(tmp_path: Path, netkeep: Netkeep) -> None:
    before = files(make_vault(tmp_path, VAULT))
    with terminal(tmp_path, "sweep") as played:
        opening = played.expect("› ")
        assert "Acme Corp: whom have you missed?\n" in opening
        assert re.search(r"\n    [45]:\d\d › $", opening)
        played.send("Gus Green\tc\r")  # nobody of the vault: Tab puts the comma
        assert "Gus Green, c\n    + Gus Green, a customer  people/gus-green.md\n" in played.expect("anybody else? › ")
        played.send("ala\t, v\r")  # Tab completes, and then nothing is to be asked
        assert "Alan Other, v\n    = Alan Other, a vendor; was in the vault already\n" in played.expect(
            "anybody else? › "
        )
        played.send("Oops\r")
        played.expect("+ Oops")
        played.expect("› ")
        played.send("u\r")
        assert "\n    Oops is removed again.\n" in played.expect("› ")
        played.send("s\r")
        assert played.end() == 0
        assert "\n1 new: Gus Green; now also in this job: Alan Other.\n" in played.rest
    after = files(tmp_path)
    assert after == before | {
        "people/gus-green.md": GUS,
        "people/alan.md": after["people/alan.md"],
        "jobs/acme-2023.md": logged("Added [[gus-green]]. Also of this job: [[alan]]."),
    }
    assert b"worked_with:\n  - {job: acme-2023, as: vendor}\n" in after["people/alan.md"]
    sound(tmp_path, netkeep)


@pytest.mark.parametrize("typed", ["", "Half a na", "Alan Other\r", "?\r"], ids=["empty", "half", "asked", "help"])
@pytest.mark.parametrize(
    ("end", "code"),
    [(CTRL_C, 0), (CTRL_D, 0), (signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGKILL, -9)],
    ids=["ctrl-c", "ctrl-d", "term", "hup", "kill"],
)
def test_interrupted_anywhere_nothing_is_lost(
    tmp_path: Path, netkeep: Netkeep, end: str | signal.Signals, code: int, typed: str
) -> None:
    if end == CTRL_D and typed == "Half a na":
        end = f"\x15{CTRL_D}"  # on a line with something in it Ctrl-D takes a letter away: clear it first
    before = files(make_vault(tmp_path, VAULT))
    with terminal(tmp_path, "sweep", "acme-2023") as played:
        at_customers(played)
        played.send(typed)
        if typed:
            played.expect(typed.strip())
        if typed.endswith("\r"):
            played.expect("› ")
        if isinstance(end, str):
            played.send(end)
        else:
            played.process.send_signal(end)
        assert played.end() == code
    log = JOB.encode() if end == signal.SIGKILL else logged("Added [[gus-green]].")
    assert files(tmp_path) == before | {"people/gus-green.md": GUS, "jobs/acme-2023.md": log}
    sound(tmp_path, netkeep)


def test_a_terminal_that_is_closed_loses_nothing(tmp_path: Path, netkeep: Netkeep) -> None:
    before = files(make_vault(tmp_path, VAULT))
    with terminal(tmp_path, "sweep") as played:
        at_customers(played)
        played.close()
        assert played.process.wait(SECONDS) != 3
    log = logged("Added [[gus-green]].")
    assert files(tmp_path) == before | {"people/gus-green.md": GUS, "jobs/acme-2023.md": log}
    sound(tmp_path, netkeep)


def test_the_job_is_chosen_where_several_go_on(tmp_path: Path) -> None:
    before = files(make_vault(tmp_path, {**VAULT, "jobs/choir.md": "---\norg: Choir\n---\n"}))
    with terminal(tmp_path, "sweep") as played:
        assert "Which job?\n    1  Acme Corp\n    2  Choir\n" in played.expect("› ")
        played.send("7\r")
        played.expect("› ")
        played.send("2\r")
        assert "Choir: whom have you missed?\n" in played.expect("› ")
        played.send(CTRL_C)
        assert played.end() == 0
    assert files(tmp_path) == before


def test_where_no_colour_is_wanted_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("tests.cli.terminal._ESCAPES", re.compile(r"\x1b\[\?[0-9]+[a-z]|\x07|\r"))
    make_vault(tmp_path, VAULT)
    with terminal(tmp_path, "sweep") as played:
        at_customers(played)
        played.send("s\r")
        assert played.end() == 0
        assert "\x1b" not in played.rest


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_what_comes_while_something_is_written_waits_for_the_next_prompt(number: signal.Signals) -> None:
    stopping, done = SignalGuard(), []
    with stopping.held():
        with stopping.listening():
            done.append("prompt")
        os.kill(os.getpid(), number)
        done.append("written")
        with pytest.raises(Stopped), stopping.listening():
            done.append("never")
        os.kill(os.getpid(), number)  # once more, in the farewell
        done.append("farewell")
    assert done == ["prompt", "written", "farewell"]
    assert stopping.exit_code == (0 if number == signal.SIGINT else 128 + number)
