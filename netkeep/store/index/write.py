"""Putting the analyses of files into the index, and taking them out again."""

import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext

from netkeep.store.index.rows import Accepted, Analysis, Beside, FindingRow, Stamp
from netkeep.store.index.tables import RENAMES_KEY

CrossFileRules = Callable[[sqlite3.Connection], Iterable[Iterable[FindingRow]]]
"""Yields findings in steps; those of a step are in the index when the next one begins."""
_FILE = "INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_FACT = "INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_ACCEPTED = "INSERT INTO accepted VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_FINDING = "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_WITHOUT_ACCEPTED = (
    "DELETE FROM finding WHERE across AND EXISTS (SELECT 1 FROM accepted WHERE accepted.path = finding.path"
    " AND accepted.code = finding.code AND accepted.line IN (0, finding.line))"
)


def put(connection: sqlite3.Connection, files: Sequence[tuple[Stamp, Analysis]]) -> None:
    """Store the analyses of files, in place of their earlier ones."""
    empty = connection.execute("SELECT 1 FROM file LIMIT 1").fetchone() is None
    for stamp, _ in () if empty else files:
        take_out(connection, stamp.path)
    with _ordered_afterwards(connection) if empty else nullcontext():
        _put(connection, files)


@contextmanager
def _ordered_afterwards(connection: sqlite3.Connection) -> Iterator[None]:
    """Let SQLite index many rows at once instead of one by one; for tables that are still empty."""
    indexes = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql != ''").fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _, statement in indexes:
        connection.execute(statement)


def _put(connection: sqlite3.Connection, files: Sequence[tuple[Stamp, Analysis]]) -> None:
    first = connection.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM file").fetchone()[0]
    connection.executemany(_FILE, (_file(number, *stamped) for number, stamped in enumerate(files, first)))
    said = ((number, *analysis.words) for number, (_, analysis) in enumerate(files, first))
    connection.executemany("INSERT INTO said VALUES (?, ?, ?)", said)
    facts = ((number, fact) for number, (_, analysis) in enumerate(files, first) for fact in analysis.facts)
    connection.executemany(_FACT, ((number, *fact[:3], *fact.place[1:]) for number, fact in facts))
    analyses = [analysis for _, analysis in files]
    connection.executemany(_ACCEPTED, (_accepted(accepted) for analysis in analyses for accepted in analysis.accepted))
    findings = (finding for analysis in analyses for finding in analysis.findings)
    connection.executemany(_FINDING, (_finding(finding, across=False) for finding in findings))


def _accepted(accepted: Accepted) -> tuple[object, ...]:
    return (accepted.path, accepted.line, accepted.code, accepted.used, *accepted.place[1:])


def _file(number: int, stamp: Stamp, analysis: Analysis) -> tuple[object, ...]:
    stem = analysis.path.rpartition("/")[2].removesuffix(".md")
    return (number, *stamp, analysis.kind, stem, folded(analysis.path), analysis.record, analysis.blob)


def take_out(connection: sqlite3.Connection, path: str) -> None:
    """Forget a file."""
    connection.execute("DELETE FROM file WHERE path = ?", (path,))
    connection.execute("DELETE FROM accepted WHERE path = ?", (path,))
    connection.execute("DELETE FROM finding WHERE path = ? AND NOT across", (path,))


def put_beside(connection: sqlite3.Connection, beside: Beside) -> None:
    """Store what there is besides the files, in place of what there was."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (RENAMES_KEY, beside.renames))
    connection.execute("DELETE FROM stray")
    connection.executemany(
        "INSERT INTO stray VALUES (?, ?, ?)", ((path, reason, folded(path)) for path, reason in beside.strays)
    )


def replace_cross_file_findings(
    connection: sqlite3.Connection, conclude: CrossFileRules, codes: Iterable[str] | None = None
) -> None:
    """Store the current findings across files, or only those of some rules, without the suppressed ones."""
    if codes is None:
        connection.execute("DELETE FROM finding WHERE across")
        connection.execute("DELETE FROM meta WHERE key = 'asked'")
    else:
        connection.executemany("DELETE FROM finding WHERE across AND code = ?", [(code,) for code in codes])
    for step in conclude(connection):
        _add(connection, step)
    connection.execute(_WITHOUT_ACCEPTED)


@contextmanager
def with_findings_for_now(connection: sqlite3.Connection, rows: Iterable[FindingRow]) -> Iterator[None]:
    """Let the index hold more findings across files, without the suppressed ones, and forget them afterwards."""
    connection.execute("SAVEPOINT for_now")
    try:
        _add(connection, rows)
        connection.execute(_WITHOUT_ACCEPTED)
        yield
    finally:
        connection.execute("ROLLBACK TO for_now")
        connection.execute("RELEASE for_now")


def _add(connection: sqlite3.Connection, rows: Iterable[FindingRow]) -> None:
    connection.executemany(_FINDING, [_finding(row, across=True) for row in rows])


def _finding(row: FindingRow, *, across: bool) -> tuple[object, ...]:
    return (*row.place, *row[:1], *row[2:], across)


def folded(path: str) -> str:
    """Return the form in which two paths are equal on systems that ignore case and forms of accents."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
