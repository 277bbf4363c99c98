"""Bringing the index up to date: only what changed is read again.

As in git, a file with the same size, times, inode and permissions has not changed; and as in git, a file saved in the
same tick of the clock in which it was read may change again without a trace, and is therefore read again next time.

Where nothing changed, nothing that reads a file is imported (:mod:`netkeep.store.index.reread` does that).
"""

import sqlite3
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from netkeep.errors import VaultError
from netkeep.model.globs import pattern
from netkeep.store.index.fingerprint import fingerprint
from netkeep.store.index.tables import NAME, in_memory, on_disk
from netkeep.store.root import PRIVATE_FOLDER
from netkeep.store.walk import Walk

if TYPE_CHECKING:
    from netkeep.config import Settings
    from netkeep.store.index.reader import Reader


def open_index(root: Path, reader: "Reader") -> sqlite3.Connection:
    """Return the index of a vault, up to date; in memory if it cannot be written, or another process keeps it busy.

    The caller closes it.
    """
    try:
        path = index_folder(root) / NAME
        connection = on_disk(str(path), fingerprint(str(root)))
    except (sqlite3.Error, OSError, VaultError):
        return _refreshed(in_memory(), root, reader)
    try:
        return _refreshed(connection, root, reader)
    except sqlite3.DatabaseError:
        return _refreshed(in_memory(), root, reader)


def index_folder(root: Path) -> Path:
    """Return the folder of the index, making it if necessary."""
    folder = root / PRIVATE_FOLDER
    if (folder / ".gitignore").exists():
        return folder
    from netkeep.store.write import private_folder

    return private_folder(root)


def _refreshed(connection: sqlite3.Connection, root: Path, reader: "Reader") -> sqlite3.Connection:
    """Return the index once it is up to date; close it if that fails."""
    with ExitStack() as failed:
        failed.callback(connection.close)
        _refresh(connection, root, reader, _walk(root, reader.settings))
        failed.pop_all()
    return connection


def _refresh(connection: sqlite3.Connection, root: Path, reader: "Reader", walk: Walk) -> None:
    if walk.troubles or _meta(connection, "walk") != walk.mark():
        from netkeep.store.index.reread import reread

        reread(connection, root, walk, reader)


def _walk(root: Path, settings: "Settings") -> Walk:
    return Walk(str(root), pattern(settings.exclude), pattern(settings.notes))


def _meta(connection: sqlite3.Connection, key: str) -> object:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None
