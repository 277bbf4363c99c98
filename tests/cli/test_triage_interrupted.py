"""``netkeep import --triage`` on a real terminal, stopped at any moment: what was answered is written."""

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import TODAY, Netkeep, files
from tests.vaults import make_vault

_SECONDS = 30.0
# Whoever leads a session and opens a terminal is its owner from then on: Ctrl-C reaches them as a signal.
# What runs in the background (`make test &`) ignores Ctrl-C, and so would what it begins.
_PROGRAM = """
import os, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
os.open(os.ttyname(0), os.O_RDWR)
from netkeep.cli.main import main
main()
"""
_PROMPT = b"[q]uit"


class Terminal:
    """A program in a terminal of eighty columns."""

    def __init__(self, *arguments: str) -> None:
        self._ours, theirs = pty.openpty()
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env=environment,
        )
        os.close(theirs)
        self._seen = b""

    def wait_for(self, words: bytes) -> None:
        """Read until something is printed; what comes before it is not looked at again."""
        end = time.monotonic() + _SECONDS
        while words not in self._seen:
            ready, _, _ = select.select([self._ours], [], [], max(0.0, end - time.monotonic()))
            assert ready, f"{words!r} did not come, but {self._seen!r}"
            self._seen += os.read(self._ours, 65536)
        self._seen = self._seen.partition(words)[2]

    def type(self, keys: bytes) -> None:
        """Type keys, once the program is listening for them."""
        time.sleep(0.2)  # what is typed before a terminal becomes raw is thrown away by it
        os.write(self._ours, keys)

    def close(self) -> int:
        """Wait until the program has ended; gives its exit code."""
        code = self.process.wait(_SECONDS)
        os.close(self._ours)
        return code


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    people = {
        f"people/p{number}.md": f"---\nname: Person {number}\ntags: [to-triage, crew]\n---\n" for number in range(1, 4)
    }
    make_vault(tmp_path, people)
    started = Terminal("--vault", str(tmp_path), "--today", TODAY, "import", "--triage")
    yield started
    started.process.kill()
    started.process.wait()


@pytest.mark.parametrize(
    ("keys", "awaited", "stop"),
    [
        pytest.param(b"", b"", b"\x03", id="ctrl-c"),
        pytest.param(b"", b"", b"\x04", id="ctrl-d"),
        pytest.param(b"", b"", b"q", id="q"),
        pytest.param(b"c", b"How often?", b"3 mon\x03", id="ctrl-c in a line"),
        pytest.param(b"=", b"Who are they?", b"\x04", id="ctrl-d in a line"),
        pytest.param(b"w", b"you have no jobs yet", b"\x03", id="ctrl-c after a question"),
    ],
)
def test_stopped(  # noqa: PLR0913 (what is typed, and where)
    tmp_path: Path, netkeep: Netkeep, terminal: Terminal, *, keys: bytes, awaited: bytes, stop: bytes
) -> None:
    before = files(tmp_path)
    terminal.wait_for(b"1 of 3")
    terminal.wait_for(_PROMPT)
    terminal.type(b"c")
    terminal.wait_for(b"How often?")
    terminal.type(b"3 months\r")
    terminal.wait_for(b"2 of 3")
    terminal.wait_for(_PROMPT)
    if keys:
        terminal.type(keys)
        terminal.wait_for(awaited)
    terminal.type(stop)
    terminal.wait_for(b"1 answered, 2 left; 'netkeep import --triage' goes on.")
    assert terminal.close() == 0
    written = b"---\nname: Person 1\ntags: [crew]\ncadence: 3 months\n---\n"
    assert files(tmp_path) == {**before, "people/p1.md": written}
    assert netkeep("check").code == 0
    assert netkeep("import", "--triage").out.startswith("2 people wait")


def test_killed(tmp_path: Path, netkeep: Netkeep, terminal: Terminal) -> None:
    before = files(tmp_path)
    terminal.wait_for(_PROMPT)
    terminal.type(b"k")
    terminal.wait_for(b"2 of 3")
    terminal.process.kill()
    assert terminal.close() == -9
    assert files(tmp_path) == {**before, "people/p1.md": b"---\nname: Person 1\ntags: [crew]\n---\n"}
    assert netkeep("check").code == 0


def test_tab_completes_a_name(tmp_path: Path, terminal: Terminal) -> None:
    terminal.wait_for(_PROMPT)
    terminal.type(b"=")
    terminal.wait_for(b"Who are they?")
    terminal.type(b"PERSON 2\t\r")
    terminal.wait_for(b"[y]es")
    terminal.type(b"y")
    terminal.wait_for(b"p1: joined to p2")
    terminal.wait_for(_PROMPT)
    terminal.type(b"q")
    assert terminal.close() == 0
    text = (tmp_path / "people/p2.md").read_text()
    assert re.sub(r"\s+", " ", text) == "--- name: Person 2 aliases: [Person 1] tags: [to-triage, crew] --- "


def test_one_answer_for_many(tmp_path: Path, netkeep: Netkeep, terminal: Terminal) -> None:
    before = files(tmp_path)
    terminal.wait_for(_PROMPT)
    terminal.type(b"b")
    terminal.wait_for(b"1  3 with no message, no recommendation and no shared job")
    terminal.type(b"1")
    terminal.wait_for(b"[a]rchive; Enter: back")
    terminal.type(b"a")
    terminal.wait_for(b"Why?")
    terminal.type(b"never met\r")
    terminal.wait_for(b"They\r\nare Person 1, Person 2 and Person 3.")
    terminal.wait_for(b"[y]es")
    terminal.type(b"y")
    terminal.wait_for(b"3 answered, 0 left.")
    assert terminal.close() == 0
    archived = {
        f"people/p{number}.md": f"---\nname: Person {number}\ntags: [crew]\narchived: never met\n---\n".encode()
        for number in range(1, 4)
    }
    assert files(tmp_path) == {**before, **archived}
    assert netkeep("undo", "--yes").code == 0
    assert files(tmp_path) == before
