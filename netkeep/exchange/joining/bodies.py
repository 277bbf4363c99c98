"""Joining the text of two people's files: prose and reminders one after the other, two logs in one order."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from netkeep.errors import RefusedError
from netkeep.model.body import Body, LogEntry, oldest_first
from netkeep.text.document import Document, read_document


class _Chunk(NamedTuple):
    """A log entry as it stands in its file, with whatever belongs to no entry below it."""

    day: date
    text: str


class _Log(NamedTuple):
    """A log as it stands in its file: ``head`` is its heading, and what comes before the first entry."""

    head: str
    chunks: tuple[_Chunk, ...]
    newest_first: bool


class _Parts(NamedTuple):
    """A body in three parts: the text above the log, the log, and the text below it."""

    above: str
    log: _Log | None
    below: str


def with_body(document: Document, other: Document) -> Document:
    """Return a file with the text of another one added: every line of both is in it.

    An entry that stands in both logs, word for word, is kept once. Raises :class:`RefusedError` where one of the texts
    would not be read as it is now, such as below a code block that is never closed.
    """
    if document.source is None or document.frame is None:
        raise RefusedError(f"{document.path} cannot be read; run 'netkeep check {document.path}'")
    newline = document.source.newline
    mine, theirs = _parts(document), _parts(other, newline)
    log = _joined(mine.log, theirs.log, newline)
    texts = [_text(mine.above), *map(_text, (theirs.above, theirs.below)), log.strip("\r\n"), _text(mine.below)]
    if texts[1:3] == ["", ""] and theirs.log is None:
        return document
    body = newline * 2 + (newline * 2).join(filter(None, texts)) + newline
    head = document.source.text[: document.frame.body].rstrip("\r\n")
    result = read_document(document.path, document.source.encode(head + body), document.kind)
    if not result.readable or not _same(document, other, result):
        raise RefusedError(
            f"nothing can be added to {document.path}: in one file the two texts would be read differently. "
            "Look for an unclosed code block or comment, or a line of the log that is no entry ('netkeep check')."
        )
    return result


def _parts(document: Document, newline: str = "") -> _Parts:
    """Split a body into its parts, with the given line ends if any."""
    text, body = document.source.text if document.source else "", _body(document)
    if any(problem.kind == "second-log" for problem in document.problems):
        raise RefusedError(f"{document.path} has two logs; put them together first ('netkeep edit')")
    if body.log_at is None:
        return _Parts(_ends(body.text, newline), None, "")
    start = len(text) - len(body.text)
    end = body.log_at.start + len(body.text) - len(body.prose)
    head_end = body.log[0].span.start if body.log else end
    chunks = _chunks(text, body.log, end, newline)
    log = _Log(_ends(text[body.log_at.start : head_end], newline), chunks, not oldest_first(body.log))
    return _Parts(_ends(text[start : body.log_at.start], newline), log, _ends(text[end:], newline))


def _chunks(text: str, log: tuple[LogEntry, ...], end: int, newline: str) -> tuple[_Chunk, ...]:
    ends = [*(entry.span.start for entry in log[1:]), end]
    texts = (text[entry.span.start : upto] for entry, upto in zip(log, ends, strict=False))
    return tuple(_Chunk(entry.date, _ends(chunk, newline)) for entry, chunk in zip(log, texts, strict=True))


def _ends(text: str, newline: str) -> str:
    """Return a text with these line ends; without any, as it is."""
    return newline.join(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")) if newline else text


def _joined(mine: _Log | None, theirs: _Log | None, newline: str) -> str:
    if mine is None or theirs is None:
        only = mine or theirs
        return only.head + "".join(chunk.text for chunk in only.chunks) if only else ""
    chunks = _in_order(mine, theirs)
    gap = _gap(mine.chunks, newline)
    loose = theirs.head.partition(newline)[2].strip("\r\n")
    head = mine.head.rstrip("\r\n") + newline * 2 + (loose + newline * 2 if loose else "")
    return head + gap.join(chunk.text.rstrip("\r\n") for chunk in chunks)


def _gap(chunks: Sequence[_Chunk], newline: str) -> str:
    """Return what stands between two entries: a blank line where the owner leaves one."""
    return newline * 2 if len(chunks) > 1 and chunks[0].text.endswith(newline * 2) else newline


def _in_order(mine: _Log, theirs: _Log) -> list[_Chunk]:
    """Insert the entries of another log into one's own, which keeps its order."""
    chunks = list(mine.chunks)
    own_texts = Counter(chunk.text.strip() for chunk in mine.chunks)
    bullet = chunks[0].text[0] if chunks else theirs.chunks[0].text[0] if theirs.chunks else "-"
    newest_first = mine.newest_first if len(chunks) > 1 else theirs.newest_first
    new = theirs.chunks if theirs.newest_first == newest_first else theirs.chunks[::-1]
    for chunk in new if newest_first else new[::-1]:
        text = bullet + chunk.text[1:]
        if own_texts[text.strip()]:
            own_texts[text.strip()] -= 1
        else:
            chunks.insert(_place(chunks, chunk.day, newest_first=newest_first), _Chunk(chunk.day, text))
    return chunks


def _place(chunks: Sequence[_Chunk], day: date, *, newest_first: bool) -> int:
    """Return the place of a day: below entries of the same day where the newest comes first, else above them."""
    later = (chunk.day < day if newest_first else chunk.day >= day for chunk in chunks)
    return next((index for index, is_later in enumerate(later) if is_later), len(chunks))


def _text(part: str) -> str:
    return part.strip("\r\n") if part.strip() else ""


def _body(document: Document) -> Body:
    return document.item.body if document.item else Body()


def _same(first: Document, second: Document, result: Document) -> bool:
    """Return whether a file has every entry, reminder, link and line of two files."""
    return all(not (read(first) | read(second)) - read(result) for read in (_entries, _reminders, _links, _lines))


def _entries(document: Document) -> Counter[object]:
    log = _body(document).log
    return Counter((entry.date, entry.kind, tuple(link.id for link in entry.others), entry.text) for entry in log)


def _reminders(document: Document) -> Counter[object]:
    return Counter((reminder.due, reminder.text, reminder.done) for reminder in _body(document).reminders)


def _links(document: Document) -> Counter[object]:
    return Counter(link.id for link in _body(document).links)


def _lines(document: Document) -> Counter[object]:
    text = document.source.text[document.frame.body :] if document.source and document.frame else ""
    lines = [line.strip().removeprefix("*").removeprefix("+").removeprefix("-") for line in text.splitlines()]
    return Counter(line for line in lines if line)
