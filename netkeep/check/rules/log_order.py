"""The log is out of order.

A log is kept newest first, or oldest first throughout; then the eye finds the last contact where it expects it.

Bad:

    - 2024-04-20 call
    - 2024-05-20 coffee
    - 2024-03-11 lunch

Good:

    - 2024-05-20 coffee
    - 2024-04-20 call
    - 2024-03-11 lunch

To mend: move the entry to where its date belongs.
"""

from collections.abc import Iterator
from itertools import pairwise

from netkeep.check.fix import Fix
from netkeep.check.mend.log import sortable
from netkeep.check.rule import Finding, Rule
from netkeep.config import Settings
from netkeep.model.body import oldest_first
from netkeep.text.document import Document


def _check(document: Document, settings: Settings) -> Iterator[Finding]:
    del settings
    log = document.item.body.log if document.item else ()
    rising = oldest_first(log)
    wrong = [
        entry for above, entry in pairwise(log) if entry.date != above.date and (entry.date > above.date) != rising
    ]
    fix = Fix(log=True) if wrong and sortable(document) else None
    for entry in wrong:
        message = f"this entry is {'older' if rising else 'newer'} than the one above it"
        mend = f"move it: this log is kept {'oldest' if rising else 'newest'} first"
        yield Finding(entry.span, message, mend, fix=fix)


RULE = Rule("NK304", "log-order", __name__, _check, fixes="safe")
