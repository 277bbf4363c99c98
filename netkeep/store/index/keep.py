"""Putting what files tell into the index, and taking it out again."""

import sqlite3
import unicodedata
from collections.abc import Callable, Iterable

from netkeep.store.index.rows import Analysis, FindingRow, Stamp

Conclude = Callable[[sqlite3.Connection], Iterable[Iterable[FindingRow]]]
"""Gives findings in steps; what a step finds is in the index when the next one begins."""
_FILE = "INSERT INTO file (path, size, mtime_ns, inode, kind, stem, folded, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_FINDING = "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def put(connection: sqlite3.Connection, stamp: Stamp, analysis: Analysis) -> None:
    """Keep what a file tells, in place of what it told before."""
    take_out(connection, analysis.path)
    stem = analysis.path.rpartition("/")[2].removesuffix(".md")
    row = (*stamp, analysis.kind, stem, folded(analysis.path), analysis.record)
    cursor = connection.execute(_FILE, row)
    facts = [(cursor.lastrowid, fact.kind, fact.key, fact.note, *fact.place[1:]) for fact in analysis.facts]
    connection.executemany("INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?)", facts)
    allowed = [(one.path, one.line, one.code, one.used, *one.place[1:]) for one in analysis.accepted]
    connection.executemany("INSERT INTO accepted VALUES (?, ?, ?, ?, ?, ?, ?, ?)", allowed)
    connection.executemany(_FINDING, (_finding(one, across=False) for one in analysis.findings))


def take_out(connection: sqlite3.Connection, path: str) -> None:
    """Forget a file."""
    connection.execute("DELETE FROM file WHERE path = ?", (path,))
    connection.execute("DELETE FROM accepted WHERE path = ?", (path,))
    connection.execute("DELETE FROM finding WHERE path = ? AND NOT across", (path,))


def count_files(connection: sqlite3.Connection) -> int:
    """Give how many files the index knows."""
    return int(connection.execute("SELECT COUNT(*) FROM file").fetchone()[0])


def put_strays(connection: sqlite3.Connection, strays: Iterable[tuple[str, str]]) -> None:
    """Keep which files no command reads, in place of those before."""
    connection.execute("DELETE FROM stray")
    connection.executemany(
        "INSERT INTO stray VALUES (?, ?, ?)", ((path, reason, folded(path)) for path, reason in strays)
    )


def put_conclusions(connection: sqlite3.Connection, conclude: Conclude) -> None:
    """Keep what holds between files now, without what the owner accepts."""
    connection.execute("DELETE FROM finding WHERE across")
    for step in conclude(connection):
        connection.executemany(_FINDING, [_finding(one, across=True) for one in step])
    connection.execute(
        "DELETE FROM finding WHERE across AND EXISTS (SELECT 1 FROM accepted WHERE accepted.path = finding.path"
        " AND accepted.code = finding.code AND accepted.line IN (0, finding.line))"
    )


def _finding(one: FindingRow, *, across: bool) -> tuple[object, ...]:
    return (*one.place, *one[:1], *one[2:], across)


def folded(path: str) -> str:
    """Give the form in which two paths are one on systems that do not tell case or accents' forms apart."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
