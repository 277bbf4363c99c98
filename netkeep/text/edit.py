"""Edits as splices: each returns the text of a file with only the necessary lines changed, and no other byte."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from netkeep.model.body import Body, LogEntry, Reminder, oldest_first
from netkeep.text.document import Document, read_document
from netkeep.text.framing import Frame
from netkeep.text.source import Source
from netkeep.text.tree import Mapping, Node, Scalar

_LINE_ENDS = re.compile(r"\r\n|\n|\r")
_NEXT_LINE = re.compile(r"(?:\r\n|\n|\r)([^\r\n]*)")
_OTHER_BLOCK = re.compile(r"[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|```|~~~|>|<!--")
_DOCUMENT_END = re.compile(r"^\.\.\.(?=\s)", re.MULTILINE)


class Splice(NamedTuple):
    """Replace ``text[start:end]`` by ``new``."""

    start: int
    end: int
    new: str


def apply(text: str, splices: Iterable[Splice]) -> str:
    """Return the text with all splices made; they may not overlap. Insertions at one place keep their order."""
    parts: list[str] = []
    at = 0
    for splice in sorted(splices, key=lambda splice: splice[:2]):
        parts += (text[at : splice.start], splice.new)
        at = splice.end
    return "".join([*parts, text[at:]])


def with_entry(document: Document, day: date, words: str) -> str:
    """Return the text with one more log entry; ``words`` is the entry from its date on.

    On top, or at the bottom where the log is kept oldest first, and always in the order of dates.
    """
    source, body = _parts(document)
    lines = _indented(words, source.newline)
    if body.log_at is None:
        return _appended(source, f"## Log{source.newline * 2}- {lines}")
    if not body.log:
        heading = body.log_at.end
        return apply(source.text, [Splice(heading, heading, f"{source.newline * 2}- {lines}")])
    return apply(source.text, [_between(source, body.log, day, lines)])


def with_entries(document: Document, drafts: Sequence[tuple[date, str]]) -> str:
    """Return the text with several more log entries, each a day and its words from the date on, added in turn."""
    text = _parts(document)[0].text
    for number, (day, words) in enumerate(drafts, 1):
        text = with_entry(document, day, words)
        if number < len(drafts):
            source, _ = _parts(document)
            document = read_document(document.path, source.encode(text), document.kind)
    return text


def _between(source: Source, log: tuple[LogEntry, ...], day: date, lines: str) -> Splice:
    bullet = source.text[log[0].span.start]
    gap = _gap(source, log)
    if oldest_first(log):
        earlier = [entry for entry in log if entry.date <= day]
        if not earlier:
            at = log[0].span.start
            return Splice(at, at, f"{bullet} {lines}{gap}")
        at = earlier[-1].span.end
        return Splice(at, at, f"{gap}{bullet} {lines}")
    older = next((entry for entry in log if entry.date <= day), None)
    if older is None:
        at = log[-1].span.end
        return Splice(at, at, f"{gap}{bullet} {lines}")
    return Splice(older.span.start, older.span.start, f"{bullet} {lines}{gap}")


def _gap(source: Source, log: tuple[LogEntry, ...]) -> str:
    """Return what stands between two entries: one line end, or two where the person leaves a blank line."""
    if len(log) > 1:
        between = source.text[log[0].span.end : log[1].span.start]
        if not between.strip() and len(_LINE_ENDS.findall(between)) > 1:
            return source.newline * 2
    return source.newline


def with_reminder(document: Document, words: str) -> str:
    """Return the text with one more reminder: below the last one, else above the log, else at the end."""
    source, body = _parts(document)
    log_start = body.log_at.start if body.log_at else None
    line = f"[ ] {_indented(words, source.newline)}"
    for reminder in reversed(body.reminders):
        bullet = source.text[reminder.span.start]
        # Below a reminder inside another list the new one would become a part of that list.
        if bullet in "-*+" and (log_start is None or reminder.span.start < log_start):
            at = _item_end(source.text, reminder.span.end)
            return apply(source.text, [Splice(at, at, f"{source.newline}{bullet} {line}")])
    if log_start is None:
        return _appended(source, f"- {line}")
    blank = "" if _ends_blank(source.text[:log_start]) else source.newline
    return apply(source.text, [Splice(log_start, log_start, f"{blank}- {line}{source.newline * 2}")])


def with_done(document: Document, reminder: Reminder) -> str:
    """Return the text with a reminder of the file ticked: its box, and no other byte."""
    source, _ = _parts(document)
    box = source.text.index("[ ]", *reminder.span) + 1
    return apply(source.text, [Splice(box, box + 1, "x")])


def _item_end(text: str, first_line_end: int) -> int:
    """Return the end of a top-level list item: of its continuation lines, and of paragraphs indented below it."""
    end, blank = first_line_end, False
    for line in _NEXT_LINE.finditer(text, first_line_end):
        words = line[1]
        if words.strip() and (_OTHER_BLOCK.match(words) or (blank and words[0] not in " \t")):
            break
        blank = not words.strip()
        end = end if blank else line.end()
    return end


def with_key(document: Document, key: str, value: str) -> str:
    """Return the text with a top-level key set; ``value`` is a YAML scalar as it is to be written."""
    source, frame, tree = _front(document)
    entry = next(((name, node) for name, node in tree.entries if name.value == key), None)
    if entry:
        return apply(source.text, [_replaced(source, *entry, value)])
    if tree.flow:
        at = tree.entries[-1][1].span.end if tree.entries else tree.span.start + 1
        return apply(source.text, [Splice(at, at, f"{', ' if tree.entries else ''}{key}: {value}")])
    _, column = source.position(tree.span.start)
    line = f"{' ' * (column - 1)}{key}: {value}{source.newline}"
    over = _DOCUMENT_END.search(source.text, tree.span.end, frame.yaml.end)
    at = over.start() if over else frame.yaml.end
    return apply(source.text, [Splice(at, at, line)])


def _replaced(source: Source, name: Scalar, node: Node, value: str) -> Splice:
    if isinstance(node, Scalar) and not node.value and not node.style:
        colon = source.text.find(":", name.span.end, node.span.end)
        at = name.span.end if colon < 0 else colon + 1
        return Splice(at, at, f": {value}" if colon < 0 else f" {value}")
    # The span of a block scalar reaches up to the next line, the span of any other to its last character.
    end = node.span.start + len(source.text[slice(*node.span)].rstrip("\r\n"))
    return Splice(node.span.start, end, value)


def _parts(document: Document) -> tuple[Source, Body]:
    if document.source is None or document.item is None:
        raise ValueError("only a file that could be read can be edited")
    return document.source, document.item.body


def _front(document: Document) -> tuple[Source, Frame, Mapping]:
    if document.source is None or document.frame is None or document.tree is None:
        raise ValueError("only a file that could be read can be edited")
    return document.source, document.frame, document.tree


def _indented(words: str, newline: str) -> str:
    lines = [line.strip() for line in words.splitlines()]
    return f"{newline}  ".join(line for line in lines if line)


def _appended(source: Source, lines: str) -> str:
    """Return the text with lines added after one blank line; a file without a final newline stays without one."""
    text, newline = source.text, source.newline
    if not text.endswith(("\n", "\r")):
        return f"{text}{newline * 2}{lines}"
    blank = "" if _ends_blank(text) else newline
    return f"{text}{blank}{lines}{newline}"


def _ends_blank(text: str) -> bool:
    return bool(re.search(r"(?:\r\n|\n|\r(?!\n))[ \t]*(?:\r\n|\n|\r)$", text))
