"""A value that is nearly one of those the format knows."""

from netkeep.check.fix import Fix
from netkeep.check.mend.nodes import value_at
from netkeep.check.mend.values import in_place
from netkeep.check.mend.words import hyphened
from netkeep.text.document import Document
from netkeep.text.problem import Problem


def choice(document: Document, problem: Problem) -> Fix | None:
    """Give the known value: certain where only case, blanks or hyphens differ, else the one that looks most like it."""
    found = value_at(document, problem.span)
    if not found:
        return None
    same = hyphened(found[0].value)
    if same in found[1].choices:
        return in_place(document, found[0], same, safe=True)
    near = problem.facts.get("near")
    return in_place(document, found[0], near, safe=False) if near else None
