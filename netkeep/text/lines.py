"""The lines of a body by kind: netkeep reads nothing from code and comments."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from netkeep.model.body import Span
from netkeep.text.markdown import Hidden, blanked

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")


class LineKind(Enum):
    """What a line is part of."""

    PLAIN = "plain"
    CODE = "code"
    INDENTED = "indented code"
    COMMENT = "comment"


class Line(NamedTuple):
    """A line without its end, and where it starts in the file; a nested one is a heading inside a list item.

    ``shown`` has blanks in place of code and comments, so that its offsets are those of ``text``.
    """

    start: int
    text: str
    shown: str
    kind: LineKind
    nested: bool = False

    @property
    def end(self) -> int:
        """Return the offset behind its last character."""
        return self.start + len(self.text)

    @property
    def indented(self) -> bool:
        """Return whether it can belong to a list item above it."""
        return self.text[:1] in {" ", "\t"}


def lines_of(body: str, start: int, hidden: Hidden, shown: str) -> Iterator[Line]:
    """Yield every line of a body that begins at ``start`` in its file; ``shown`` is the body without its comments."""
    covers = _Covers(hidden)
    shown = blanked(shown, hidden.code())
    for match in _LINE.finditer(body):
        at, text = match.start(), match[1]
        if match.end() == at:
            break
        kind = covers.kind_of(at, text) if covers.any else LineKind.PLAIN
        seen = shown[slice(*match.span(1))] if covers.any else text
        yield Line(start + at, text, seen, kind, nested=at in hidden.nested)


class _Covers:
    """The code and comments of a body, asked which of them a line stands in."""

    def __init__(self, hidden: Hidden) -> None:
        self._code, self._indented, self._comments = hidden.blocks, hidden.indented, hidden.comments
        self.any = bool(self._code or self._indented or self._comments or hidden.spans)

    def kind_of(self, start: int, line: str) -> LineKind:
        first = start + len(line) - len(line.lstrip())
        if _covers(self._comments, start) or _covers(self._comments, first):
            return LineKind.COMMENT
        if _covers(self._code, start):
            return LineKind.CODE
        return LineKind.INDENTED if _covers(self._indented, start) else LineKind.PLAIN


def _covers(spans: Sequence[Span], at: int) -> bool:
    nearest = bisect_right(spans, at, key=lambda span: span.start) - 1
    return nearest >= 0 and at < spans[nearest].end
