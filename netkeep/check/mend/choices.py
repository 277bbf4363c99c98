"""A value that is nearly one of those the format knows."""

from netkeep.check.fix import Fix
from netkeep.check.mend.nodes import values
from netkeep.check.mend.slips import slip_of
from netkeep.check.mend.values import FixOf, in_place
from netkeep.check.mend.words import hyphened
from netkeep.text.document import Document
from netkeep.text.problem import Problem


def choice(document: Document) -> FixOf:
    """Return the known value: certain where only case, blanks or hyphens differ, else where one letter does."""
    known = values(document)

    def fix_of(problem: Problem) -> Fix | None:
        if problem.span not in known:
            return None
        scalar, shape = known[problem.span]
        same = hyphened(scalar.value)
        known_as = {one.replace("-", " "): one for one in shape.choices}
        near = same if same in shape.choices else known_as.get(slip_of(same.replace("-", " "), tuple(known_as)) or "")
        return in_place(document, scalar, near, safe=near == same) if near else None

    return fix_of
