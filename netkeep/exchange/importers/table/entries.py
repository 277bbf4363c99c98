"""Log entries in a cell, one below another, written as in a file of the vault."""

import re
from datetime import date
from typing import NamedTuple

from netkeep.exchange.cells import lines
from netkeep.model.body import LogEntry, Span
from netkeep.text.log import parse_entry
from netkeep.text.markdown import blanked, hidden

_BEGINS = re.compile(r"(?:[-*+][ \t]+)?\d{4}-\d{2}-\d{2}\s")


class Written(NamedTuple):
    """A log entry as it is written; ``others`` are the ids of who else was there."""

    day: date
    kind: str
    text: str
    others: tuple[str, ...] = ()


def entries(cell: str) -> list[Written] | None:
    """Return the entries of a cell; None if it holds anything else."""
    written = []
    for chunk in _chunks(lines(cell)):
        comments = hidden(chunk).comments
        entry = parse_entry(chunk, Span(0, len(chunk)), comments, blanked(chunk, comments))
        if not isinstance(entry, LogEntry):
            return None
        written.append(Written(entry.date, entry.kind, entry.text, tuple(link.id for link in entry.others)))
    return written


def _chunks(text: str) -> list[str]:
    """Split a text at lines that begin with a day; other lines continue an entry."""
    chunks: list[str] = []
    for line in text.split("\n"):
        if _BEGINS.match(line) or not chunks:
            chunks.append(line)
        else:
            chunks[-1] += "\n" + line
    return chunks
