"""Thousands of files gone wrong, each read and looked at by every rule: ``python -m benchmarks.fuzz 200000``.

The same number and seed give the same files. A file that raises, or takes longer than its bound, is named by its
number; ``python -m benchmarks.fuzz --show NUMBER`` writes its bytes. ``--yaml FOLDER`` takes the documents of
the YAML test suite as front matter too. Exits with 1 unless every file was read without a traceback.
"""

import argparse
import multiprocessing
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import FrameType

from benchmarks.mutate import mutant, sources
from netkeep.check.analysis import analyse
from netkeep.config import Settings
from netkeep.resources import sample_vault
from netkeep.text.document import read_document

SEED = 20261122
_BATCH = 500
_SECONDS = 5.0
"""How long one file may take; an ordinary one takes a thousandth of a second."""
_MEMORY = 1 << 30
_STALLED = 120
_MB = 1024


@dataclass
class Tally:
    """What became of some files."""

    files: int = 0
    readable: int = 0
    how: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, int] = (0.0, 0)
    peak: int = 0
    failures: list[tuple[int, str]] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Take in another's."""
        self.files += other.files
        self.readable += other.readable
        self.how += other.how
        self.findings += other.findings
        self.slowest = max(self.slowest, other.slowest)
        self.peak = max(self.peak, other.peak)
        self.failures += other.failures


class TooLongError(BaseException):
    """A file took longer than its bound; no ``except Exception`` on the way may swallow this."""


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz")
    parser.add_argument("count", type=int, nargs="?", default=20_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--processes", type=int, default=multiprocessing.cpu_count())
    parser.add_argument("--yaml", type=Path, metavar="FOLDER")
    parser.add_argument("--show", type=int, metavar="NUMBER")
    given = parser.parse_args()
    yaml = documents(given.yaml) if given.yaml else ()
    if given.show is not None:
        sys.stdout.buffer.write(mutant(given.show, given.seed, sources(sample_vault()), yaml).data)
        return
    began = time.monotonic()
    tally = fuzz(given.count, given.seed, given.processes, yaml)
    print("\n".join(table(tally, time.monotonic() - began)))
    sys.exit(bool(tally.failures) or tally.files < given.count)


def documents(folder: Path) -> tuple[bytes, ...]:
    """Return the documents of the YAML test suite (https://github.com/yaml/yaml-test-suite, its branch ``data``)."""
    return tuple(path.read_bytes() for path in sorted(folder.rglob("in.yaml")))


def fuzz(count: int, seed: int = SEED, processes: int = 2, yaml: Sequence[bytes] = ()) -> Tally:
    """Read ``count`` mutants in several processes; stops at once when a process no longer answers."""
    total = Tally()
    batches = [range(start, min(start + _BATCH, count)) for start in range(0, count, _BATCH)]
    with multiprocessing.Pool(processes, _bounded) as pool:
        answers = pool.imap_unordered(partial(batch, seed=seed, yaml=tuple(yaml)), batches)
        try:
            for _ in batches:
                total.add(answers.next(_STALLED))
        except multiprocessing.TimeoutError:
            total.failures.append((-1, f"no answer for {_STALLED} s"))
    return total


def _bounded() -> None:
    """Bound what a process may take: memory for good, time file by file."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    signal.signal(signal.SIGALRM, too_long)


def too_long(number: int, frame: FrameType | None) -> None:
    """Stop at a file's bound: the handler of the alarm."""
    raise TooLongError(number, frame)


@contextmanager
def _clock() -> Iterator[None]:
    signal.setitimer(signal.ITIMER_REAL, _SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def batch(numbers: range, seed: int, yaml: Sequence[bytes]) -> Tally:
    """Read the mutants of some numbers, and go on whatever happens."""
    tally = Tally()
    files = sources(sample_vault())
    for number in numbers:
        try:
            _one(number, seed, files, yaml, tally)
        except (Exception, TooLongError) as error:  # noqa: BLE001 (every one of them is what is looked for)
            tally.failures.append((number, _where(error)))
    tally.peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _MB
    return tally


def _one(number: int, seed: int, files: Sequence[bytes], yaml: Sequence[bytes], tally: Tally) -> None:
    kind, how, data = mutant(number, seed, files, yaml)
    tally.files += 1
    tally.how[how] += 1
    began = time.perf_counter()
    with _clock():
        document = read_document(f"{kind.folder}/ada-example.md", data, kind)
        found = analyse(document, Settings())
    tally.slowest = max(tally.slowest, (time.perf_counter() - began, number))
    tally.readable += document.readable
    tally.findings.update({one.code for one in found.findings})
    if not document.readable and not found.findings:
        raise AssertionError("unreadable, and not a word about it")


def _where(error: BaseException) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"


def table(tally: Tally, seconds: float) -> list[str]:
    """Return the counts as lines."""
    rows = [("files", tally.files), ("readable", tally.readable), ("unreadable", tally.files - tally.readable)]
    rows += [(f"made by {how}", count) for how, count in sorted(tally.how.items())]
    rows += [(f"files with {code}", count) for code, count in sorted(tally.findings.items())]
    lines = [f"{name:<20}{count:>10,}" for name, count in rows]
    slowest, number = tally.slowest
    lines += [
        f"{'slowest file':<20}{slowest * 1000:>10.1f} ms (number {number})",
        f"{'peak memory':<20}{tally.peak:>10,} MB a process",
        f"{'time':<20}{seconds:>10.1f} s",
        f"{'tracebacks':<20}{len(tally.failures):>10,}",
    ]
    return lines + [f"  number {number}: {where}" for number, where in tally.failures[:20]]


if __name__ == "__main__":
    main()
