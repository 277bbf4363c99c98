"""A small run of the fuzzer, and that it would notice."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import fuzz
from benchmarks.mutate import mutant, sources
from netkeep.resources import sample_vault
from netkeep.text.document import Document

ROOT = Path(__file__).parents[2]


@pytest.mark.thorough
def test_three_thousand_files_gone_wrong_leave_no_traceback() -> None:
    command = [sys.executable, "-m", "benchmarks.fuzz", "3000", "--processes", "2"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=100)
    assert result.stderr == ""
    lines = dict(line.split(maxsplit=1) for line in result.stdout.splitlines() if " made by " not in line)
    assert result.returncode == 0, result.stdout
    assert lines["tracebacks"] == "0"
    assert int(lines["readable"].replace(",", "")) > 600
    assert int(lines["unreadable"].replace(",", "")) > 600
    assert result.stdout.count("files with NK") > 20


def test_a_number_gives_the_same_bytes_each_time() -> None:
    files = sources(sample_vault())
    first = [mutant(number, 1, files) for number in range(200)]
    assert first == [mutant(number, 1, files) for number in range(200)]
    assert first != [mutant(number, 2, files) for number in range(200)]
    assert len({one.how for one in first}) == 5
    assert len({one.data for one in first}) > 190


def test_what_raises_is_named_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(document: Document, settings: object) -> None:
        del settings
        if document.readable:
            raise RecursionError(document.path)

    monkeypatch.setattr(fuzz, "analyse", broken)
    tally = fuzz.batch(range(20), 1, ())
    assert len(tally.failures) > 3
    assert {where.partition(" at ")[0] for _, where in tally.failures} <= {"RecursionError", "AttributeError"}
    assert fuzz.table(tally, 1.0)[-1].startswith("  number ")


def test_what_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(document: Document, settings: object) -> None:
        del document, settings
        while True:
            pass

    monkeypatch.setattr(fuzz, "analyse", endless)
    monkeypatch.setattr(fuzz, "_SECONDS", 0.05)
    before = signal.signal(signal.SIGALRM, fuzz.too_long)
    try:
        tally = fuzz.batch(range(2), 1, ())
    finally:
        signal.signal(signal.SIGALRM, before)
    assert [where.partition(" at ")[0] for _, where in tally.failures] == ["TooLongError", "TooLongError"]
