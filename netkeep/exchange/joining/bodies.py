"""The text of two people's files joined: prose and reminders one after the other, two logs in one order."""

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
    """A body in three parts."""

    before: str
    log: _Log | None
    behind: str


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
    texts = [_text(mine.before), *map(_text, (theirs.before, theirs.behind)), log.strip("\r\n"), _text(mine.behind)]
    if texts[1:3] == ["", ""] and theirs.log is None:
        return document
    body = newline * 2 + (newline * 2).join(filter(None, texts)) + newline
    head = document.source.text[: document.frame.body].rstrip("\r\n")
    after = read_document(document.path, document.source.encode(head + body), document.kind)
    if not after.readable or not _same(document, other, after):
        raise RefusedError(
            f"nothing can be added to {document.path}: in one file the two texts would be read otherwise. "
            "Look for an unclosed code block or comment, or a line of the log that is no entry ('netkeep check')."
        )
    return after


def _parts(document: Document, newline: str = "") -> _Parts:
    """Take a body apart, with the line ends of another file where these are given."""
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
    return tuple(_Chunk(entry.date, _ends(one, newline)) for entry, one in zip(log, texts, strict=True))


def _ends(text: str, newline: str) -> str:
    """Return a text with these line ends; without any, as it is."""
    return newline.join(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")) if newline else text


def _joined(mine: _Log | None, theirs: _Log | None, newline: str) -> str:
    if mine is None or theirs is None:
        one = mine or theirs
        return one.head + "".join(chunk.text for chunk in one.chunks) if one else ""
    chunks = _in_order(mine, theirs)
    gap = _gap(mine.chunks, newline)
    loose = theirs.head.partition(newline)[2].strip("\r\n")
    head = mine.head.rstrip("\r\n") + newline * 2 + (loose + newline * 2 if loose else "")
    return head + gap.join(chunk.text.rstrip("\r\n") for chunk in chunks)


def _gap(chunks: Sequence[_Chunk], newline: str) -> str:
    """Return what stands between two entries: a blank line where the owner leaves one."""
    return newline * 2 if len(chunks) > 1 and chunks[0].text.endswith(newline * 2) else newline


def _in_order(mine: _Log, theirs: _Log) -> list[_Chunk]:
    """Put the entries of another log among one's own, which keep their order."""
    found = list(mine.chunks)
    known = Counter(chunk.text.strip() for chunk in mine.chunks)
    bullet = found[0].text[0] if found else theirs.chunks[0].text[0] if theirs.chunks else "-"
    newest_first = mine.newest_first if len(found) > 1 else theirs.newest_first
    new = theirs.chunks if theirs.newest_first == newest_first else theirs.chunks[::-1]
    for chunk in new if newest_first else new[::-1]:
        text = bullet + chunk.text[1:]
        if known[text.strip()]:
            known[text.strip()] -= 1
        else:
            found.insert(_place(found, chunk.day, newest_first=newest_first), _Chunk(chunk.day, text))
    return found


def _place(chunks: Sequence[_Chunk], day: date, *, newest_first: bool) -> int:
    """Return where a day belongs, below all of the same day where the newest comes first, else above them."""
    later = (chunk.day < day if newest_first else chunk.day >= day for chunk in chunks)
    return next((index for index, one in enumerate(later) if one), len(chunks))


def _text(part: str) -> str:
    return part.strip("\r\n") if part.strip() else ""


def _body(document: Document) -> Body:
    return document.item.body if document.item else Body()


def _same(one: Document, two: Document, after: Document) -> bool:
    """Return whether a file says all that two files say: every entry, reminder, link and line."""
    return all(not (read(one) | read(two)) - read(after) for read in (_entries, _reminders, _links, _lines))


def _entries(document: Document) -> Counter[object]:
    log = _body(document).log
    return Counter((entry.date, entry.kind, tuple(link.id for link in entry.others), entry.text) for entry in log)


def _reminders(document: Document) -> Counter[object]:
    return Counter((one.due, one.text, one.done) for one in _body(document).reminders)


def _links(document: Document) -> Counter[object]:
    return Counter(link.id for link in _body(document).links)


def _lines(document: Document) -> Counter[object]:
    text = document.source.text[document.frame.body :] if document.source and document.frame else ""
    lines = [line.strip().removeprefix("*").removeprefix("+").removeprefix("-") for line in text.splitlines()]
    return Counter(line for line in lines if line)
