"""A log entry of a day that is yet to come.

The log says what happened. It would count as contact before it took place.

Bad (on 1 June 2024):

    - 2042-05-20 coffee: The reorg.

Good:

    - 2024-05-20 coffee: The reorg.
"""

from collections.abc import Iterator

from netkeep.check.rule import Finding, Rule, Scope


def _check(scope: Scope) -> Iterator[Finding]:
    for document in scope.read():
        for entry in document.item.body.log if document.item else ():
            if entry.date > scope.today:
                mend = "correct the date; what you plan is a reminder above the log: - [ ] YYYY-MM-DD text"
                yield Finding(document.path, entry.span, "this day is yet to come", mend)


RULE = Rule("NK303", "future-entry", __name__, _check)
