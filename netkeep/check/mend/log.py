"""The log: its entries in the order that it is kept in, and days as the log has them."""

import re
from itertools import pairwise

from netkeep.check.fix import Fix
from netkeep.check.mend.times import day
from netkeep.model.body import LogEntry, oldest_first
from netkeep.text.document import Document
from netkeep.text.edit import Splice
from netkeep.text.problem import Problem

_DAY = re.compile(r"\d[\d./-]{6,9}(?=[\s:]|\Z)", re.ASCII)


def in_order(document: Document) -> Fix | None:
    """Give the fix that puts all entries in order, each with every byte of its lines; entries of one day keep theirs.

    Where anything but blank lines stands between two entries, it is not said to which of them it belongs: None.
    """
    source, log = document.source, document.item.body.log if document.item else ()
    if source is None or any(source.text[above.span.end : entry.span.start].strip() for above, entry in pairwise(log)):
        return None
    sorted_log = sorted(log, key=_date, reverse=not oldest_first(log))
    moved = [(place, entry) for place, entry in zip(log, sorted_log, strict=True) if place is not entry]
    return Fix(tuple(Splice(*place.span, source.text[slice(*entry.span)]) for place, entry in moved))


def _date(entry: LogEntry) -> str:
    return entry.date.isoformat()


def dated(document: Document, problem: Problem) -> Fix | None:
    """Write the day at the beginning of an entry or reminder as YYYY-MM-DD, where the order of its parts is plain."""
    found = _DAY.match(document.source.text, *problem.span) if document.source else None
    meant = day(found[0], document) if found else None
    return Fix((Splice(*found.span(), meant.text),)) if found and meant and meant.text != found[0] else None
