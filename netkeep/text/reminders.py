"""The grammar of a reminder: ``- [ ] YYYY-MM-DD text``, and the forms of Obsidian Tasks and Dataview.

Those are ``- [ ] text 📅 YYYY-MM-DD`` and ``- [ ] text [due:: YYYY-MM-DD]``, round brackets included.
"""

import re
from typing import NamedTuple

from netkeep.model.body import Span

_BOX = r"[ \t]*[-*+][ \t]+\[([ xX])\][ \t]+"
_DAY_FIRST = re.compile(rf"{_BOX}(\d+(?:-\d+)+|\d{{8}})(?:[ \t]+(.*))?[ \t]*")
_TASK = re.compile(rf"{_BOX}(.*)")
_DUE = re.compile(
    "(?:\U0001f4c5\ufe0f?[ \t]*(\\d{4}-\\d{2}-\\d{2})|[\\[(]due::[ \t]*(\\d{4}-\\d{2}-\\d{2})[ \t]*[\\])])"
)


class ReminderLine(NamedTuple):
    """A reminder as it stands in a line: ``day`` and ``words`` are places in it; the words can be in two pieces."""

    done: bool
    day: Span
    words: tuple[Span, ...]


def reminder_in(line: str) -> ReminderLine | None:
    """Return the reminder in a line; None for any other line."""
    if match := _DAY_FIRST.fullmatch(line):
        return ReminderLine(match[1] != " ", Span(*match.span(2)), (Span(*match.span(3)),) if match[3] else ())
    task = _TASK.fullmatch(line) if "due::" in line or "\U0001f4c5" in line else None
    due = _DUE.search(line, task.start(2)) if task else None
    if not task or not due:
        return None
    day = Span(*due.span(1 if due[1] else 2))
    end = max(task.start(2), len(line[: due.start()].rstrip(" \t")))
    return ReminderLine(task[1] != " ", day, (Span(task.start(2), end), Span(due.end(), len(line))))


def without_reminders(markdown: str) -> str:
    """Return a text without its reminder lines."""
    if "[" not in markdown:
        return markdown
    return "".join(line for line in markdown.splitlines(keepends=True) if not reminder_in(line.rstrip("\r\n")))
