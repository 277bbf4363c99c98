"""A log entry of a day that is yet to come.

The log says what happened. It would count as contact before it took place.

Bad (on 1 June 2024):

    - 2042-05-20 coffee: The reorg.

Good:

    - 2024-05-20 coffee: The reorg.

To mend: correct the date; what you plan is a reminder above the log: ``- [ ] YYYY-MM-DD text``.
"""

from collections.abc import Iterator

from netkeep.check.rule import Finding, Rule
from netkeep.config import Settings
from netkeep.text.document import Document

_MEND = "correct the date; what you plan is a reminder above the log: - [ ] YYYY-MM-DD text"


def _check(document: Document, settings: Settings) -> Iterator[Finding]:
    del settings
    for entry in document.item.body.log if document.item else ():
        yield Finding(entry.span, "this day is in the future", _MEND, until=entry.date)


RULE = Rule("NK303", "future-entry", __name__, _check)
