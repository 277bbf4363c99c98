"""The command line in the test's own process, on a day that is always said."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from netkeep.cli.main import run

TODAY = "2024-06-07"


class Result(NamedTuple):
    """What a command left: its exit code and what it printed."""

    code: int
    out: str
    err: str


Netkeep = Callable[..., Result]


@pytest.fixture
def netkeep(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Netkeep:
    """Run a command on the vault in ``tmp_path``, in a terminal of eighty columns, on Friday 7 June 2024."""
    monkeypatch.setenv("COLUMNS", "80")

    def call(*arguments: str) -> Result:
        code = run(["--vault", str(tmp_path), "--today", TODAY, *arguments])
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call


def files(root: Path) -> dict[str, bytes]:
    """Return every file of a vault but netkeep's own, byte for byte."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".netkeep" not in path.parts and ".git" not in path.parts
    }
