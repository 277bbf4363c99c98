"""A vault that is served: what pages cost a server, in processor seconds.

``python -m benchmarks.served VAULT PEOPLE EDITS`` prints, a line each with the peak memory in MB, what the first page
costs from the start of the server on, and then, at the median over some edits, each page after a save. Pages that are
asked for next cost less: what several pages share is there then.
"""

import resource
import statistics
import sys
import time
from pathlib import Path

from benchmarks.edits import log
from benchmarks.generate import TODAY, person_id
from netkeep.site.serve import Served

_KILO = 1024
_SETTLE_SECONDS = 0.1  # so that no file is as new as the clock's last tick


def main() -> None:
    """Serve, edit, ask; print the medians."""
    vault, people, edits = Path(sys.argv[1]).resolve(), int(sys.argv[2]), int(sys.argv[3])
    person = f"people/{person_id(people // 2)}.html"

    served = Served(vault, TODAY)
    served.answer(person)
    _print("from the start to a person's page", time.process_time())
    for page in (person, "index.html", "people.html", "map.html", "search/names.js"):
        costs = []
        for turn in range(edits):
            log(vault, people, turn)
            time.sleep(_SETTLE_SECONDS)
            before = time.process_time()
            served.answer(page)
            costs.append(time.process_time() - before)
        _print(f"{page.replace(person, 'a person')} after a save", statistics.median(costs))


def _print(what: str, seconds: float) -> None:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KILO
    print(f"{seconds:.3f} {memory:.0f} {what}", flush=True)


if __name__ == "__main__":
    main()
