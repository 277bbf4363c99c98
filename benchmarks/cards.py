"""Processor seconds of importing cards: ``python -m benchmarks.cards [CARDS] [--against CHECKOUT]``.

A file of cards goes into an empty vault, and the same again. With another checkout of this project beside it, both run
in turn, each in a process of its own, and the ratio of the two is printed: it is what a busy machine does not change.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from benchmarks.address_books import cards
from benchmarks.truth import ROOT, TODAY, everyone

_MEASURE = """
import contextlib, io, os, sys
from netkeep.cli.main import run
start = sum(os.times()[:4])
with contextlib.redirect_stdout(io.StringIO()):
    assert run(sys.argv[1:]) == 0
print(sum(os.times()[:4]) - start)
"""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cards", nargs="?", type=int, default=20_000)
    parser.add_argument("--against", type=Path, help="another checkout, such as a worktree of an older commit")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    checkouts = [ROOT, *([options.against.resolve()] if options.against else [])]
    spent = [[_both(options.cards, checkout) for checkout in checkouts] for _ in range(options.runs)]
    print("| cards | import | here | there | here : there |\n| ---: | --- | ---: | ---: | ---: |")
    for side, what in enumerate(("into an empty vault", "the same again")):
        here = statistics.median(run[0][side] for run in spent)
        there = statistics.median(run[-1][side] for run in spent)
        ratio = statistics.median(run[0][side] / run[-1][side] for run in spent)
        print(f"| {options.cards:,} | {what} | {here:.1f} s | {there:.1f} s | {ratio:.2f} |", flush=True)


def _both(count: int, checkout: Path) -> tuple[float, float]:
    """Return the seconds of the first import and of the second."""
    with tempfile.TemporaryDirectory() as folder:
        path, vault = Path(folder) / "cards.vcf", Path(folder) / "vault"
        people = [replace(one.record, uid=f"uid-{one.number}") for one in everyone(count)]
        path.write_text(cards(people), encoding="utf-8", newline="")
        (vault / "people").mkdir(parents=True)
        return _seconds(vault, path, checkout), _seconds(vault, path, checkout)


def _seconds(vault: Path, path: Path, checkout: Path) -> float:
    command = ["--vault", str(vault), "--today", TODAY, "import", "vcard", str(path)]
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", _MEASURE, *command], env=environment, cwd=checkout, capture_output=True, check=True
    )
    return float(done.stdout)


if __name__ == "__main__":
    main()
