"""Bringing the index up to date: what changed is read again, and nothing else.

A file is known not to have changed by size, time and inode, as in git; and as in git, a file saved in the same tick
of the clock as it was read may change again without a trace, and is therefore read again the next time.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from netkeep.config import Settings
from netkeep.errors import VaultError
from netkeep.store.discovery import Found, found_at
from netkeep.store.index.fingerprint import fingerprint
from netkeep.store.index.keep import Conclude, put, put_conclusions, put_strays, take_out
from netkeep.store.index.records import encode
from netkeep.store.index.rows import Analysis, Stamp
from netkeep.store.index.tables import NAME, in_memory, on_disk
from netkeep.store.load import read_file
from netkeep.store.parallel import in_parallel
from netkeep.store.walk import Walk
from netkeep.store.write import private_folder
from netkeep.text.document import Document

Analyse = Callable[[Document, Settings], Analysis]
_TICK = 50_000_000  # nanoseconds; Linux ticks at 1 to 10 ms
_COARSE_TICK = 2_000_000_000  # FAT, HFS+: whole or even seconds
_SECOND = 1_000_000_000
_NEVER_KNOWN = -1


@dataclass(frozen=True)
class Reader:
    """How files become rows: the settings, what looks at one file, and what looks at all facts.

    ``hidden`` gives the codes that are not reported unless they are asked for, with blanks between them.
    """

    settings: Settings
    analyse: Analyse
    conclude: Conclude
    hidden: Callable[[Settings], str]


def open_index(root: Path, reader: Reader) -> sqlite3.Connection:
    """Give the index of a vault, up to date; in memory where the disk says no, or another process is too busy."""
    try:
        path = private_folder(root) / NAME
        connection = on_disk(str(path), fingerprint(str(root)))
    except (sqlite3.Error, OSError, VaultError):
        return _refreshed(in_memory(), root, reader)
    try:
        return _refreshed(connection, root, reader)
    except sqlite3.DatabaseError:
        with suppress(sqlite3.Error):
            connection.close()
        return _refreshed(in_memory(), root, reader)


def _refreshed(connection: sqlite3.Connection, root: Path, reader: Reader) -> sqlite3.Connection:
    walk = Walk(str(root))
    if walk.troubles or _meta(connection, "walk") != walk.mark():
        known = _known(connection)
        changed = [Stamp(*stamp) for stamp in walk.files if known.get(stamp[0]) != stamp[1:]]
        gone = known.keys() - {path for path, *_ in (*walk.files, *walk.troubles)}
        _write(connection, walk, gone, _read(root, walk, changed, reader), reader)
    return connection


def _meta(connection: sqlite3.Connection, key: str) -> object:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def _known(connection: sqlite3.Connection) -> Mapping[str, tuple[int, int, int]]:
    rows = connection.execute("SELECT path, size, mtime_ns, inode FROM file")
    return {path: (size, mtime_ns, inode) for path, size, mtime_ns, inode in rows}


_Told = tuple[Stamp, Analysis]


def _read(root: Path, walk: Walk, changed: Iterable[Stamp], reader: Reader) -> list[_Told]:
    files = [(stamp, found_at(root, walk, stamp.path)) for stamp in changed]
    files += [(Stamp(path, _NEVER_KNOWN, 0, 0), found_at(root, walk, path, why)) for path, why in walk.troubles]
    return in_parallel(partial(_told, reader), files)


def _told(reader: Reader, file: tuple[Stamp, Found]) -> _Told:
    stamp, found = file
    began = time.time_ns()
    document = read_file(found)
    record = encode(document.item) if document.item else ""
    analysis = reader.analyse(document, reader.settings)._replace(record=record)
    return (stamp if found.trouble else kept(stamp, began)), analysis


def kept(stamp: Stamp, began: int) -> Stamp:
    """Give the stamp to keep for a file whose reading began at a time (ns); one that may change unseen is no match."""
    tick = _COARSE_TICK if stamp.mtime_ns % _SECOND == 0 else _TICK
    return stamp._replace(size=_NEVER_KNOWN) if stamp.mtime_ns >= began - tick else stamp


def _write(
    connection: sqlite3.Connection,
    walk: Walk,
    gone: Iterable[str],
    told: Sequence[tuple[Stamp, Analysis]],
    reader: Reader,
) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for path in gone:
            take_out(connection, path)
        put(connection, told)
        put_strays(connection, walk.strays)
        put_conclusions(connection, reader.conclude)
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('hidden', ?)", (reader.hidden(reader.settings),))
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('walk', ?)", (_mark(walk, told),))
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _mark(walk: Walk, told: Iterable[tuple[Stamp, Analysis]]) -> bytes:
    """Give what the next walk is compared with: no match as long as a file may change unseen."""
    uncertain = any(stamp.size == _NEVER_KNOWN for stamp, _ in told)
    return b"" if uncertain else walk.mark()
