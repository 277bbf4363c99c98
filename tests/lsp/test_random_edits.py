"""Random edits: whatever was typed, the server says what a fresh ``netkeep check`` says of the same text.

``python -m tests.lsp.test_random_edits 20000 1`` makes twenty thousand edits, drawn by the number one, and prints what
was done and compared; a run of it is a test, ``NETKEEP_CASES=20000`` makes that many edits in it.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.lsp.columns import ENCODINGS, place_of
from tests.lsp.editor import TODAY, Json, editor
from tests.lsp.typist import Typist, wiped
from tests.repeats import cases

_EVERY = 100
_EDITS = cases(200)  # each comparison starts a process, which takes a second
_CAN = {"documentChanges": True, "resourceOperations": ["create", "rename"]}


def capabilities(encoding: str) -> Json:
    return {"general": {"positionEncodings": [encoding]}, "workspace": {"workspaceEdit": _CAN}}


def fresh(folder: Path, *options: str) -> list[Json] | None:
    """Return the findings of a new process in a folder; None where it refuses the vault."""
    command = [sys.executable, "-m", "netkeep", "--today", TODAY, "check", "--format", "json", *options]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode in {0, 1, 2}, run.stderr
    return None if run.returncode == 2 else json.loads(run.stdout)["diagnostics"]


def expected(typist: Typist, found: list[Json] | None) -> dict[str, list[Json]]:
    """Return the findings of a check as the server should show them, of each open file."""
    shown: dict[str, list[Json]] = {path: [] for path in sorted(typist.texts)}
    for each in found or ():
        if each["path"] in shown:
            text = typist.texts[each["path"]]
            start = place_of(text, each["line"], each["column"], typist.encoding)
            end = place_of(text, each["end_line"], each["end_column"], typist.encoding)
            shown[each["path"]].append(
                {
                    "range": {"start": start, "end": end},
                    "message": f"{each['message']}; {each['help']}",
                    "severity": 1 if each["severity"] == "error" else 3,
                    "code": each["code"],
                    "source": "netkeep",
                }
            )
    return shown


def differences(says: dict[str, list[Json]], should: dict[str, list[Json]]) -> list[tuple[str, str, Json]]:
    """Return each finding that one side has alone: more or missing."""
    more = [("more", path, each) for path, found in says.items() for each in found if each not in should[path]]
    missing = [("missing", path, each) for path, found in should.items() for each in found if each not in says[path]]
    return [*more, *missing] or [("order", path, found) for path, found in says.items() if found != should[path]]


def compare(typist: Typist, scratch: Path, *, hook: bool) -> int:
    """Hold all that the server says against a fresh process; return the number of findings."""
    typist.settle()
    found = fresh(typist.with_buffers(wiped(scratch)))
    should = expected(typist, found)
    typist.pause(should)
    different = differences(typist.published(), should)
    assert different == [], different
    assert typist.bytes_changed() == {}
    if hook:
        for arguments in (("init", "--quiet"), ("add", "--all")):
            subprocess.run(["git", *arguments], cwd=scratch, check=True)
        staged = fresh(scratch, "--staged")
        assert staged == found
    if found is not None and typist.texts:
        compare_mended(typist, scratch)
    return len(found or ())


def compare_mended(typist: Typist, scratch: Path) -> None:
    """Hold what the server mends of a file against what a fresh process does, which goes on from there if need be."""
    path = typist.draw.choice(sorted(typist.texts))
    text, once = typist.texts[path], typist.mended(path)
    results: list[bytes | None] = []
    for begun in (text, once):
        file = typist.with_buffers(wiped(scratch)) / path
        file.write_bytes(begun.encode())
        fresh(scratch, "--fix", path)
        results.append(file.read_bytes() if file.exists() else None)  # a fix can rename it
    assert results[0] == results[1], results
    assert results[0] is None or (results[0] == text.encode()) == (once == text), (results, once)


def run(folder: Path, edits: int, seed: int) -> dict[str, int]:
    """Make so many edits; return how often what was done, and what was found."""
    root = folder / "vault"
    root.mkdir(parents=True)
    with (folder / "log").open("wb+") as log:
        with editor(root, capabilities(ENCODINGS[seed % len(ENCODINGS)]), log=log, seconds=3600) as client:
            typist = Typist(root, client, seed)
            findings = 0
            memory: list[int] = []
            for number in range(1, edits + 1):
                typist.go_on()
                if number % _EVERY == 0:
                    findings += compare(typist, folder / "fresh", hook=number % (_EVERY * 2) == 0)
                    memory.append(client.memory())
        log.seek(0)
        assert log.read().decode() == ""
    tenth = max(1, len(memory) // 10)
    return {**typist.counts, "findings compared": findings, "MB first": memory[tenth - 1], "MB last": memory[-1]}


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.thorough) for seed in (1, 2))])
def test_the_server_says_what_a_fresh_check_says(tmp_path: Path, seed: int) -> None:
    """Each seed counts places in another encoding; it takes some seconds, for processes are what is compared."""
    run(tmp_path, _EDITS, seed)


def main(edits: int, seed: int) -> None:
    """Print what became of so many edits."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        counts = run(Path(folder), edits, seed)
    for name, number in [*sorted(counts.items()), ("seconds", round(time.monotonic() - began))]:
        sys.stdout.write(f"{number:8} {name}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
