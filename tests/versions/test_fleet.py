"""Clones of one vault that are edited at random and synced through one remote, held against a ledger.

``python -m tests.versions.test_fleet 12 200 1`` prints what became of twelve clones with two hundred edits each, drawn
by the number one; with ``git`` or ``union`` behind it, of the same without netkeep; then how many people there are.
"""

import sys
import tempfile
from pathlib import Path

import pytest

from tests.repeats import usually
from tests.versions.fleet import Fleet


# One with a rename and a merge, one where another clone is quicker to push.
@pytest.mark.parametrize("seed", usually([5, 7], 7))
def test_all_that_was_written_is_there_and_conflicts_have_a_reason(tmp_path: Path, seed: int) -> None:
    """It takes some seconds: git is run hundreds of times, and starts netkeep for each file that it merges."""
    fleet = Fleet(tmp_path, 3, seed, people=2)
    fleet.run(8)
    assert len({fleet.tree(clone) for clone in fleet.clones}) == 1
    assert fleet.figures.examples == []
    assert [*fleet.differences(fleet.clones[0]), *fleet.records(fleet.clones[0])] == []
    assert fleet.figures.counts["files in conflict"] == 1


def main(clones: int, edits: int, seed: int, way: str, people: int) -> None:
    """Print what became of a fleet."""
    with tempfile.TemporaryDirectory() as folder:
        fleet = Fleet(Path(folder), clones, seed, way, people=people)
        fleet.run(edits)
        trees = len({fleet.tree(clone) for clone in fleet.clones})
        total, lost, more = fleet.entries(fleet.clones[0])
        wrong = [f"{key}: {problem}" for key, problem in fleet.differences(fleet.clones[0])]
        records = len(fleet.records(fleet.clones[0]))
    for example in [*fleet.figures.examples[:40], *wrong[:20]]:
        sys.stdout.write(f"{example}\n")
    unreadable = sum("cannot be read" in problem for problem in wrong)
    ends = {"trees": trees, "entries": total, "entries lost": lost, "entries too many": more}
    ends |= {
        "files that cannot be read": unreadable,
        "things that are wrong": len(wrong),
        "records that are wrong": records,
    }
    for name, number in [*sorted(fleet.figures.counts.items()), *ends.items()]:
        sys.stdout.write(f"{number:6} {name}\n")


if __name__ == "__main__":
    clones, edits, seed, way, people, *_ = [*sys.argv[1:], *("netkeep", "30")[max(0, len(sys.argv) - 4) :]]
    main(int(clones), int(edits), int(seed), way, int(people))
