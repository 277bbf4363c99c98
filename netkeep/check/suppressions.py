"""What the owner accepts in a file: ``check_ignore`` for all of it, comments for a line."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from netkeep.model.body import Span
from netkeep.store.index.rows import FOREVER, Accepted, FindingRow, Place
from netkeep.text.document import Document
from netkeep.text.source import Source

_START = "<!-- netkeep: ignore"
_COMMENT = re.compile(r"<!-- netkeep: ignore\b((?:(?!<!--|-->)[^\r\n])*)-->")  # linear: it ends where another begins
_CODES = re.compile(r" (NK\d{3}(?:[, ]+NK\d{3})*)(?:: [^\r\n]*)? ")  # behind a colon may stand why
_CODE = re.compile(r"NK\d{3}")
_REST_OF_LINE = re.compile(r"[^\r\n]*")


class Comment(NamedTuple):
    """A comment and the codes it names, each with its place; no codes where it is not written as it ought to be."""

    span: Span
    codes: tuple[tuple[str, Span], ...]


def comments(source: Source) -> Iterator[Comment]:
    """Yield the comments of a file that accept something, or mean to."""
    if _START not in source.text:
        return
    for match in _COMMENT.finditer(source.text):
        codes = _CODES.fullmatch(source.text, *match.span(1))
        found = _CODE.finditer(source.text, *codes.span(1)) if codes else ()
        yield Comment(Span(*match.span()), tuple((code[0], Span(*code.span())) for code in found))


def accepted(document: Document) -> Iterator[Accepted]:
    """Yield the codes that are accepted, each with the line it is for and its place; a whole file is line 0.

    A comment alone on its line speaks for the next one too. What cannot be read accepts nothing.
    """
    source = document.source
    if document.item is None or source is None:
        return
    for index, code in enumerate(document.item.check_ignore):
        yield Accepted(document.path, 0, code, _place(source, document.place("check_ignore", index)))
    for line, found in groupby(comments(source), key=lambda comment: source.position(comment.span.start)[0]):
        listed = list(found)
        alone = _alone(source, listed[0].span)  # once a line: there may be thousands on it
        for code, span in (one for comment in listed for one in comment.codes):
            yield Accepted(document.path, line, code, _place(source, span))
            if alone:
                yield Accepted(document.path, line + 1, code, _place(source, span))


def used(codes: Sequence[Accepted], findings: Sequence[FindingRow]) -> tuple[Accepted, ...]:
    """Note for each code until which day it accepts something in its own file."""
    days: dict[tuple[int, str], str] = {}
    for found in findings:
        for line in (0, found.place.line):
            key = (line, found.code)
            days[key] = max(days.get(key, ""), found.until or FOREVER)
    return tuple(one._replace(used=one.used or days.get((one.line, one.code), "")) for one in codes)


def _alone(source: Source, span: Span) -> bool:
    """Return whether nothing but comments of this kind stands on the line of the first of them."""
    before = source.text[span.start - source.position(span.start)[1] + 1 : span.start]
    line = _REST_OF_LINE.match(source.text, span.start)
    return not before.strip() and not _COMMENT.sub("", line[0] if line else "").strip()


def _place(source: Source, span: Span) -> Place:
    return Place(source.path, *source.position(span.start), *source.position(span.end))
