"""Seconds and memory of LinkedIn archives: ``python -m benchmarks.linkedin [--whole]``.

Reading alone is held against the csv module, by the clock; ``--whole`` imports an archive into an empty vault, and
again, and gives the processor's time, which a busy machine does not change.

Each row is the median of some runs, each in a process of its own, the two programs in turn; the machine's speed may
drift, so that the ratio alone is worth quoting.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.linkedin_archive import Archive, everyone

_SIZES = ((1_000, 0), (4_000, 0), (30_000, 0), (4_000, 200_000), (30_000, 200_000))
_YEAR = 2025
_OURS = """
from datetime import date
from pathlib import Path
from netkeep.exchange.importer import Options, reader
read = reader("linkedin")
def work():
    assert read([Path(sys.argv[1])], Options(date(2026, 11, 23))).candidates
"""
_CSV = """
import csv, io, zipfile
def work():
    with zipfile.ZipFile(sys.argv[1]) as archive:
        for name in archive.namelist():
            with archive.open(name) as file:
                for row in csv.reader(io.TextIOWrapper(file, "utf-8", newline="")):
                    pass
"""
_WHOLE = """
import contextlib, io
from netkeep.cli.main import run
def work():
    with contextlib.redirect_stdout(io.StringIO()):
        assert run(["--vault", sys.argv[2], "import", "linkedin", sys.argv[1]]) == 0
"""
_WHOLE_SIZES = ((4_000, 0), (30_000, 0), (30_000, 200_000))
_WALL = "time.perf_counter()"
_PROCESSOR = "sum(os.times()[:4])"  # of all its processes: the vault is read by several
_MEASURE = """
import os, re, time
start = {clock}
work()
spent = {clock} - start
# Not getrusage: it counts what the parent had when it started this process.
print(spent, int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024)
"""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--whole", action="store_true", help="plan and write, too")
    options = parser.parse_args()
    (_whole if options.whole else _reading)(options.runs)


def _whole(runs: int) -> None:
    print("| connections | messages | into an empty vault | memory | again, nothing new | memory |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    for people, messages in _WHOLE_SIZES:
        found = [_both(people, messages) for _ in range(runs)]
        cells = []
        for side in (0, 1):
            seconds = statistics.median(pair[side][0] for pair in found)
            cells.append(f"{seconds:.1f} s | {max(pair[side][1] for pair in found):.0f} MB")
        print(f"| {people:,} | {messages:,} | {' | '.join(cells)} |", flush=True)


def _both(people: int, messages: int) -> tuple[tuple[float, float], tuple[float, float]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Archive(everyone(people), _YEAR, messages).write(Path(folder) / "archive.zip")
        vault = Path(folder) / "vault"
        (vault / "people").mkdir(parents=True)
        return _run(_WHOLE, path, vault, clock=_PROCESSOR), _run(_WHOLE, path, vault, clock=_PROCESSOR)


def _reading(runs: int) -> None:
    print("| connections | messages | netkeep | memory | csv alone | memory | ratio |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for people, messages in _SIZES:
        with tempfile.TemporaryDirectory() as folder:
            path = Archive(everyone(people), _YEAR, messages).write(Path(folder) / "archive.zip")
            print(f"| {people:,} | {messages:,} | {_row(path, runs)} |", flush=True)


def _row(path: Path, runs: int) -> str:
    pairs = [(_run(_OURS, path), _run(_CSV, path)) for _ in range(runs)]
    ours, theirs = (statistics.median(pair[side][0] for pair in pairs) for side in (0, 1))
    memory, other = (max(pair[side][1] for pair in pairs) for side in (0, 1))
    ratio = statistics.median(one[0] / two[0] for one, two in pairs)
    return f"{ours:.2f} s | {memory:.0f} MB | {theirs:.2f} s | {other:.0f} MB | {ratio:.1f}"


def _run(program: str, *paths: Path, clock: str = _WALL) -> tuple[float, float]:
    """Return the seconds of the work, and the peak memory of its process in MB."""
    command = [sys.executable, "-c", f"import sys\n{program}{_MEASURE.replace('{clock}', clock)}", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    seconds, memory = map(float, done.stdout.split())
    return seconds, memory


if __name__ == "__main__":
    main()
