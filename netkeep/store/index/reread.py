"""Reading the files that changed since the index last saw them, and storing what they say now."""

import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from pathlib import Path

from netkeep.model.globs import pattern
from netkeep.store.discovery import VaultFile, file_at
from netkeep.store.git import blob_id
from netkeep.store.index.conclusions import still_hold
from netkeep.store.index.reader import Reader
from netkeep.store.index.records import encode
from netkeep.store.index.rows import Analysis, Beside, Stamp
from netkeep.store.index.tables import LISTING
from netkeep.store.index.write import put, put_beside, replace_cross_file_findings, take_out
from netkeep.store.load import read_file
from netkeep.store.parallel import in_parallel
from netkeep.store.renames import read_renames
from netkeep.store.walk import Walk, may_change_unseen
from netkeep.text.document import Document

_NEVER_KNOWN = -1
_STAMPS = "SELECT path, size, mtime_ns, inode, ctime_ns, mode FROM file"
_Stamped = tuple[Stamp, Analysis]


def reread(connection: sqlite3.Connection, root: Path, walk: Walk, reader: Reader) -> None:
    """Bring the index up to date with a walk: read the files that changed, and forget those that are gone."""
    stored = set(connection.execute(_STAMPS))
    changed = [Stamp(*stamp) for stamp in walk.files if stamp not in stored]
    there = {path for path, *_ in (*changed, *walk.troubles)}
    gone = {path for path, *_ in stored.difference(walk.files)} - there
    began = time.time_ns()
    beside = Beside(walk.strays, read_renames(root, walk))
    certain = walk.renames is None or not may_change_unseen(walk.renames[2], began)
    analyses = _read(root, walk, changed, reader)
    mark = walk.mark() if certain and all(stamp.size != _NEVER_KNOWN for stamp, _ in analyses) else b""
    _write(connection, mark, reader, partial(renew, connection, gone, analyses, beside, reader))


def _read(root: Path, walk: Walk, changed: Iterable[Stamp], reader: Reader) -> list[_Stamped]:
    files = [(stamp, file_at(root, walk, stamp.path)) for stamp in changed]
    files += [(Stamp(path, _NEVER_KNOWN, 0, 0), file_at(root, walk, path, why)) for path, why in walk.troubles]
    return in_parallel(partial(_analyse, reader), files)


def _analyse(reader: Reader, stamped_file: tuple[Stamp, VaultFile]) -> _Stamped:
    stamp, file = stamped_file
    began = time.time_ns()
    document = read_file(file)
    record = encode(document.item) if document.item else ""
    analysis = reader.analyse(document, reader.settings)._replace(record=record, blob=_blob(document))
    return (stamp if file.trouble else stamp_to_keep(stamp, began)), analysis


def _blob(document: Document) -> str:
    """Return git's name for the content of a file; empty if the document does not hold all its bytes."""
    source = document.source
    if source is None or any(problem.kind == "not-utf8" for problem in document.problems):
        return ""
    return blob_id(source.encode(source.text))


def stamp_to_keep(stamp: Stamp, began: int) -> Stamp:
    """Return the stamp to keep for a file read from a time (ns) on; one that never matches if it may change unseen."""
    return stamp._replace(size=_NEVER_KNOWN) if may_change_unseen(stamp.mtime_ns, began) else stamp


def _write(connection: sqlite3.Connection, mark: bytes, reader: Reader, renewed: Callable[[], None]) -> None:
    """Renew the index in one transaction, with the mark for the next walk to compare with.

    An empty mark never matches: a file may change unseen.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        renewed()
        for key in ("exclude", "notes"):  # for a check that reads no settings: netkeep.store.index.fast_path
            globs = pattern(getattr(reader.settings, key))
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, globs))
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('walk', ?)", (mark,))
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def renew(
    connection: sqlite3.Connection,
    gone: Collection[str],
    analyses: Sequence[_Stamped],
    beside: Beside,
    reader: Reader,
) -> None:
    """Forget the files that are gone, store what the others say now, and renew the findings across files."""
    stays = not gone and still_hold(connection, analyses, beside)
    for path in gone:
        take_out(connection, path)
    put(connection, analyses)
    put_beside(connection, beside)
    if not stays:
        replace_cross_file_findings(connection, reader.conclude)
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", reader.choice(reader.settings).items())
    connection.execute("DELETE FROM meta WHERE key = ?", (LISTING,))
