"""``check_ignore``, or a comment, names a rule that does not exist.

It would accept nothing, while its owner believes that it does. A comment that names no code at all is found, too.

Bad:

    check_ignore: [NK999]

Good:

    location: NO
    check_ignore: [NK116]

To mend: copy the code from the finding itself, or take out what names no rule.
"""

from collections.abc import Iterator

from netkeep.check.codes import CODE_OF
from netkeep.check.mend.values import of_value
from netkeep.check.mend.words import code as meant
from netkeep.check.rule import Finding, ProblemRule, Rule
from netkeep.check.suppressions import comments
from netkeep.config import Settings
from netkeep.text.document import Document

_MEND = "a rule's code is in the finding itself: NK and three digits"
_COMMENT = "write the codes with commas between them: <!-- netkeep: ignore NK304, NK303 -->"
_malformed = ProblemRule("bad-code", "{field}: {wanted}", _MEND, of_value(meant))


def _check(document: Document, settings: Settings) -> Iterator[Finding]:
    yield from _malformed(document, settings)
    for index, code in enumerate(document.item.check_ignore if document.item else ()):
        if code not in CODE_OF.values():
            yield Finding(document.place("check_ignore", index), "check_ignore: there is no such rule", _MEND)
    for comment in comments(document.source) if document.item and document.source else ():
        if not comment.codes:
            yield Finding(comment.span, "this comment accepts nothing: it names no code", _COMMENT)
        for code, span in comment.codes:
            if code not in CODE_OF.values():
                yield Finding(span, "this comment: there is no such rule", _MEND)


RULE = Rule("NK216", "unknown-rule", __name__, _check, fixes="safe")
