"""The body of a file: wikilinks, reminders and the log, outside code and comments."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from netkeep.model.body import Body, LogEntry, Reminder, Span, WikiLink
from netkeep.model.dates import parse_date
from netkeep.text.log import ITEM, WIKILINK, as_link, parse_entry
from netkeep.text.problem import Problem

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?[ \t]*")
_REMINDER = re.compile(r"[ \t]*[-*+][ \t]+\[([ xX])\][ \t]+(\d[\d-]*\d)(?:[ \t]+(.*))?[ \t]*")
_TICKS = re.compile(r"`+")
_LOG_LEVEL = 2


class _Line(NamedTuple):
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class BodyReader:
    """Reads one body; ``problems`` holds what could not be read."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._start = start
        self.problems: list[Problem] = []

    def read(self) -> Body:
        """Give the body and everything in it that has a meaning."""
        lines = list(self._meaningful_lines())
        heading, log_lines, prose_lines = self._split_log(lines)
        # A reminder may stand anywhere, the log included; there it is no entry.
        reminders = tuple(reminder for line in lines if (reminder := self._reminder(line)))
        log = tuple(self._entries(log_lines)) if heading else ()
        return Body(
            text=self._text[self._start :],
            prose=self._prose(heading, log_lines, prose_lines),
            links=tuple(link for line in lines for link in self._links(line)),
            reminders=reminders,
            log=log,
            log_at=Span(heading.start, heading.end) if heading else None,
        )

    def _meaningful_lines(self) -> Iterator[_Line]:
        """Give every line that is not in a fenced code block or an HTML comment."""
        fence = ""
        comment = False
        at = self._start
        while at < len(self._text):
            match = _LINE.match(self._text, at)
            if match is None or match.end() == at:
                break
            line = _Line(at, match[1])
            at = match.end()
            if comment:
                comment = "-->" not in line.text
                continue
            fence, was_code = _fence_after(fence, line.text)
            if was_code:
                continue
            if line.text.lstrip().startswith("<!--"):
                comment = "-->" not in line.text
                continue
            yield line

    def _split_log(self, lines: list[_Line]) -> tuple[_Line | None, list[_Line], list[_Line]]:
        heading: _Line | None = None
        inside = False
        log: list[_Line] = []
        prose: list[_Line] = []
        for line in lines:
            level, title = _heading(line.text)
            if level == _LOG_LEVEL and title.casefold() == "log":
                if heading:
                    self.problems.append(Problem("second-log", Span(line.start, line.end)))
                heading, inside = heading or line, True
                continue
            if 0 < level <= _LOG_LEVEL:
                inside = False
            (log if inside else prose).append(line)
        return heading, log, prose

    def _prose(self, heading: _Line | None, log: list[_Line], prose: list[_Line]) -> str:
        """Give the text before and after the log, byte for byte (code blocks included)."""
        if heading is None:
            return self._text[self._start :]
        before = self._text[self._start : heading.start]
        last = log[-1].start if log else heading.start
        after = next((line.start for line in prose if line.start > last), len(self._text))
        return before + self._text[after:]

    def _entries(self, lines: list[_Line]) -> Iterator[LogEntry]:
        for span, first in self._items(lines):
            if _REMINDER.fullmatch(first):
                continue
            entry = parse_entry(self._text, span)
            if isinstance(entry, Problem):
                self.problems.append(entry)
            else:
                yield entry

    def _items(self, lines: list[_Line]) -> Iterator[tuple[Span, str]]:
        """Group a log's lines into list items; a line that belongs to none is a problem."""
        start: _Line | None = None
        end = 0
        for line in lines:
            if not line.text.strip() or _heading(line.text)[0]:
                continue
            if ITEM.match(line.text):
                if start:
                    yield Span(start.start, end), start.text
                start, end = line, line.end
            elif start and line.text[0] in " \t":
                end = line.end
            else:
                wanted = "every line of a log is an entry that begins with '- ' and a date, or is indented below one"
                self.problems.append(Problem("bad-log-entry", Span(line.start, line.end), {"wanted": wanted}))
        if start:
            yield Span(start.start, end), start.text

    def _reminder(self, line: _Line) -> Reminder | None:
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

    def _links(self, line: _Line) -> Iterator[WikiLink]:
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


def _fence_after(fence: str, line: str) -> tuple[str, bool]:
    """Give the fence open after this line, and whether the line is part of a code block (CommonMark 4.5)."""
    match = _FENCE.match(line)
    if not fence:
        opens = bool(match) and not (match is not None and match[1][0] == "`" and "`" in match[2])
        return (match[1], True) if match and opens else ("", False)
    closes = match and match[1].startswith(fence) and not match[2].strip()
    return ("" if closes else fence), True


def _heading(line: str) -> tuple[int, str]:
    match = _HEADING.fullmatch(line)
    if not match:
        return 0, ""
    title = (match[2] or "").strip()
    unclosed = title.rstrip("#")  # a closing run of # counts as one behind a blank only
    return len(match[1]), unclosed.rstrip() if unclosed[-1:] in {"", " ", "\t"} else title
