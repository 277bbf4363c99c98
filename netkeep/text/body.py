"""Reading the body of a file: wikilinks, reminders and the log, outside code and comments."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from netkeep.model.body import Body, LogEntry, Reminder, Span, WikiLink
from netkeep.model.dates import parse_date
from netkeep.text.lines import Line, LineKind, lines_of
from netkeep.text.links import ANY_LINK, body_link
from netkeep.text.log import ITEM, parse_entry
from netkeep.text.markdown import Hidden, blanked, hidden, without
from netkeep.text.near import near_logs, near_reminder
from netkeep.text.problem import Problem
from netkeep.text.reminders import reminder_in

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?[ \t]*")
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
        self._shown = text  # with blanks in the place of comments
        self._comments: list[Span] = []
        self.problems: list[Problem] = []

    def read(self) -> Body:
        """Return the body with its links, its reminders and its log."""
        text = self._text[self._start :]
        concealed = hidden(text)
        self._comments = [Span(self._start + start, self._start + end) for start, end in concealed.comments]
        self._shown = blanked(self._text, self._comments)
        lines = list(lines_of(text, self._start, concealed, self._shown[self._start :]))
        self._report_hidden(concealed)
        sections = self._log_sections(lines)
        self.problems += near_logs(lines, [line for section in sections for line in section.lines])
        heading = sections[0].lines[0] if sections else None
        return Body(
            text=text,
            prose=self._prose(sections),
            links=tuple(link for line in lines if "[" in line.shown for link in self._links(line)),
            # A reminder may stand anywhere, the log included; there it is no entry.
            reminders=tuple(reminder for line in lines if "[" in line.text and (reminder := self._reminder(line))),
            log=tuple(entry for section in sections for entry in self._entries(section.lines[1:])),
            log_at=Span(heading.start, heading.end) if heading else None,
        )

    def _report_hidden(self, concealed: Hidden) -> None:
        """Add the problems of code and comments: one that is never closed, and one nested too deep."""
        if concealed.unclosed:
            is_code = self._text[self._start + concealed.unclosed.start] in "`~ \t->*+0123456789"
            facts = {"what": "code block" if is_code else "comment"}
            self.problems.append(Problem("unclosed-block", _moved(concealed.unclosed, self._start), facts))
        if concealed.too_deep:
            self.problems.append(Problem("nested-too-deep", _moved(concealed.too_deep, self._start)))

    def _log_sections(self, lines: list[Line]) -> list[_Section]:
        """Return the log with its heading; a file should have one, but entries below a second one are not lost."""
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
        """Return the text around the log, byte for byte (code blocks included)."""
        kept: list[str] = []
        at = self._start
        for section in sections:
            kept.append(self._text[at : section.start])
            at = len(self._text) if section.end is None else section.end
        return "".join([*kept, self._text[at:]])

    def _entries(self, lines: list[Line]) -> Iterator[LogEntry]:
        for span, first in self._items(lines):
            if "[" in first and reminder_in(first):
                continue
            entry = parse_entry(self._text, span, self._comments, self._shown)
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
            elif plain and not _heading(line)[0] and not reminder_in(line.text):
                self.problems.append(Problem("bad-log-entry", Span(line.start, line.end), {"wanted": _NO_ENTRY}))
        if start:
            yield Span(start.start, end), start.text

    def _reminder(self, line: Line) -> Reminder | None:
        # Indented by four blanks it is still a reminder, although Markdown sees code in it.
        reminder = reminder_in(line.text) if line.kind in {LineKind.PLAIN, LineKind.INDENTED} else None
        if not reminder:
            if near := near_reminder(line):
                self.problems.append(near)
            return None
        span = _moved(reminder.day, line.start)
        try:
            due = parse_date(self._text[slice(*span)])
        except ValueError as error:
            self.problems.append(Problem("bad-reminder", span, {"wanted": str(error)}))
            return None
        pieces = (without(self._text, _moved(words, line.start), self._comments) for words in reminder.words)
        text = "".join(pieces).strip(" \t")
        return Reminder(due, text, reminder.done, Span(line.start, line.end))

    @staticmethod
    def _links(line: Line) -> Iterator[WikiLink]:
        links = (body_link(match, line.start) for match in ANY_LINK.finditer(line.shown))
        return (link for link in links if link.id)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _heading(line: Line) -> tuple[int, str]:
    match = _HEADING.fullmatch(line.shown) if line.kind is LineKind.PLAIN and not line.nested else None
    if not match:
        return 0, ""
    title = (match[2] or "").strip()
    unclosed = title.rstrip("#")  # a closing run of # counts as one behind a blank only
    return len(match[1]), unclosed.rstrip() if unclosed[-1:] in {"", " ", "\t"} else title
