"""The rows of a CSV text (RFC 4180, and its usual errors): a bad row is one problem, and spoils no other."""

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from netkeep.errors import NetkeepError
from netkeep.exchange.candidate import Problem
from netkeep.exchange.importers.table.unknown import no_header

MOST_CELL = 1_000_000
"""Characters of a cell; as many as a file of the vault may have."""
MOST_ROWS = 200_000
MOST_COLUMNS = 1_000
_MOST_LINES = 20_000  # of one row: a note may be long, a quotation mark that is never closed runs to the end
_MOST_STRAY = 100  # rows with an open quotation mark; beyond these every line counts as a row
_DELIMITERS = ",;\t|"
_PREAMBLE = 30  # rows before the header at most
_NO_LIMIT = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the line it begins on, and its cells."""

    line: int
    cells: tuple[str, ...]


class _UnclosedError(Exception):
    pass


class _Lines:
    """Lines for the csv module, which asks for more as long as a quotation mark is open."""

    def __init__(self, lines: list[str], at: int) -> None:
        self._lines = lines
        self.at = self.begin = at

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        used = self.at - self.begin
        if self.at >= len(self._lines) or used > _MOST_LINES:
            raise _UnclosedError if used else StopIteration
        self.at += 1
        return self._lines[self.at - 1]


class RowReader:
    """Reads rows with one delimiter; ``problems`` are those of rows that could not be read."""

    def __init__(self, lines: list[str], delimiter: str, where: str) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._where = where
        self._stray = 0
        self.problems: list[Problem] = []

    def rows(self, at: int = 0) -> Iterator[Row]:
        """Yield the rows from a line on (counted from 0), without those that hold no text."""
        while at < len(self._lines):
            source = _Lines(self._lines, at)
            for row in self._until_trouble(source):
                at = source.at
                if any(cell.strip() for cell in row.cells) and self._fits(row):
                    yield row
            at = source.at

    def _until_trouble(self, source: _Lines) -> Iterator[Row]:
        # Strict, so that a stray quotation mark is noticed, and does not swallow the rows that follow.
        reader = csv.reader(source, delimiter=self._delimiter, strict=True)
        while True:
            source.begin = source.at
            try:
                cells = next(reader)
            except StopIteration:
                return
            except (csv.Error, _UnclosedError):
                yield from self._alone(source)
                return
            yield Row(source.begin + 1, tuple(cells))

    def _alone(self, source: _Lines) -> Iterator[Row]:
        """Read the offending line again, by itself and leniently, and continue after it."""
        is_open = source.at > source.begin + 1 or self._lines[source.begin].count('"') % 2
        source.at = source.begin + 1
        if is_open and self._stray < _MOST_STRAY:
            self._stray += 1
            self._problem(source.begin + 1, "a quotation mark is never closed")
            return
        yield Row(source.at, tuple(next(csv.reader([self._lines[source.begin]], delimiter=self._delimiter), [])))

    def _fits(self, row: Row) -> bool:
        if any(len(cell) > MOST_CELL for cell in row.cells):
            self._problem(row.line, f"a cell has more than {MOST_CELL:,} characters")
            return False
        return True

    def _problem(self, line: int, text: str) -> None:
        self.problems.append(Problem(f"{self._where}:{line}", f"{text}; the row was left out", "mend it in the file"))


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header. No row has more cells than the header; many programs leave out empty ones at the end."""

    where: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def _is_no_table(lines: list[str]) -> bool:
    """Return whether the text is of cards or a calendar, by its first line; other lines may look like columns."""
    first = next((line for line in lines if line.strip()), "")
    return first.strip().upper().startswith(("BEGIN:VCARD", "BEGIN:VCALENDAR"))


def read_table(text: str, where: str, is_known: Callable[[str], bool]) -> Table:
    """Return the table below its header; ``is_known`` returns whether a cell is a column's name.

    Raises :class:`NetkeepError` if no row names any column.
    """
    lines = _lines(text)
    with _cells_of_any_size():
        header = None if _is_no_table(lines) else _header(lines, where, is_known)
        if header is None:
            raise NetkeepError(no_header(*_first_row(lines, where), where))
        reader = RowReader(lines, header.delimiter, where)
        rows = islice(reader.rows(_end_of(lines, header.delimiter, header.row)), MOST_ROWS + 1)
        shaped = tuple(_shaped(rows, header.row, where, reader.problems))
    names = tuple(cell.strip() for cell in header.row.cells[:MOST_COLUMNS])
    return Table(where, names, shaped, tuple(reader.problems))


def known_names(text: str, is_known: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the known column names in the row that has the most of them; none if there is no such row."""
    with _cells_of_any_size():
        header = _header(_lines(text), "", is_known)
    return tuple(cell for cell in header.row.cells[:MOST_COLUMNS] if is_known(cell)) if header else ()


def _lines(text: str) -> list[str]:
    return list(io.StringIO(text, newline=""))


def _end_of(lines: list[str], delimiter: str, header: Row) -> int:
    """Return the first line after the header, which may span several lines."""
    source = _Lines(lines, header.line - 1)
    try:
        next(csv.reader(source, delimiter=delimiter, strict=True))
    except (csv.Error, _UnclosedError):
        return header.line
    return source.at


class _Header(NamedTuple):
    names: int
    delimiter: str
    row: Row


def _header(lines: list[str], where: str, is_known: Callable[[str], bool]) -> _Header | None:
    """Return the row that names the most columns, and its delimiter."""
    best: _Header | None = None
    for delimiter in _DELIMITERS:
        for row in islice(RowReader(lines, delimiter, where).rows(), _PREAMBLE):
            names = sum(map(is_known, row.cells[:MOST_COLUMNS]))
            if names and (best is None or (names, len(row.cells)) > (best.names, len(best.row.cells))):
                best = _Header(names, delimiter, row)
    return best


def _first_row(lines: list[str], where: str) -> tuple[tuple[str, ...], list[Row]]:
    """Return the first row, split by the delimiter that gives most cells, and some rows below it."""
    tables = [list(islice(RowReader(lines, delimiter, where).rows(), _PREAMBLE)) for delimiter in _DELIMITERS]
    first, *rows = max(tables, key=lambda rows: len(rows[0].cells) if rows else 0) or [Row(1, ())]
    return first.cells[:MOST_COLUMNS], rows


def _shaped(rows: Iterator[Row], header: Row, where: str, problems: list[Problem]) -> Iterator[Row]:
    width = len(header.cells)
    if width > MOST_COLUMNS:
        problems.append(Problem(where, f"only the first {MOST_COLUMNS:,} columns were read, of {width:,}"))
    for number, row in enumerate(rows):
        place = f"{where}:{row.line}"
        if number == MOST_ROWS:
            problems.append(Problem(place, f"only the first {MOST_ROWS:,} rows were read", "split the file"))
        elif any(cell.strip() for cell in row.cells[width:]):
            more = f"the row has {len(row.cells):,} cells, and the header {width:,}; the row was left out"
            problems.append(Problem(place, more, "put a cell that holds the delimiter into quotation marks"))
        else:
            yield Row(row.line, row.cells[: min(width, MOST_COLUMNS)])


@contextmanager
def _cells_of_any_size() -> Iterator[None]:
    """Lift the csv module's limit for a while: a cell that is too long becomes a problem, and its row is skipped."""
    previous_limit = csv.field_size_limit(_NO_LIMIT)
    try:
        yield
    finally:
        csv.field_size_limit(previous_limit)
