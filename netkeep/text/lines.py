"""The lines of a body, told apart: what is code and what is an HTML comment says nothing to netkeep."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_FENCE = re.compile(r"([ \t]*)(`{3,}|~{3,})(.*)")
_LIST_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")
_DEEPEST_FENCE = 3  # further in, outside a list, it is an indented code block (CommonMark 4.5)


class LineKind(Enum):
    """What a line is part of."""

    PLAIN = "plain"
    CODE = "code"
    COMMENT = "comment"


class Line(NamedTuple):
    """A line without its end, and where it starts in the file; a nested one stands inside a list item."""

    start: int
    text: str
    kind: LineKind
    nested: bool = False

    @property
    def end(self) -> int:
        """Give the offset behind its last character."""
        return self.start + len(self.text)

    @property
    def indented(self) -> bool:
        """Tell whether it can belong to a list item above it."""
        return self.text[:1] in {" ", "\t"}


def lines_of(text: str, start: int) -> Iterator[Line]:
    """Give every line from ``start`` on."""
    reader = _Blocks()
    while start < len(text):
        match = _LINE.match(text, start)
        if match is None or match.end() == start:
            break
        kind = reader.kind_of(match[1])
        yield Line(start, match[1], kind, reader.in_item and match[1].startswith(("  ", "\t")))
        start = match.end()


class _Blocks:
    """Remembers which block is open from line to line."""

    def __init__(self) -> None:
        self._fence = ""
        self._comment = False
        self.in_item = False

    def kind_of(self, line: str) -> LineKind:
        if self._comment:
            self._comment = "-->" not in line
            return LineKind.COMMENT
        if self._fence and not self._leaves_item(line):
            self._close_fence(line)
            return LineKind.CODE
        self._fence = ""
        if self._opens_fence(line):
            return LineKind.CODE
        if line.lstrip().startswith("<!--"):
            self._comment = "-->" not in line
            return LineKind.COMMENT
        self.in_item = bool(_LIST_ITEM.match(line)) or (self.in_item and not self._leaves_item(line))
        return LineKind.PLAIN

    def _leaves_item(self, line: str) -> bool:
        """Tell whether a list item, and with it every block inside, ends before this line."""
        return self.in_item and line[:1] not in {"", " ", "\t"}

    def _opens_fence(self, line: str) -> bool:
        match = _FENCE.match(line)
        if not match or (match[2][0] == "`" and "`" in match[3]):
            return False
        indent = match[1]
        self.in_item = self.in_item and bool(indent)
        if self.in_item or (len(indent) <= _DEEPEST_FENCE and "\t" not in indent):
            self._fence = match[2]
        return bool(self._fence)

    def _close_fence(self, line: str) -> None:
        match = _FENCE.match(line)
        if match and match[2].startswith(self._fence) and not match[3].strip():
            self._fence = ""
