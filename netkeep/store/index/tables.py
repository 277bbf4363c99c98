"""The tables of the index, and how to open it: on disk, or in memory where the disk cannot be written."""

import os
import sqlite3
from contextlib import suppress

NAME = "index.sqlite"
STAGED_NAME = "staged.sqlite"
VERSION = 10
ASK = "ask"
"""Stands among the hidden codes if some rules only run when somebody asks for them."""
LISTING = "listing"
"""What git lists as staged, if the index is known to hold exactly that."""
RENAMES_KEY = "renames"
"""The bytes of the file of renames."""
FINDINGS = (
    "SELECT path, line, col, code, end_line, end_col, message, help, fix FROM finding"
    " WHERE (until IS NULL OR until > :today) AND (since IS NULL OR since <= :today)"
)
FINDINGS_IN = (
    f"{FINDINGS} AND rowid IN (SELECT found.rowid FROM json_each(:paths) AS wanted JOIN finding AS found"  # noqa: S608
    " ON found.path = wanted.value OR (found.path > wanted.value || '/' AND found.path < wanted.value || '0'))"
)
"""Those in some files and folders, which are looked up by their names."""
_SECONDS = 10

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE file (
  id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
  inode INTEGER NOT NULL, ctime_ns INTEGER NOT NULL, mode INTEGER NOT NULL,
  kind TEXT NOT NULL, stem TEXT NOT NULL, folded TEXT NOT NULL, record TEXT NOT NULL,
  blob TEXT NOT NULL
);
CREATE INDEX file_by_kind ON file (kind, stem, path);
CREATE INDEX file_by_stem ON file (stem);
CREATE INDEX file_by_folded ON file (folded);
CREATE INDEX file_unreadable ON file (path) WHERE record = '';
CREATE TABLE stray (path TEXT NOT NULL, reason TEXT NOT NULL, folded TEXT NOT NULL);
CREATE TABLE finding (
  path TEXT NOT NULL, line INTEGER NOT NULL, col INTEGER NOT NULL, end_line INTEGER NOT NULL, end_col INTEGER NOT NULL,
  code TEXT NOT NULL, message TEXT NOT NULL, help TEXT NOT NULL, until TEXT,
  fix TEXT NOT NULL, since TEXT, opt_in INTEGER NOT NULL, across INTEGER NOT NULL
);
CREATE INDEX finding_by_path ON finding (path, code);
CREATE TABLE accepted (
  path TEXT NOT NULL, line INTEGER NOT NULL, code TEXT NOT NULL, used TEXT NOT NULL,
  at_line INTEGER NOT NULL, at_col INTEGER NOT NULL, at_end_line INTEGER NOT NULL, at_end_col INTEGER NOT NULL
);
CREATE INDEX accepted_by_path ON accepted (path, code, line);
CREATE TABLE fact (
  file INTEGER NOT NULL REFERENCES file ON DELETE CASCADE, kind TEXT NOT NULL, key TEXT NOT NULL, note TEXT NOT NULL,
  line INTEGER NOT NULL, col INTEGER NOT NULL, end_line INTEGER NOT NULL, end_col INTEGER NOT NULL
);
CREATE INDEX fact_by_key ON fact (kind, key, note, file);
CREATE INDEX fact_by_file ON fact (file);
CREATE TABLE said (
  file INTEGER PRIMARY KEY REFERENCES file ON DELETE CASCADE, words TEXT NOT NULL, beside TEXT NOT NULL
);
"""


def in_memory() -> sqlite3.Connection:
    """Return an empty index that nobody else sees."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(_SCHEMA)
    return connection


def renames_in(connection: sqlite3.Connection) -> bytes:
    """Return the file of renames as the index knows it."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (RENAMES_KEY,)).fetchone()
    return bytes(row[0]) if row else b""


def count_files(connection: sqlite3.Connection) -> int:
    """Return how many files the index knows."""
    return int(connection.execute("SELECT COUNT(*) FROM file").fetchone()[0])


def on_disk(path: str, fingerprint: str) -> sqlite3.Connection:
    """Open the index at a path; make a new one if it is missing, damaged, or made by another program.

    Raises ``sqlite3.Error`` or ``OSError`` if the disk cannot be written.
    """
    try:
        connection = _connect(path, fingerprint)
    except sqlite3.DatabaseError:
        connection = None  # damaged, locked or read only: which of them shows when nobody else makes one
    return connection or _made_by_one(path, fingerprint)


def _connect(path: str, fingerprint: str) -> sqlite3.Connection | None:
    """Open the index if it is ours; nothing is written, so that no other process has to wait."""
    connection = _opened(path)
    try:
        if _is_ours(connection, fingerprint):
            return connection
    except BaseException:
        connection.close()
        raise
    connection.close()
    return None


def _made_by_one(path: str, fingerprint: str) -> sqlite3.Connection:
    """Make the index, or make it anew: it holds nothing that the vault does not say.

    Only one process at a time does so, lest it empty what another one has just made.
    """
    from pathlib import Path

    from netkeep.store.write.lock import exclusive

    with exclusive(Path(f"{path}.lock")):
        try:
            return _make(path, fingerprint)
        except sqlite3.OperationalError:
            raise  # locked, or read only: nothing is wrong with it
        except sqlite3.DatabaseError:
            _empty(path)
            return _make(path, fingerprint)


def _make(path: str, fingerprint: str) -> sqlite3.Connection:
    connection = _opened(path)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        if not _is_ours(connection, fingerprint):
            _begin(connection, fingerprint)
    except BaseException:
        connection.close()
        raise
    return connection


def _opened(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        connection.close()
        raise
    return connection


def _is_ours(connection: sqlite3.Connection, fingerprint: str) -> bool:
    try:
        row = connection.execute("SELECT value FROM meta WHERE key = 'fingerprint'").fetchone()
    except sqlite3.OperationalError:
        return False  # no such table: new, or older than the table
    return row is not None and row[0] == fingerprint


def _begin(connection: sqlite3.Connection, fingerprint: str) -> None:
    """Make the tables in place of another program's, unless another process was quicker."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not _is_ours(connection, fingerprint):
            _drop_all(connection)
            for statement in _SCHEMA.split(";"):
                connection.execute(statement)
            connection.execute("INSERT INTO meta VALUES ('fingerprint', ?)", (fingerprint,))
    except sqlite3.Error:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _drop_all(connection: sqlite3.Connection) -> None:
    """Drop every table: a file that others may have open is emptied, never deleted."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
        " ORDER BY name = 'file'"
    ).fetchall()
    for (name,) in names:
        connection.execute('DROP TABLE "{}"'.format(name.replace('"', '""')))


def _empty(path: str) -> None:
    """Make the file of a damaged index an empty one.

    It is not removed: a process that has it open would read the log of the new one, which goes by its name,
    beside the old one's pages.
    """
    os.truncate(path, 0)
    for end in ("-wal", "-shm"):
        with suppress(FileNotFoundError):  # who closes it last has removed them
            os.unlink(path + end)
