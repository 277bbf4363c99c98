"""Places in a text as an editor counts them: lines from 0, columns in units of the encoding agreed upon."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from types import MappingProxyType

from lsprotocol.types import Position, PositionEncodingKind, Range

from netkeep.model.body import Span
from netkeep.text.source import BOM, Source

_LINE_END = re.compile(r"\r\n|\n|\r")
# Half a surrogate pair, as a broken client may send one, is counted like any other character.
_UNITS: Mapping[str, Callable[[str], int]] = MappingProxyType(
    {
        PositionEncodingKind.Utf8: lambda text: len(text.encode("utf-8", "surrogatepass")),
        PositionEncodingKind.Utf16: lambda text: len(text.encode("utf-16-le", "surrogatepass")) // 2,
        PositionEncodingKind.Utf32: len,
    }
)


class Positions:
    """The positions of one text; offsets are those of its document, which does not count a byte order mark."""

    def __init__(self, source: Source, encoding: str) -> None:
        self._mark = len(BOM) if source.bom else 0
        self._text = BOM[: self._mark] + source.text
        self._source = source
        self._units = _UNITS[encoding]
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(self._text))]

    def position(self, offset: int) -> Position:
        """Return the position of an offset; -1 is the byte order mark's."""
        at = min(offset + self._mark, len(self._text))
        line = bisect_right(self._starts, at) - 1
        return Position(line, self._units(self._text[self._starts[line] : at]))

    def range(self, span: Span) -> Range:
        """Return the range of a span."""
        return Range(self.position(span.start), self.position(span.end))

    def between(self, start: tuple[int, int], end: tuple[int, int]) -> Range:
        """Return the range between two places in lines and columns, both from 1, as findings have them."""
        return self.range(Span(self._source.offset(*start), self._source.offset(*end)))

    def offset(self, position: Position) -> int:
        """Return the offset of a position; one behind the end of its line, or of the text, is that end."""
        if position.line >= len(self._starts):
            return len(self._text) - self._mark
        start = self._starts[position.line]
        end = _LINE_END.search(self._text, start)
        line = self._text[start : end.start() if end else len(self._text)]
        column = len(line)
        if self._units(line) > position.character:
            column = next(at for at in range(len(line) + 1) if self._units(line[: at + 1]) > position.character)
        return max(0, start + column - self._mark)
