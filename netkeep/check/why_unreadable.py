"""The reasons why a file cannot be read, in the words of the rules."""

from collections.abc import Iterator

from netkeep.check.analysis import analyse
from netkeep.check.registry import RULES
from netkeep.check.rule import ProblemRule
from netkeep.config import Settings
from netkeep.text.document import Document
from netkeep.text.problem import UNREADABLE

_KINDS = {rule.code: rule.in_file.kind if isinstance(rule.in_file, ProblemRule) else rule.name for rule in RULES}
_CODES = {code for code, kind in _KINDS.items() if kind in UNREADABLE}


def why_unreadable(document: Document) -> Iterator[str]:
    """Yield the findings that make a file unreadable, each with its place and how to mend it."""
    for row in analyse(document, Settings()).findings:
        if row.code in _CODES:
            yield f"{row.place.path}:{row.place.line}:{row.place.column}: {row.code} {row.message}; {row.help}"
