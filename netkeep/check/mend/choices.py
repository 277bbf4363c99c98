"""Fixes for a value that is nearly one of those the format knows."""

from netkeep.check.fix import Fix
from netkeep.check.mend.nodes import values
from netkeep.check.mend.slips import slip_of
from netkeep.check.mend.values import FixOf, in_place
from netkeep.check.mend.words import hyphened
from netkeep.text.document import Document
from netkeep.text.problem import Problem


def choice(document: Document) -> FixOf:
    """Return a function that gives the known value: safe if only case, blanks or hyphens differ, not one letter."""
    by_span = values(document)

    def fix_of(problem: Problem) -> Fix | None:
        if problem.span not in by_span:
            return None
        scalar, shape = by_span[problem.span]
        same = hyphened(scalar.value)
        known_as = {option.replace("-", " "): option for option in shape.choices}
        near = same if same in shape.choices else known_as.get(slip_of(same.replace("-", " "), tuple(known_as)) or "")
        return in_place(document, scalar, near, safe=near == same) if near else None

    return fix_of
