"""A table's rows, by the csv module, with no more of a row in memory than csv itself allows a field."""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO, TypeVar

from netkeep.exchange.encodings import Decoded, check_encoding, decode
from netkeep.exchange.importers.linkedin.archive import Table
from netkeep.exchange.importers.linkedin.columns import Columns, Layout, layout
from netkeep.exchange.importers.linkedin.notes import Notes

MAX_ROW = 131_072
"""The most characters of a row: the csv module's own limit for a field, which is global, so we do not change it."""
_HEADER_WITHIN = 50
_PIECE = 1 << 16
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
T = TypeVar("T")


class _TooLongError(Exception):
    pass


class _Lines:
    """The lines of a text for :func:`csv.reader`, which takes as many as a row has."""

    def __init__(self, text: io.TextIOBase) -> None:
        self._text = text
        self._used = self._quotes = 0
        self._last = ""
        self.number = self.first = self.damaged = 0
        self.open_at_end = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._read(MAX_ROW + 1 - self._used)
        if not line:
            self.open_at_end = self._used > 0
            raise StopIteration
        self._used += len(line)
        if self._used > MAX_ROW:
            raise _TooLongError
        return line

    def begin(self) -> None:
        """Start a new row."""
        self._used = self._quotes = 0
        self.first = self.number + 1

    def skip(self) -> None:
        """Read past the end of a row that is too long, so that nothing inside its quotes is read as a row."""
        while self._last and not (self._last.endswith(("\n", "\r")) and self._quotes % 2 == 0):
            self._read(_PIECE)

    def _read(self, size: int) -> str:
        begins = not self._last or self._last.endswith(("\n", "\r"))
        self._last = self._text.readline(size)
        self.number += bool(self._last) and begins
        self._quotes += self._last.count('"')
        self.damaged += "\ufffd" in self._last
        return self._last


def rows(table: Table, columns: Columns[T], notes: Notes, encoding: str | None = None) -> Iterator[tuple[int, T]]:
    """Yield the rows with the numbers of their lines; a row that cannot be read becomes a problem.

    Raises ``NetkeepError`` if the file is damaged or the encoding unknown.
    """
    check_encoding(encoding)
    with table.open() as file:
        lines = _Lines(_text(file, encoding))
        header = _header(lines, columns)
        if not header:
            notes.file(table.where, "no line names the columns of this table; nothing of it was read")
            return
        yield from _records(_cells(lines, header, table.where, notes), header, columns)
        if lines.damaged:
            notes.file(
                table.where,
                f"{lines.damaged:,} lines hold characters that are lost",
                "if the file was saved by another program, name its encoding",
            )


def _records(cells: Iterator[tuple[int, list[str]]], header: Layout, columns: Columns[T]) -> Iterator[tuple[int, T]]:
    make, pick = columns.make, header.pick
    for line, row in cells:
        row.append("")  # the value of a missing column, whose place is -1
        yield line, make(pick(row))


def _text(file: BinaryIO, encoding: str | None) -> io.TextIOWrapper:
    """Return the text; a byte-order mark overrides the options."""
    head = file.peek(4) if isinstance(file, io.BufferedReader) else b""
    if head.startswith(_WIDE):
        encoding = "utf-16"
    elif encoding is None or head.startswith(b"\xef\xbb\xbf"):
        encoding = "utf-8-sig"
    return io.TextIOWrapper(file, encoding, "replace", newline="")


def decode_unless_utf8(table: Table) -> Decoded | None:
    """Return the text of a table that another program saved in a different encoding; None if it is UTF-8.

    Raises ``NetkeepError`` if its encoding is unclear.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    with table.open() as file:
        if file.peek(2).startswith(_WIDE) if isinstance(file, io.BufferedReader) else False:
            return None
        try:
            while piece := file.read(_PIECE):
                decoder.decode(piece)
        except UnicodeDecodeError:
            pass
        else:
            return None
    with table.open() as file:
        decoded = decode(file.read(), table.where)
    return None if decoded.encoding == "utf-8" else decoded


def _header(lines: _Lines, columns: Columns[T]) -> Layout | None:
    for _ in range(_HEADER_WITHIN):
        lines.begin()
        try:
            line = next(lines, "")
        except _TooLongError:
            return None
        if header := layout(line, columns):
            return header
    return None


def _cells(lines: _Lines, header: Layout, where: str, notes: Notes) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(lines, delimiter=header.delimiter)
    while True:
        lines.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (_TooLongError, csv.Error):
            lines.skip()
            notes.row(
                where, lines.first, f"a row is longer than {MAX_ROW:,} characters, or its quotation marks do not match"
            )
            continue
        problem = _problem_of(cells, header, open_at_end=lines.open_at_end)
        if problem:
            notes.row(where, lines.first, problem, "mend the line, or fetch the archive from LinkedIn again")
        elif any(cells):
            yield lines.first, cells


def _problem_of(cells: list[str], header: Layout, *, open_at_end: bool) -> str:
    """Return what is wrong with a row: one cut off or shifted by a stray comma would mix up its values."""
    if open_at_end:
        return "a quotation mark is never closed; nothing from here on was read"
    if any(cells) and len(cells) <= header.last:
        return "the row has fewer cells than the header"
    if any(cells[header.width :]):
        return "the row has more cells than the header"
    return ""
