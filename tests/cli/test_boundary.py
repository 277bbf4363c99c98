"""What everyone may rely on: exit codes, what is said where, and that nothing private is said in a bug report."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from netkeep.cli.group import SECTIONS, cli
from netkeep.cli.main import run
from netkeep.store.index.vault import IndexedVault
from netkeep.store.vault import Vault
from tests.cli.conftest import Netkeep
from tests.cli.people import VAULT
from tests.vaults import make_vault

MINE = ("add", "show", "list", "find", "edit", "set", "remind", "done", "log", "due")


def test_an_unreadable_file_is_named_and_the_rest_is_shown(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {**VAULT, "people/torn.md": "---\nname: Torn\n", "people/bad.md": b"---\nname: \xff\n---\n"})
    result = netkeep("list", "--where", "id=alan-sample")
    assert result == (
        0,
        "alan-sample  Alan Sample  Plumber, ACME, Inc.  2 weeks ago\n",
        "netkeep: left out, because unreadable: people/bad.md and people/torn.md; see 'netkeep check'\n",
    )


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to this user")
def test_a_file_without_permission_is_named(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    (tmp_path / "people/alan-sample.md").chmod(0)
    complaint = "netkeep: left out, because unreadable: people/alan-sample.md; see 'netkeep check'\n"
    assert netkeep("find", "grace").err == complaint


def test_an_unreadable_file_is_never_edited(tmp_path: Path, netkeep: Netkeep) -> None:
    torn = "---\nname: Torn\n<<<<<<< ours\n---\n"
    make_vault(tmp_path, {"people/torn.md": torn})
    for command in (("log", "torn"), ("set", "torn", "paused_until=friday"), ("remind", "torn", "friday", "x")):
        assert netkeep(*command).code == 2
    assert (tmp_path / "people/torn.md").read_text() == torn


def test_a_bug_says_nothing_private(tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch) -> None:
    make_vault(tmp_path, VAULT)

    def broken(_: Vault, person: str) -> tuple[()]:
        raise RuntimeError(f"secret of {person}")

    monkeypatch.setattr(IndexedVault, "history", broken)
    result = netkeep("show", "grace")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("netkeep: a bug in netkeep, not in your vault: RuntimeError at ")
    assert "secret" not in result.err
    assert "grace" not in result.err.lower()
    assert "secret of grace-sample" in netkeep("-v", "show", "grace").err


def test_no_vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    for command in (("list",), ("find", "x"), ("show", "x"), ("add", "X"), ("edit", "x")):
        assert run(["--today", "2024-06-07", *command]) == 2
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err.startswith("netkeep: no vault found: ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", MINE)
def test_every_command_has_help_with_an_example(name: str, netkeep: Netkeep) -> None:
    result = netkeep(name, "--help")
    assert (result.code, result.err) == (0, "")
    assert "Example" in result.out
    assert f"\n    netkeep {name} " in result.out
    assert max(map(len, result.out.splitlines())) <= 100


def test_every_command_says_what_each_option_is_for() -> None:
    context = click.Context(cli)
    for name in SECTIONS["Every day"]:
        command = cli.get_command(context, name)
        assert command is not None
        silent = [
            option.name
            for option in command.params
            if isinstance(option, click.Option) and not option.help and option.name != "style"
        ]
        assert silent == []


def test_the_reader_of_a_pipe_may_go(tmp_path: Path) -> None:
    many = {f"people/p{number}.md": f"---\nname: {'Long ' * 30}{number}\n---\n" for number in range(900)}
    make_vault(tmp_path, many)
    command = [sys.executable, "-m", "netkeep", "--vault", str(tmp_path), "--today", "2024-06-07", "list"]
    for extra in ([], ["--format", "json"]):
        process = subprocess.Popen([*command, *extra], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        complaint = process.stderr.read()
        process.stderr.close()
        assert (process.wait(timeout=30), complaint) == (0, b"")


def test_a_terminal_that_lacks_a_letter_gets_its_code(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/bo.md": "---\nname: Bø 東\n---\n"})
    command = [sys.executable, "-m", "netkeep", "--vault", str(tmp_path), "--today", "2024-06-07", "list"]
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    assert done.stdout == b"bo  B\xf8 \\u6771    never\n"


def test_a_slip_in_a_command_is_understood(netkeep: Netkeep) -> None:
    assert netkeep("chekc").err.endswith("Error: No such command 'chekc'; did you mean 'check'?\n")
    assert netkeep("xyzzy").err.endswith("Error: No such command 'xyzzy'.\n")
