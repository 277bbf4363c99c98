"""A line of ``imports/renames.txt`` that is no rename, or that file where it cannot be read.

The file records each id that was changed, so that links to the old one, which come in from another clone, still find
their file. What is no rename there is kept, and otherwise passed over.

Bad: ``grace-sample grace-hopper``

Good: ``grace-sample -> grace-hopper``

To mend: write the line as ``old -> new``, or take it out; of marks that a merge left, only the lines with the marks.
"""

from collections.abc import Iterator
from itertools import islice

from netkeep.check.facts import Facts
from netkeep.check.rule import Located, Rule
from netkeep.check.strays import strays
from netkeep.store.index.rows import Place
from netkeep.store.walk import MOST_RENAMES, RENAMES, UNREAD_RENAMES

_MOST = 50
_UNREAD = (
    f"not read: it is a link, or not an ordinary file, or may not be read, or has more than {MOST_RENAMES:,} bytes"
)


def _check(facts: Facts) -> Iterator[Located]:
    yield from strays(facts, UNREAD_RENAMES, _UNREAD, "bring it back as it was: 'git log' shows its versions")
    broken = ((number, line) for number, line in enumerate(facts.renames.lines, 1) if line.broken)
    for number, line in islice(broken, _MOST):
        place = Place(RENAMES, number, 1, number, len(line.text.rstrip("\r\n")) + 1)
        yield Located(place, "this line is not a rename", "write it as 'old -> new', or remove it")


RULE = Rule("NK410", "bad-rename", __name__, across=_check)
