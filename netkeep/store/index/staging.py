"""The index of what git has staged: that of the files if both are the same, else a separate one.

Both know content by git's name for it. So a file is only read if neither has met its content, and if git lists the same
as the last time, only the findings are queried (:mod:`netkeep.store.index.fast_path`).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from netkeep.errors import VaultError
from netkeep.store.git import git
from netkeep.store.index.fingerprint import SETTINGS, program, with_settings
from netkeep.store.index.reader import Reader
from netkeep.store.index.refresh import index_folder, open_index
from netkeep.store.index.rows import Beside, Stamp
from netkeep.store.index.tables import LISTING, NAME, STAGED_NAME, in_memory, on_disk, renames_in
from netkeep.store.root import PRIVATE_FOLDER
from netkeep.store.staged import Staged


@contextmanager
def staged_index(root: Path, index: str | None, staged: Staged, reader: Reader) -> Iterator[sqlite3.Connection]:
    """Yield the index of what is staged; nobody else writes to it meanwhile.

    It is kept if it is about git's own index, or about one that git makes for a commit.
    """
    with closing(_opened(root, index, staged, reader)) as connection:
        try:
            yield connection
        finally:
            with suppress(sqlite3.Error):  # what it says was right; the next check begins where this one did
                connection.execute("COMMIT")


def _opened(root: Path, index: str | None, staged: Staged, reader: Reader) -> sqlite3.Connection:
    try:
        if index is None or Path(index).parent == Path(git(root, "rev-parse", "--absolute-git-dir") or ""):
            return _index_of_files(root, staged, reader) or _separate_index(root, staged, reader)
    except (sqlite3.Error, OSError, VaultError):
        pass
    return _renewed(in_memory(), staged, reader)


def _index_of_files(root: Path, staged: Staged, reader: Reader) -> sqlite3.Connection | None:
    """Return the index of the files, up to date and in a transaction; None if something else is staged."""
    settings = root / SETTINGS
    if (settings.read_bytes() if settings.is_file() else None) != staged.settings_text:
        return None
    connection = open_index(root, reader)
    try:
        connection.execute("BEGIN IMMEDIATE")
        if _says_the_same(connection, staged):
            _keep_listing(connection, staged)
            return connection
    except BaseException:
        connection.close()
        raise
    connection.close()
    return None


def note_if_known(root: Path, staged: Staged) -> bool:
    """Return whether the index of the files holds what is staged, whatever the files say now; if so, note it there."""
    path = root / PRIVATE_FOLDER / NAME
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(path, timeout=1, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            same = _says_the_same(connection, staged)
            if same:
                _keep_listing(connection, staged)
            connection.execute("COMMIT")
            return same
    except sqlite3.Error:
        return False


def _says_the_same(connection: sqlite3.Connection, staged: Staged) -> bool:
    fingerprint = connection.execute("SELECT value FROM meta WHERE key = 'fingerprint'").fetchone()
    if fingerprint != (with_settings(staged.settings_text),):
        return False
    if renames_in(connection) != staged.renames or not staged.certain:
        return False
    strays = connection.execute("SELECT path, reason FROM stray ORDER BY path, reason").fetchall()
    return strays == staged.strays and _blobs(connection) == staged.blobs


def _blobs(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT path, blob FROM file"))


def _keep_listing(connection: sqlite3.Connection, staged: Staged) -> None:
    """Note that the index holds what is staged, for as long as git lists the same."""
    said = program().encode() + staged.listing
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (LISTING, said))


def _separate_index(root: Path, staged: Staged, reader: Reader) -> sqlite3.Connection:
    """Return the separate index, renewed; a new one starts as a copy of the index of the files."""
    fingerprint = with_settings(staged.settings_text)
    folder = index_folder(root)
    connection = on_disk(str(folder / STAGED_NAME), fingerprint)
    try:
        if connection.execute("SELECT 1 FROM file LIMIT 1").fetchone() is None:
            _begin_with(connection, folder / NAME, fingerprint)
    except BaseException:
        connection.close()
        raise
    return _renewed(connection, staged, reader)


def _begin_with(connection: sqlite3.Connection, path: Path, fingerprint: str) -> None:
    """Copy the index at a path, if this program made it with the settings that are staged."""
    if not path.is_file():
        return
    with closing(sqlite3.connect(path, timeout=1, isolation_level=None)) as other:
        if other.execute("SELECT value FROM meta WHERE key = 'fingerprint'").fetchone() == (fingerprint,):
            other.backup(connection)


def _renewed(connection: sqlite3.Connection, staged: Staged, reader: Reader) -> sqlite3.Connection:
    """Return an index that holds what is staged, in an open transaction; close it if that fails."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        _renew(connection, staged, reader)
    except BaseException:
        connection.close()
        raise
    return connection


def _renew(connection: sqlite3.Connection, staged: Staged, reader: Reader) -> None:
    from netkeep.store.index.reread import renew
    from netkeep.store.parallel import collector_off

    stored = _blobs(connection)
    changed = [path for path, blob in staged.blobs.items() if not blob or stored.get(path) != blob]
    gone = stored.keys() - staged.blobs.keys()
    with collector_off():
        analyses = [
            (Stamp(document.path, 0, 0, 0), reader.analyse(document, reader.settings))
            for document in staged.documents(changed)
        ]
    analyses = [(stamp, analysis._replace(blob=staged.blob_of(stamp.path))) for stamp, analysis in analyses]
    renew(connection, gone, analyses, Beside(staged.strays, staged.renames), reader)
    connection.execute("DELETE FROM meta WHERE key = 'walk'")
    if staged.certain:
        _keep_listing(connection, staged)
