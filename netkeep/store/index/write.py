"""Putting what files tell into the index, and taking it out again."""

import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext

from netkeep.store.index.rows import Accepted, Analysis, FindingRow, Stamp

CrossFileRules = Callable[[sqlite3.Connection], Iterable[Iterable[FindingRow]]]
"""Gives findings in steps; what a step finds is in the index when the next one begins."""
_FILE = "INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_FACT = "INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_ACCEPTED = "INSERT INTO accepted VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_FINDING = "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_WITHOUT_ACCEPTED = (
    "DELETE FROM finding WHERE across AND EXISTS (SELECT 1 FROM accepted WHERE accepted.path = finding.path"
    " AND accepted.code = finding.code AND accepted.line IN (0, finding.line))"
)


def put(connection: sqlite3.Connection, told: Sequence[tuple[Stamp, Analysis]]) -> None:
    """Keep what files tell, in place of what they told before."""
    empty = connection.execute("SELECT 1 FROM file LIMIT 1").fetchone() is None
    for stamp, _ in () if empty else told:
        take_out(connection, stamp.path)
    with _ordered_afterwards(connection) if empty else nullcontext():
        _put(connection, told)


@contextmanager
def _ordered_afterwards(connection: sqlite3.Connection) -> Iterator[None]:
    """Let SQLite order many rows at once, instead of each as it comes: that is for tables that are still empty."""
    indexes = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql != ''").fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _, statement in indexes:
        connection.execute(statement)


def _put(connection: sqlite3.Connection, told: Sequence[tuple[Stamp, Analysis]]) -> None:
    first = connection.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM file").fetchone()[0]
    connection.executemany(_FILE, (_file(number, *one) for number, one in enumerate(told, first)))
    facts = ((number, fact) for number, (_, analysis) in enumerate(told, first) for fact in analysis.facts)
    connection.executemany(_FACT, ((number, *fact[:3], *fact.place[1:]) for number, fact in facts))
    analyses = [analysis for _, analysis in told]
    connection.executemany(_ACCEPTED, (_accepted(one) for analysis in analyses for one in analysis.accepted))
    findings = (one for analysis in analyses for one in analysis.findings)
    connection.executemany(_FINDING, (_finding(one, across=False) for one in findings))


def _accepted(one: Accepted) -> tuple[object, ...]:
    return (one.path, one.line, one.code, one.used, *one.place[1:])


def _file(number: int, stamp: Stamp, analysis: Analysis) -> tuple[object, ...]:
    stem = analysis.path.rpartition("/")[2].removesuffix(".md")
    return (number, *stamp, analysis.kind, stem, folded(analysis.path), analysis.record, analysis.blob)


def take_out(connection: sqlite3.Connection, path: str) -> None:
    """Forget a file."""
    connection.execute("DELETE FROM file WHERE path = ?", (path,))
    connection.execute("DELETE FROM accepted WHERE path = ?", (path,))
    connection.execute("DELETE FROM finding WHERE path = ? AND NOT across", (path,))


def put_strays(connection: sqlite3.Connection, strays: Iterable[tuple[str, str]]) -> None:
    """Keep which files no command reads, in place of those before."""
    connection.execute("DELETE FROM stray")
    connection.executemany(
        "INSERT INTO stray VALUES (?, ?, ?)", ((path, reason, folded(path)) for path, reason in strays)
    )


def replace_cross_file_findings(connection: sqlite3.Connection, conclude: CrossFileRules) -> None:
    """Keep what holds between files now, without what the owner accepts."""
    connection.execute("DELETE FROM finding WHERE across")
    connection.execute("DELETE FROM meta WHERE key = 'asked'")
    for step in conclude(connection):
        _add(connection, step)
    connection.execute(_WITHOUT_ACCEPTED)


@contextmanager
def concluded_for_now(connection: sqlite3.Connection, rows: Iterable[FindingRow]) -> Iterator[None]:
    """Let the index know more findings between files, without what the owner accepts, and forget them afterwards."""
    connection.execute("SAVEPOINT for_now")
    try:
        _add(connection, rows)
        connection.execute(_WITHOUT_ACCEPTED)
        yield
    finally:
        connection.execute("ROLLBACK TO for_now")
        connection.execute("RELEASE for_now")


def _add(connection: sqlite3.Connection, rows: Iterable[FindingRow]) -> None:
    connection.executemany(_FINDING, [_finding(one, across=True) for one in rows])


def _finding(one: FindingRow, *, across: bool) -> tuple[object, ...]:
    return (*one.place, *one[:1], *one[2:], across)


def folded(path: str) -> str:
    """Return the form in which two paths are one on systems that do not tell case or accents' forms apart."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
