"""Rewriting a single value: in the quotes that it has, and only if the new text fits its field."""

import re
from collections.abc import Callable
from typing import NamedTuple

from netkeep.check.fix import Fix, Swap
from netkeep.check.mend.nodes import fits, values, with_text
from netkeep.model.body import Span
from netkeep.text.document import Document
from netkeep.text.edit import Splice
from netkeep.text.problem import Problem
from netkeep.text.quote import quote
from netkeep.text.scalars import changed_by_others
from netkeep.text.tree import Scalar


class Meant(NamedTuple):
    """The text that a value is meant to be, and whether that is certain."""

    text: str
    certain: bool = True


_LIKE_A_DATE = re.compile(r"-{0,2}\d[\d-]*", re.ASCII)
Guess = Callable[[str, Document], Meant | None]
FixOf = Callable[[Problem], Fix | None]
Mender = Callable[[Document], FixOf]


def of_value(guess: Guess) -> Mender:
    """Return the mender of a rule about single values, given a function that guesses what a text is meant to be."""

    def mender(document: Document) -> FixOf:
        by_span = values(document)

        def fix_of(problem: Problem) -> Fix | None:
            value = by_span.get(problem.span)
            meant = guess(value[0].value.strip(), document) if value else None
            if not value or not meant or not fits(with_text(value[0], meant.text), value[1]):
                return None
            return in_place(document, value[0], meant.text, safe=meant.certain)

        return fix_of

    return mender


def in_place(document: Document, scalar: Scalar, text: str, *, safe: bool) -> Fix | None:
    """Return the fix that writes another text in place of a value; None if the value spans several lines."""
    new = written(document, scalar, text)
    if new is None or document.source is None:
        return None
    swap = Swap("value", document.source.text[slice(*scalar.span)], new)
    return Fix((Splice(*scalar.span, new),), safe, swaps=(swap,))


def written(document: Document, scalar: Scalar, text: str) -> str | None:
    """Return a text as it is written in the quotes of a value, or None if the value spans several lines."""
    if scalar.style in {"|", ">"} or not text.isprintable() or document.source is None:
        return None
    if any(sign in document.source.text[slice(*scalar.span)] for sign in "\r\n"):
        return None
    if scalar.style == "'":
        return "'" + text.replace("'", "''") + "'"
    if scalar.style == '"':
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return plain(text)


def plain(text: str) -> str:
    """Return a text without quotes if every reader gives it back; dates are written plain, as people do."""
    if _LIKE_A_DATE.fullmatch(text) and not changed_by_others(Scalar(Span(0, 0), text, "")):
        return text
    return quote(text)


def quoted(document: Document) -> FixOf:
    """Return a function that gives the fix to quote a plain value; not safe if the value may mean nothing at all."""
    by_span = values(document)

    def fix_of(problem: Problem) -> Fix | None:
        if problem.span not in by_span:
            return None
        new = f'"{by_span[problem.span][0].value}"'
        return Fix((Splice(*problem.span, new),), safe=problem.facts["other"] != "nothing at all")

    return fix_of
