"""Log entries in a cell, one below the other, written as in a file."""

import re
from datetime import date
from typing import NamedTuple

from netkeep.exchange.cells import lines
from netkeep.model.body import LogEntry, Span
from netkeep.text.log import parse_entry
from netkeep.text.markdown import blanked, hidden

_BEGINS = re.compile(r"(?:[-*+][ \t]+)?\d{4}-\d{2}-\d{2}\s")


class Written(NamedTuple):
    """An entry as it stands in a log; ``others`` are the ids of who was there too."""

    day: date
    kind: str
    text: str
    others: tuple[str, ...] = ()


def entries(cell: str) -> list[Written] | None:
    """Return each entry; None where anything else stands there."""
    found = []
    for chunk in _chunks(lines(cell)):
        comments = hidden(chunk).comments
        entry = parse_entry(chunk, Span(0, len(chunk)), comments, blanked(chunk, comments))
        if not isinstance(entry, LogEntry):
            return None
        found.append(Written(entry.date, entry.kind, entry.text, tuple(link.id for link in entry.others)))
    return found


def _chunks(text: str) -> list[str]:
    """Part a text where a line begins with a day; indented lines continue an entry."""
    chunks: list[str] = []
    for line in text.split("\n"):
        if _BEGINS.match(line) or not chunks:
            chunks.append(line)
        else:
            chunks[-1] += "\n" + line
    return chunks
