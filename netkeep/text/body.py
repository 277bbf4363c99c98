"""The body of a file: wikilinks, reminders and the log, outside code and comments."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from netkeep.model.body import Body, LogEntry, Reminder, Span, WikiLink
from netkeep.model.dates import parse_date
from netkeep.text.lines import Line, LineKind, lines_of
from netkeep.text.log import ITEM, WIKILINK, as_link, parse_entry
from netkeep.text.problem import Problem

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?[ \t]*")
_REMINDER = re.compile(r"[ \t]*[-*+][ \t]+\[([ xX])\][ \t]+(\d+(?:-\d+)+|\d{8})(?:[ \t]+(.*))?[ \t]*")
_TICKS = re.compile(r"`+")
_LOG_LEVEL = 2
_NO_ENTRY = "every line of a log is an entry that begins with '- ' and a date, or is indented below one"


class _Section(NamedTuple):
    """A part of the body: its lines, and where it starts and ends; without ``end`` it reaches to the file's end."""

    start: int
    lines: list[Line]
    end: int | None = None


class BodyReader:
    """Reads one body; ``problems`` holds what could not be read."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._start = start
        self.problems: list[Problem] = []

    def read(self) -> Body:
        """Give the body and everything in it that has a meaning."""
        lines = list(lines_of(self._text, self._start))
        plain = [line for line in lines if line.kind is LineKind.PLAIN]
        sections = self._log_sections(lines)
        heading = sections[0].lines[0] if sections else None
        return Body(
            text=self._text[self._start :],
            prose=self._prose(sections),
            links=tuple(link for line in plain for link in self._links(line)),
            # A reminder may stand anywhere, the log included; there it is no entry.
            reminders=tuple(reminder for line in plain if (reminder := self._reminder(line))),
            log=tuple(entry for section in sections for entry in self._entries(section.lines[1:])),
            log_at=Span(heading.start, heading.end) if heading else None,
        )

    def _log_sections(self, lines: list[Line]) -> list[_Section]:
        """Give the log, heading and all; one file ought to have one, but what stands below a second is not lost."""
        sections: list[_Section] = []
        inside = False
        for line in lines:
            level, title = _heading(line)
            if level == _LOG_LEVEL and title.casefold() == "log":
                if sections:
                    self.problems.append(Problem("second-log", Span(line.start, line.end)))
                sections.append(_Section(line.start, []))
                inside = True
            elif 0 < level <= _LOG_LEVEL and inside:
                sections[-1] = sections[-1]._replace(end=line.start)
                inside = False
            if inside:
                sections[-1].lines.append(line)
        return sections

    def _prose(self, sections: list[_Section]) -> str:
        """Give the text around the log, byte for byte (code blocks included)."""
        kept: list[str] = []
        at = self._start
        for section in sections:
            kept.append(self._text[at : section.start])
            at = len(self._text) if section.end is None else section.end
        return "".join([*kept, self._text[at:]])

    def _entries(self, lines: list[Line]) -> Iterator[LogEntry]:
        for span, first in self._items(lines):
            if _REMINDER.fullmatch(first):
                continue
            entry = parse_entry(self._text, span)
            if isinstance(entry, Problem):
                self.problems.append(entry)
            else:
                yield entry

    def _items(self, lines: list[Line]) -> Iterator[tuple[Span, str]]:
        """Group a log's lines into list items; a line that belongs to none is a problem."""
        start: Line | None = None
        end = 0
        for line in lines:
            if not line.text.strip():
                continue
            if start and not line.indented:
                yield Span(start.start, end), start.text
                start = None
            plain = line.kind is LineKind.PLAIN
            if plain and ITEM.match(line.text):
                start = line
            if start:
                end = line.end
            elif plain and not _heading(line)[0] and not _REMINDER.fullmatch(line.text):
                self.problems.append(Problem("bad-log-entry", Span(line.start, line.end), {"wanted": _NO_ENTRY}))
        if start:
            yield Span(start.start, end), start.text

    def _reminder(self, line: Line) -> Reminder | None:
        match = _REMINDER.fullmatch(line.text)
        if not match:
            return None
        span = Span(line.start + match.start(2), line.start + match.end(2))
        try:
            due = parse_date(match[2])
        except ValueError as error:
            self.problems.append(Problem("bad-reminder", span, {"wanted": str(error)}))
            return None
        return Reminder(due, (match[3] or "").rstrip(" \t"), match[1] != " ", Span(line.start, line.end))

    def _links(self, line: Line) -> Iterator[WikiLink]:
        if "[[" not in line.text:
            return
        blanked = _blank_code(line.text)
        for match in WIKILINK.finditer(blanked):
            link = as_link(match)
            if not link.id or blanked[match.start() - 1 : match.start()] == "!":
                continue  # a heading of the same file, or a picture embedded as Obsidian does
            yield WikiLink(link.id, link.text, Span(line.start + link.span.start, line.start + link.span.end))


def _blank_code(line: str) -> str:
    """Blank out code spans: from a run of backticks to the next run as long (CommonMark 6.1), in linear time."""
    runs = [match.span() for match in _TICKS.finditer(line)]
    closing: dict[int, int] = {}  # by length, the nearest run to the right
    ends: dict[int, int] = {}
    for start, end in reversed(runs):
        if end - start in closing:
            ends[start] = closing[end - start]
        closing[end - start] = end
    parts: list[str] = []
    at = 0
    for start, _ in runs:
        if start >= at and start in ends:
            parts += [line[at:start], " " * (ends[start] - start)]
            at = ends[start]
    return "".join([*parts, line[at:]])


def _heading(line: Line) -> tuple[int, str]:
    match = _HEADING.fullmatch(line.text) if line.kind is LineKind.PLAIN and not line.nested else None
    if not match:
        return 0, ""
    title = (match[2] or "").strip()
    unclosed = title.rstrip("#")  # a closing run of # counts as one behind a blank only
    return len(match[1]), unclosed.rstrip() if unclosed[-1:] in {"", " ", "\t"} else title
