"""The site locked with age, by the commands of docs/publishing.md: nothing to read, and all of it back."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.peers.conftest import ROOT

pytestmark = [
    pytest.mark.peer,
    pytest.mark.skipif(not (shutil.which("age") and shutil.which("script")), reason="age is not there"),
]

PASSPHRASE = "eleven-grey-geese-fly-home"  # noqa: S105 (of a file that lives for this test)


def _commands() -> tuple[str, str]:
    text = (ROOT / "docs" / "publishing.md").read_text("utf-8")
    lock = re.search(r"^tar -c .*age --passphrase.*$", text, re.MULTILINE)
    unlock = re.search(r"^age --decrypt.*$", text, re.MULTILINE)
    assert lock
    assert unlock
    return lock[0], unlock[0]


def _typing(command: str, folder: Path, passphrase: str) -> int:
    """Run a command of the shell on a terminal of its own, where somebody types a passphrase at each question."""
    shell = ["script", "--quiet", "--return", "--command", f"set -o pipefail; {command}", "/dev/null"]
    environment = {**os.environ, "open": str(folder / "open"), "SHELL": "/bin/bash"}
    pipe = subprocess.PIPE
    with subprocess.Popen(shell, cwd=folder, env=environment, bufsize=0, stdin=pipe, stdout=pipe) as process:
        assert process.stdin
        assert process.stdout
        while data := process.stdout.read(1024):
            if data.rstrip().endswith(b":"):
                process.stdin.write(passphrase.encode() + b"\n")
        return process.wait(timeout=30)


def test_locked_unread_and_unlocked_again(tmp_path: Path) -> None:
    page = tmp_path / "site" / "people" / "ada-example.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>Ada Example</p>" * 100)
    lock, unlock = _commands()
    assert _typing(lock, tmp_path, PASSPHRASE) == 0
    packed = tmp_path / "people.tar.age"
    data = packed.read_bytes()
    assert data.startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert b"ada" not in data.lower()
    (tmp_path / "open").mkdir()
    assert _typing(unlock, tmp_path, "another passphrase") != 0
    assert list((tmp_path / "open").iterdir()) == []
    assert _typing(unlock, tmp_path, PASSPHRASE) == 0
    same = subprocess.run(["diff", "-r", "site", "open"], cwd=tmp_path, check=False, capture_output=True)
    assert (same.returncode, same.stdout) == (0, b"")


def test_a_byte_that_was_changed_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("<p>Today</p>")
    lock, unlock = _commands()
    assert _typing(lock, tmp_path, PASSPHRASE) == 0
    packed = tmp_path / "people.tar.age"
    data = bytearray(packed.read_bytes())
    data[-20] ^= 1
    packed.write_bytes(data)
    (tmp_path / "open").mkdir()
    assert _typing(unlock, tmp_path, PASSPHRASE) != 0
