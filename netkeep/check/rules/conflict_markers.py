"""The marks of an unfinished merge are in the file.

Git leaves them where two versions disagree. Nothing of such a file is used until a person has chosen. Where netkeep
merged, the finding says which fields clash, and between whom.

Bad:

    <<<<<<< HEAD
    name: Ada Example
    =======
    name: Ada B. Example
    >>>>>>> laptop

Good: the version you want, without the marks.

In a block of code, where they may be an example, ``<!-- netkeep: ignore NK111 -->`` at the end of each line of them
accepts them.

To mend: ``netkeep git resolve`` asks which to keep; or choose what is right between ``<<<<<<<`` and ``>>>>>>>``, then
delete the marks.
"""

import re
from collections.abc import Iterator

from netkeep.check.rule import Finding, ProblemRule, Rule
from netkeep.config import Settings
from netkeep.text.document import Document
from netkeep.words import join_words

_MESSAGE = "the marks of an unfinished merge"
_MEND = "choose what is right between <<<<<<< and >>>>>>>, then delete the marks"
_RESOLVE = f"'netkeep git resolve' asks which to keep; or {_MEND}"
# As netkeep.versions.clash writes them: git's name for a side, of which a commit's subject is left out, and the field.
_LABELS = re.compile(r"(?m)^([<>])\1{6,} (\S{1,80})(?: [^\r\n]*)? \(([a-z_ ]+)[^()\s]*\)\r?$")


def _of_a_merge(document: Document, _: Settings, findings: Iterator[Finding]) -> Iterator[Finding]:
    """Yield the findings; where netkeep marked what clashes, they say what, and between which sides."""
    labels = _LABELS.findall(document.source.text) if document.source else []
    sides = {sign: side for sign, side, _ in reversed(labels)}
    if sides.keys() != {"<", ">"}:
        yield from findings
        return
    fields = join_words(dict.fromkeys(field for _, _, field in labels))
    message = f"an unfinished merge: {sides['<']} and {sides['>']} changed {fields} differently"
    yield from (finding._replace(message=message, help=_RESOLVE) for finding in findings)


_OF_PROBLEMS = [
    ProblemRule(kind, _MESSAGE, _MEND, refine=_of_a_merge) for kind in ("conflict-markers", "conflict-in-code")
]


def _check(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each marker; those in code may be accepted."""
    return (finding for rule in _OF_PROBLEMS for finding in rule(document, settings))


RULE = Rule("NK111", "conflict-markers", __name__, _check)
