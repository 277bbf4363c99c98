"""Fixes for what is nearly a log's heading or a reminder: only signs and blanks change, no word."""

from netkeep.check.fix import Fix, Swap
from netkeep.check.mend.values import FixOf
from netkeep.text.document import Document
from netkeep.text.edit import Splice
from netkeep.text.problem import Problem

_HEADING = "## Log"


def heading(document: Document) -> FixOf:
    """Return a function that gives the fix for a heading that is nearly a log's; unsafe, as it may be another one."""
    text = document.source.text if document.source else ""

    def fix_of(problem: Problem) -> Fix | None:
        if not problem.facts["seen"].startswith("this heading") or text[slice(*problem.span)][:1] in " \t>":
            return None
        swap = Swap("heading", text[slice(*problem.span)], _HEADING)
        return Fix((Splice(*problem.span, _HEADING),), safe=False, swaps=(swap,))

    return fix_of


def reminder(document: Document) -> FixOf:
    """Return a function that gives the fix for a line that is nearly a reminder; unsafe, as it may be a quotation."""
    del document

    def fix_of(problem: Problem) -> Fix | None:
        instead = problem.facts["instead"]
        return Fix((Splice(*problem.span, instead),), safe=False) if instead else None

    return fix_of
