"""Log entries in a cell, one below the other, written as in a file."""

import re
from datetime import date

from netkeep.exchange.cells import lines
from netkeep.model.body import LogEntry, Span
from netkeep.text.log import parse_entry

_BEGINS = re.compile(r"(?:[-*+][ \t]+)?\d{4}-\d{2}-\d{2}\s")


def entries(cell: str) -> list[tuple[date, str, str]] | None:
    """Give day, kind and text of each entry; None where anything else stands there.

    Who else was there stands before the text: an entry of an import belongs to one person.
    """
    found = []
    for chunk in _chunks(lines(cell)):
        entry = parse_entry(chunk, Span(0, len(chunk)))
        if not isinstance(entry, LogEntry):
            return None
        found.append((entry.date, entry.kind, with_others([link.id for link in entry.others], entry.text)))
    return found


def with_others(others: list[str], text: str) -> str:
    """Give the text of an entry, with links to whoever else was there before it."""
    there = ", ".join(f"[[{other}]]" for other in others)
    return ": ".join(part for part in (f"with {there}" if there else "", text) if part)


def _chunks(text: str) -> list[str]:
    """Part a text where a line begins with a day; indented lines continue an entry."""
    chunks: list[str] = []
    for line in text.split("\n"):
        if _BEGINS.match(line) or not chunks:
            chunks.append(line)
        else:
            chunks[-1] += "\n" + line
    return chunks
