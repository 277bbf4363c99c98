"""Reading again what changed since the index last saw it, and keeping what it says now."""

import sqlite3
import time
from collections.abc import Collection, Iterable, Sequence
from functools import partial
from pathlib import Path

from netkeep.model.globs import pattern
from netkeep.store.discovery import Found, found_at
from netkeep.store.git import blob_id
from netkeep.store.index.conclusions import still_hold
from netkeep.store.index.reader import Reader
from netkeep.store.index.records import encode
from netkeep.store.index.rows import Analysis, Stamp
from netkeep.store.index.tables import LISTING
from netkeep.store.index.write import put, put_strays, replace_cross_file_findings, take_out
from netkeep.store.load import read_file
from netkeep.store.parallel import in_parallel
from netkeep.store.walk import Walk, may_change_unseen
from netkeep.text.document import Document

_NEVER_KNOWN = -1
_STAMPS = "SELECT path, size, mtime_ns, inode, ctime_ns, mode FROM file"
_Told = tuple[Stamp, Analysis]


def reread(connection: sqlite3.Connection, root: Path, walk: Walk, reader: Reader) -> None:
    """Bring the index to what a walk met: files that changed are read, those that have gone are forgotten."""
    known = set(connection.execute(_STAMPS))
    changed = [Stamp(*stamp) for stamp in walk.files if stamp not in known]
    there = {path for path, *_ in (*changed, *walk.troubles)}
    gone = {path for path, *_ in known.difference(walk.files)} - there
    _write(connection, walk, gone, _read(root, walk, changed, reader), reader)


def _read(root: Path, walk: Walk, changed: Iterable[Stamp], reader: Reader) -> list[_Told]:
    files = [(stamp, found_at(root, walk, stamp.path)) for stamp in changed]
    files += [(Stamp(path, _NEVER_KNOWN, 0, 0), found_at(root, walk, path, why)) for path, why in walk.troubles]
    return in_parallel(partial(_told, reader), files)


def _told(reader: Reader, file: tuple[Stamp, Found]) -> _Told:
    stamp, found = file
    began = time.time_ns()
    document = read_file(found)
    record = encode(document.item) if document.item else ""
    analysis = reader.analyse(document, reader.settings)._replace(record=record, blob=_blob(document))
    return (stamp if found.trouble else kept(stamp, began)), analysis


def _blob(document: Document) -> str:
    """Return the name under which git keeps a file with these bytes; empty where they are not all in the document."""
    source = document.source
    if source is None or any(problem.kind == "not-utf8" for problem in document.problems):
        return ""
    return blob_id(source.encode(source.text))


def kept(stamp: Stamp, began: int) -> Stamp:
    """Return the stamp to keep for a file that was read from a time (ns) on; none matches if it may change unseen."""
    return stamp._replace(size=_NEVER_KNOWN) if may_change_unseen(stamp.mtime_ns, began) else stamp


def _write(
    connection: sqlite3.Connection,
    walk: Walk,
    gone: Collection[str],
    told: Sequence[_Told],
    reader: Reader,
) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        renew(connection, gone, told, walk.strays, reader)
        for key in ("exclude", "notes"):  # for a check that reads no settings: netkeep.store.index.fast_path
            globs = pattern(getattr(reader.settings, key))
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, globs))
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('walk', ?)", (_mark(walk, told),))
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def renew(
    connection: sqlite3.Connection,
    gone: Collection[str],
    told: Sequence[_Told],
    strays: Sequence[tuple[str, str]],
    reader: Reader,
) -> None:
    """Forget the files that have gone, keep what others tell now, and with it what holds between files."""
    stays = not gone and still_hold(connection, told, strays)
    for path in gone:
        take_out(connection, path)
    put(connection, told)
    put_strays(connection, strays)
    if not stays:
        replace_cross_file_findings(connection, reader.conclude)
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('hidden', ?)", (reader.hidden(reader.settings),))
    connection.execute("DELETE FROM meta WHERE key = ?", (LISTING,))


def _mark(walk: Walk, told: Iterable[_Told]) -> bytes:
    """Return what the next walk is compared with: no match as long as a file may change unseen."""
    uncertain = any(stamp.size == _NEVER_KNOWN for stamp, _ in told)
    return b"" if uncertain else walk.mark()
