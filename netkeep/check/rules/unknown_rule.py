"""``check_ignore`` names a rule that does not exist.

It would accept nothing, while its owner believes that it does.

Bad:

    check_ignore: [NK999]

Good:

    check_ignore: [NK304]

To mend: copy the code from the finding itself, or take out what names no rule.
"""

from collections.abc import Iterator

from netkeep.check.mend.values import of_value
from netkeep.check.mend.words import code as meant
from netkeep.check.rule import Finding, Rule, of_problem
from netkeep.config import Settings
from netkeep.text.document import Document

_MEND = "a rule's code stands in the finding itself: NK and three digits"
_malformed = of_problem("bad-code", "{field}: {wanted}", _MEND, of_value(meant))


def _check(document: Document, settings: Settings) -> Iterator[Finding]:
    from netkeep.check.registry import CODES

    yield from _malformed(document, settings)
    for index, code in enumerate(document.item.check_ignore if document.item else ()):
        if code not in CODES:
            yield Finding(document.place("check_ignore", index), "check_ignore: there is no such rule", _MEND)


RULE = Rule("NK216", "unknown-rule", __name__, _check)
