"""The suppressions in a file: ``check_ignore`` for all of it, comments for a line."""

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
_CODES = re.compile(r" (NK\d{3}(?:[, ]+NK\d{3})*)(?:: [^\r\n]*)? ")  # a reason may follow after a colon
_CODE = re.compile(r"NK\d{3}")
_REST_OF_LINE = re.compile(r"[^\r\n]*")


class Comment(NamedTuple):
    """A comment and the codes it names, each with its place; no codes if it is malformed."""

    span: Span
    codes: tuple[tuple[str, Span], ...]


def comments(source: Source) -> Iterator[Comment]:
    """Yield the comments of a file that accept a code, or try to."""
    if _START not in source.text:
        return
    for match in _COMMENT.finditer(source.text):
        codes = _CODES.fullmatch(source.text, *match.span(1))
        matches = _CODE.finditer(source.text, *codes.span(1)) if codes else ()
        yield Comment(Span(*match.span()), tuple((code[0], Span(*code.span())) for code in matches))


def accepted_codes(document: Document) -> Iterator[Accepted]:
    """Yield the codes that are accepted, each with the line it is for and its place; a whole file is line 0.

    A comment alone on its line also counts for the next one. A file that cannot be read accepts nothing.
    """
    source = document.source
    if document.item is None or source is None:
        return
    for index, code in enumerate(document.item.check_ignore):
        yield Accepted(document.path, 0, code, _place(source, document.place("check_ignore", index)))
    for line, group in groupby(comments(source), key=lambda comment: source.position(comment.span.start)[0]):
        listed = list(group)
        alone = _alone(source, listed[0].span)  # once a line: there may be thousands on it
        for code, span in (named for comment in listed for named in comment.codes):
            yield Accepted(document.path, line, code, _place(source, span))
            if alone:
                yield Accepted(document.path, line + 1, code, _place(source, span))


def with_usage(codes: Sequence[Accepted], findings: Sequence[FindingRow]) -> tuple[Accepted, ...]:
    """Return the codes, each with the day until which it accepts something in its own file."""
    days: dict[tuple[int, str], str] = {}
    for finding in findings:
        for line in (0, finding.place.line):
            key = (line, finding.code)
            days[key] = max(days.get(key, ""), finding.until or FOREVER)
    return tuple(code._replace(used=code.used or days.get((code.line, code.code), "")) for code in codes)


def _alone(source: Source, span: Span) -> bool:
    """Return whether the line of the first such comment holds nothing but such comments."""
    lead = source.text[span.start - source.position(span.start)[1] + 1 : span.start]
    line = _REST_OF_LINE.match(source.text, span.start)
    return not lead.strip() and not _COMMENT.sub("", line[0] if line else "").strip()


def _place(source: Source, span: Span) -> Place:
    return Place(source.path, *source.position(span.start), *source.position(span.end))
