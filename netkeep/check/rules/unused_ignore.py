"""A rule is accepted where it finds nothing.

What was accepted once has been mended since, or the comment stands on the wrong line. Left there, it would hide the
next finding of this rule, which nobody has seen yet.

Bad:

    location: Leeds
    check_ignore: [NK116]

Good:

    location: NO
    check_ignore: [NK116]

To mend: take the code out of ``check_ignore``, or out of the comment.
"""

from collections.abc import Iterator
from datetime import date

from netkeep.check.codes import ALWAYS
from netkeep.check.facts import Facts
from netkeep.check.rule import Located, Rule

_MEND = "remove the code, or put the comment at the end of the line that it is for"


def _check(facts: Facts) -> Iterator[Located]:
    for unused in facts.unused():
        if unused.code in ALWAYS:
            since = date.fromisoformat(unused.since) if unused.since else None
            yield Located(unused.place, f"accepts {unused.code}, which finds nothing here", _MEND, since=since)


RULE = Rule("NK217", "unused-ignore", __name__, check_vault_last=_check)
