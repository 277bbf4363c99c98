"""The log: its entries in the order that it is kept in."""

from itertools import pairwise

from netkeep.check.fix import Fix
from netkeep.model.body import LogEntry, oldest_first
from netkeep.text.document import Document
from netkeep.text.edit import Splice


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
