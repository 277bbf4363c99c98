"""Fixes for the log: entries in the right order, and days in the right form."""

import re
from itertools import pairwise

from netkeep.check.fix import Fix, Swap
from netkeep.check.mend.times import day
from netkeep.check.mend.values import FixOf
from netkeep.model.body import LogEntry, oldest_first
from netkeep.text.document import Document
from netkeep.text.edit import Splice
from netkeep.text.problem import Problem

_DAY = re.compile(r"\d[\d./-]{6,9}(?=[\s:]|\Z)", re.ASCII)


def sortable(document: Document) -> bool:
    """Return whether the log can be sorted: not if text between two entries could belong to either of them."""
    source, log = document.source, document.item.body.log if document.item else ()
    gaps = ((above.span.end, entry.span.start) for above, entry in pairwise(log))
    return source is not None and not any(source.text[slice(*gap)].strip() for gap in gaps)


def in_order(document: Document) -> Fix | None:
    """Return the fix that sorts all entries, each byte for byte; those of the same day keep their order."""
    text, log = document.source.text if document.source else "", document.item.body.log if document.item else ()
    if not sortable(document):
        return None
    pairs = zip(log, sorted(log, key=_date, reverse=not oldest_first(log)), strict=True)
    moves = [
        (place.span, text[slice(*place.span)], text[slice(*entry.span)]) for place, entry in pairs if place is not entry
    ]
    splices = tuple(Splice(*span, new) for span, _, new in moves)
    return Fix(splices, swaps=tuple(Swap("moved", old, new) for _, old, new in moves))


def _date(entry: LogEntry) -> str:
    return entry.date.isoformat()


def dated(document: Document) -> FixOf:
    """Return a function that gives the fix for the day of an entry or reminder, if the order of its parts is clear."""
    text = document.source.text if document.source else ""

    def fix_of(problem: Problem) -> Fix | None:
        match = _DAY.match(text, *problem.span)
        meant = day(match[0], document) if match else None
        if not match or not meant or meant.text == match[0]:
            return None
        return Fix((Splice(*match.span(), meant.text),), swaps=(Swap("day", match[0], meant.text),))

    return fix_of
