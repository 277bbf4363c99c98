"""A vault that is served, edited again and again: what each build takes after the first, in one process.

``python -m benchmarks.served VAULT SITE PEOPLE EDITS`` prints, for the median edit, the processor seconds of all
processes and the peak memory of the largest in MB, as :mod:`benchmarks.site` reads them.
"""

import resource
import statistics
import sys
import time
from pathlib import Path

from benchmarks.edits import log
from benchmarks.generate import TODAY
from netkeep.site.build import build_into
from netkeep.site.findings import make_index
from netkeep.store.again import Shelf

_KILO = 1024
_DELAY = 0.1  # seconds that MkDocs' server waits for more to be saved
_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def main() -> None:
    """Build, edit, build again; print the median."""
    vault, site = (Path(name).resolve() for name in sys.argv[1:3])
    people, edits = map(int, sys.argv[3:5])
    shelf, costs = Shelf(), []
    make_index(vault)
    for turn in range(edits + 1):
        before = _seconds()
        build_into(vault, TODAY, site, shelf.load)
        costs.append(_seconds() - before)
        log(vault, people, turn)
        time.sleep(_DELAY)
    memory = max(resource.getrusage(who).ru_maxrss for who in _WHO) / _KILO
    print(statistics.median(costs[1:]), memory)


def _seconds() -> float:
    used = [resource.getrusage(who) for who in _WHO]
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    main()
