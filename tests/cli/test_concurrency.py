"""Many at once: nothing is lost, nothing is half-written."""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from netkeep.cli.main import run
from netkeep.errors import ConflictError, Exit
from netkeep.store import save
from netkeep.store.write import edit_file, replace_file
from tests.cli.conftest import TODAY, Netkeep, files
from tests.vaults import make_vault

CLASH = "was changed by another program meanwhile; nothing was written. Try again."
BO = "---\nname: Bo\n---\n"


def _start(vault: Path, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "netkeep", "--vault", str(vault), "--today", TODAY, *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ)


def _at_once(vault: Path, commands: Sequence[tuple[str, ...]]) -> Counter[int]:
    """Run commands at once, each in a process of its own, forked once all is imported; gives how often each code came.

    They begin together: each waits until a pipe is closed.
    """
    waiting, starting = os.pipe()
    children = []
    for arguments in commands:
        child = os.fork()
        if not child:
            os.close(starting)
            os.read(waiting, 1)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os._exit(run(["--vault", str(vault), "--today", TODAY, *arguments]))
        children.append(child)
    os.close(starting)
    codes = Counter(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)
    os.close(waiting)
    return codes


def test_several_processes_log_to_one_file(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/bo.md": BO})
    running = [_start(tmp_path, "log", "bo", "-k", "note", "-m", f"Number {number}.") for number in range(6)]
    assert [(process.communicate(timeout=30)[1], process.returncode) for process in running] == [(b"", 0)] * 6
    lines = (tmp_path / "people/bo.md").read_text().splitlines()
    assert lines[:6] == ["---", "name: Bo", "---", "", "## Log", ""]
    assert sorted(lines[6:]) == [f"- 2024-06-07 note: Number {number}." for number in range(6)]
    assert list(files(tmp_path)) == ["netkeep.toml", "people/bo.md"]


@pytest.mark.thorough
def test_two_hundred_logs_at_once_are_two_hundred_entries(tmp_path: Path, netkeep: Netkeep) -> None:
    # It takes its seconds: each of two hundred processes reads a vault and writes it.
    make_vault(tmp_path, {"people/bo.md": BO})
    assert netkeep("list").code == 0
    assert _at_once(tmp_path, [("log", "bo", "-k", "note", "-m", f"Number {number:03}.") for number in range(200)]) == {
        0: 200
    }
    lines = (tmp_path / "people/bo.md").read_text().splitlines()
    assert lines[:6] == ["---", "name: Bo", "---", "", "## Log", ""]
    assert sorted(lines[6:]) == [f"- 2024-06-07 note: Number {number:03}." for number in range(200)]
    assert list(files(tmp_path)) == ["netkeep.toml", "people/bo.md"]


def test_reminders_and_entries_at_once(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/bo.md": BO})
    commands: list[tuple[str, ...]] = [("log", "bo", "-k", "note", "-m", f"Number {number}.") for number in range(10)]
    commands += [("remind", "bo", "2024-07-01", f"number {number}") for number in range(10)]
    assert _at_once(tmp_path, commands) == {0: 20}
    text = (tmp_path / "people/bo.md").read_text()
    assert sorted(re.findall(r"^- \[ \] 2024-07-01 number (\d)$", text, re.MULTILINE)) == list("0123456789")
    assert sorted(re.findall(r"^- 2024-06-07 note: Number (\d)\.$", text, re.MULTILINE)) == list("0123456789")


def test_several_processes_add_one_name(tmp_path: Path) -> None:
    make_vault(tmp_path, {})
    running = [_start(tmp_path, "add", "Grace Sample", "-m", f"Number {number}.") for number in range(4)]
    done = [(process.communicate(timeout=30)[1].decode(), process.returncode) for process in running]
    added = [number for number, (_, code) in enumerate(done) if code == 0]
    assert len(added) == 1
    assert all((code == 4 and "nothing was written" in said) or "not added" in said for said, code in done if code)
    wanted = f"---\nname: Grace Sample\n---\n\nNumber {added[0]}.\n".encode()
    assert files(tmp_path) == {"netkeep.toml": b"format = 2\n", "people/grace-sample.md": wanted}


def test_as_many_people_of_one_name_as_are_added(tmp_path: Path) -> None:
    make_vault(tmp_path, {})
    commands = [("add", "Grace Sample", "--another", "-m", f"Number {number:02}.") for number in range(40)]
    assert _at_once(tmp_path, commands) == {0: 40}
    found = files(tmp_path)
    ids = ["people/grace-sample.md", *(f"people/grace-sample-{number}.md" for number in range(2, 41))]
    assert sorted(found) == sorted(["netkeep.toml", *ids])
    wanted = [f"---\nname: Grace Sample\n---\n\nNumber {number:02}.\n".encode() for number in range(40)]
    assert sorted(found[path] for path in ids) == wanted


@pytest.mark.parametrize(
    ("command", "end"),
    [
        (("log", "bo"), "\n## Log\n\n- 2024-06-07 note\n"),
        (("remind", "bo", "2024-06-14", "call"), "\n- [ ] 2024-06-14 call\n"),
    ],
)
def test_what_adds_to_a_file_that_changed_meanwhile_adds_to_what_it_says_now(
    tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], end: str
) -> None:
    path = make_vault(tmp_path, {"people/bo.md": BO}) / "people/bo.md"
    _meanwhile(monkeypatch, path, "---\nname: Bo Changed\n---\n")
    assert netkeep(*command).code == 0
    assert path.read_text() == f"---\nname: Bo Changed\n---\n{end}"


def test_a_value_that_was_set_meanwhile_is_left_alone(
    tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = "---\norg: Acme\nfrom: 2020-01\n---\n"
    make_vault(tmp_path, {"jobs/acme.md": job})
    theirs = f"{job.removesuffix('---' + chr(10))}to: 2030-01\n---\n"
    _meanwhile(monkeypatch, tmp_path / "jobs/acme.md", theirs)
    assert netkeep("job", "end", "acme") == (Exit.CONFLICT, "", f"netkeep: jobs/acme.md {CLASH}\n")
    assert (tmp_path / "jobs/acme.md").read_text() == theirs


def _meanwhile(monkeypatch: pytest.MonkeyPatch, path: Path, text: str) -> None:
    """Change a file once it has been read, and before it is written."""

    def changed(root: Path, target: Path, edit: Callable[[bytes], bytes]) -> None:
        path.write_text(text)
        edit_file(root, target, edit)

    monkeypatch.setattr(save, "edit_file", changed)


def test_a_stale_hash_is_refused(tmp_path: Path) -> None:
    path = make_vault(tmp_path, {"people/bo.md": "now"}) / "people/bo.md"
    with pytest.raises(ConflictError, match="was changed by another program"):
        replace_file(tmp_path, path, b"then", "0" * 32)
    assert path.read_bytes() == b"now"
    assert [entry.name for entry in path.parent.iterdir()] == ["bo.md"]
