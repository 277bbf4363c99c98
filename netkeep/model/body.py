"""The meaningful parts of a file's body: links, reminders and the log.

``Span`` gives places as character offsets into the whole text of the file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple


class Span(NamedTuple):
    """From ``start`` up to, not including, ``end``: character offsets into a file's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class WikiLink:
    """``[[id]]`` or ``[[id|text]]``; the span covers the brackets."""

    id: str
    text: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Reminder:
    """``- [ ] YYYY-MM-DD text``; done when it is ``- [x]``."""

    due: date
    text: str
    done: bool
    span: Span


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One thing that happened: ``- DATE KIND[ with LINK, LINK…][: TEXT]``."""

    date: date
    kind: str
    others: tuple[WikiLink, ...]
    text: str
    span: Span


def oldest_first(log: tuple[LogEntry, ...]) -> bool:
    """Return whether a log is oldest first: more of its steps go forward in time than back."""
    steps = [(later.date > earlier.date) - (later.date < earlier.date) for earlier, later in pairwise(log)]
    return sum(steps) > 0


@dataclass(frozen=True, slots=True)
class Body:
    """A file's Markdown, and its meaningful parts.

    ``prose`` is the text without its log; ``log`` keeps the order of the file; ``log_at`` spans the
    log's heading line and is None where there is no log.
    """

    text: str = ""
    prose: str = ""
    links: tuple[WikiLink, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    log: tuple[LogEntry, ...] = ()
    log_at: Span | None = None

    def texts(self) -> Iterator[str]:
        """Yield every piece of Markdown in it: prose, entries of the log, reminders."""
        yield self.prose
        yield from (entry.text for entry in self.log)
        yield from (reminder.text for reminder in self.reminders)
