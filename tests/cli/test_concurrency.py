"""Two at once: nothing is lost, nothing is half-written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from netkeep.errors import ConflictError
from netkeep.store import save
from netkeep.store.write import replace_file
from tests.cli.conftest import Netkeep, files
from tests.vaults import make_vault

CLASH = "was changed by another program meanwhile; nothing was written. Try again."


def _start(vault: Path, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "netkeep", "--vault", str(vault), "--today", "2024-06-07", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ)


def test_several_processes_log_to_one_file(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/bo.md": "---\nname: Bo\n---\n"})
    running = [_start(tmp_path, "log", "bo", "-m", f"Number {number}.") for number in range(6)]
    logged = []
    for number, process in enumerate(running):
        _, complaint = process.communicate(timeout=30)
        assert process.returncode in {0, 2}
        assert complaint == b"" if process.returncode == 0 else complaint.decode().rstrip().endswith(CLASH)
        if process.returncode == 0:
            logged.append(f"- 2024-06-07 note: Number {number}.")
    lines = (tmp_path / "people/bo.md").read_text().splitlines()
    assert lines[:6] == ["---", "name: Bo", "---", "", "## Log", ""]
    assert logged
    assert sorted(lines[6:]) == sorted(logged)
    assert list(files(tmp_path)) == ["netkeep.toml", "people/bo.md"]


def test_several_processes_add_one_name(tmp_path: Path) -> None:
    make_vault(tmp_path, {})
    running = [_start(tmp_path, "add", "Grace Sample", "-m", f"Number {number}.") for number in range(4)]
    done = [(process.communicate(timeout=30)[1].decode(), process.returncode) for process in running]
    added = [number for number, (_, code) in enumerate(done) if code == 0]
    assert len(added) == 1
    assert all((code == 2 and "nothing was written" in said) or "not added" in said for said, code in done if code)
    wanted = f"---\nname: Grace Sample\n---\n\nNumber {added[0]}.\n".encode()
    assert files(tmp_path) == {"netkeep.toml": b"format = 1\n", "people/grace-sample.md": wanted}


def test_a_file_changed_between_reading_and_writing_is_left_alone(
    tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_vault(tmp_path, {"people/bo.md": "---\nname: Bo\n---\n"}) / "people/bo.md"

    def meanwhile(root: Path, target: Path, data: bytes, expected: str) -> None:
        path.write_text("---\nname: Bo Changed\n---\n")
        replace_file(root, target, data, expected)

    monkeypatch.setattr(save, "replace_file", meanwhile)
    for command in (("log", "bo"), ("pause", "bo", "friday"), ("remind", "bo", "friday", "call")):
        path.write_text("---\nname: Bo\n---\n")
        assert netkeep(*command) == (2, "", f"netkeep: {path} {CLASH}\n")
        assert files(tmp_path)["people/bo.md"] == b"---\nname: Bo Changed\n---\n"


def test_a_stale_hash_is_refused(tmp_path: Path) -> None:
    path = make_vault(tmp_path, {"people/bo.md": "now"}) / "people/bo.md"
    with pytest.raises(ConflictError, match="was changed by another program"):
        replace_file(tmp_path, path, b"then", "0" * 32)
    assert path.read_bytes() == b"now"
    assert [entry.name for entry in path.parent.iterdir()] == ["bo.md"]
