"""A character that nobody can see: zero-width, bidirectional control, or another control character.

Such characters make two names that look alike different, hide text, and turn what one reads around
(see the "Trojan Source" attacks). They come in by copying from web pages and chats.
The joiners that Persian, Indic scripts and emoji need are left alone.

Bad: a name with a zero-width space (U+200B) at its end.

Good: the same name without it.

To mend: delete the character.
"""

from collections.abc import Callable

from netkeep.check.fix import Fix
from netkeep.check.rule import ProblemRule, Rule
from netkeep.text.document import Document
from netkeep.text.edit import Splice
from netkeep.text.problem import Problem

_DIVIDES_LINES = frozenset("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")


def _without(document: Document) -> Callable[[Problem], Fix | None]:
    """Return a function that gives the fix to delete one; if some programs divide lines at it, a blank replaces it."""
    text = document.source.text if document.source else ""
    # Too many to have counted them all: this is no contact's file, and each deletion would bring up another one.
    uncounted = any(problem.facts.get("character", "").endswith("more below") for problem in document.problems)

    def fix_of(problem: Problem) -> Fix | None:
        if uncounted:
            return None
        divides = not _DIVIDES_LINES.isdisjoint(text[slice(*problem.span)])
        return Fix((Splice(*problem.span, " " if divides else ""),), safe=not divides)

    return fix_of


RULE = Rule(
    "NK112",
    "invisible-character",
    __name__,
    ProblemRule(
        "invisible-character",
        "an invisible character ({character})",
        "delete it: it was copied from elsewhere",
        _without,
    ),
    fixes="safe",
)
