"""Two names that are one on another file system.

macOS and Windows do not tell ``Ada.md`` from ``ada.md``; macOS not ``é`` from ``e`` with an accent (NFC and NFD).
There one of the two files silently replaces the other.

Bad: ``people/Ada.md`` and ``people/ada.md``

Good: ``people/ada.md`` and ``people/ada-sample.md``

To mend: rename one of the two.
"""

from collections.abc import Iterator

from netkeep.check.facts import Facts
from netkeep.check.rule import Located, Rule


def _check(facts: Facts) -> Iterator[Located]:
    for place, other in facts.same_paths():
        yield Located(place, f"on other systems this is the same file as {other}", "rename one of the two")


RULE = Rule("NK502", "colliding-names", __name__, across=_check)
