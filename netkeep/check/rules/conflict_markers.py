"""The marks of an unfinished merge are in the file.

Git leaves them where two versions disagree. Nothing of such a file is used until a person has chosen.

Bad:

    <<<<<<< HEAD
    name: Ada Example
    =======
    name: Ada B. Example
    >>>>>>> laptop

Good: the version you want, without the marks.

In a block of code, where they may be an example, ``<!-- netkeep: ignore NK111 -->`` at the end of each line of them
accepts them.

To mend: choose what is right between ``<<<<<<<`` and ``>>>>>>>``, then delete the marks.
"""

from collections.abc import Iterator

from netkeep.check.rule import Finding, ProblemRule, Rule
from netkeep.config import Settings
from netkeep.text.document import Document

_MESSAGE = "the marks of an unfinished merge"
_MEND = "choose what is right between <<<<<<< and >>>>>>>, then delete the marks"
_OF_PROBLEMS = [ProblemRule(kind, _MESSAGE, _MEND) for kind in ("conflict-markers", "conflict-in-code")]


def _check(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each marker; those in code may be accepted."""
    return (finding for rule in _OF_PROBLEMS for finding in rule(document, settings))


RULE = Rule("NK111", "conflict-markers", __name__, _check)
