"""The index of what git has staged: that of the files where both are the same, else one beside it.

Both know by what git calls a content which of it they have met. So a file is read only if neither has, and where git
lists the same as the last time, nothing is asked but the findings (:mod:`netkeep.store.index.fast_path`).
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
from netkeep.store.index.rows import Stamp
from netkeep.store.index.tables import FOLDER, LISTING, NAME, STAGED_NAME, in_memory, on_disk
from netkeep.store.staged import Staged


@contextmanager
def staged_index(root: Path, index: str | None, staged: Staged, reader: Reader) -> Iterator[sqlite3.Connection]:
    """Yield the index of what is staged; nobody else writes to it meanwhile.

    What is found out is kept if it is about git's own index, or one that git makes for a commit.
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
            return _of_files(root, staged, reader) or _beside(root, staged, reader)
    except (sqlite3.Error, OSError, VaultError):
        pass
    return _renewed(in_memory(), staged, reader)


def _of_files(root: Path, staged: Staged, reader: Reader) -> sqlite3.Connection | None:
    """Return the index of the files, brought up to date, in a transaction; None where something else is staged."""
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
    """Return whether the index of the files says what is staged, whatever the files say now; if so, note it there."""
    path = root / FOLDER / NAME
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
    if fingerprint != (with_settings(staged.settings_text),) or not staged.certain:
        return False
    strays = connection.execute("SELECT path, reason FROM stray ORDER BY path, reason").fetchall()
    return strays == staged.strays and _known(connection) == staged.blobs


def _known(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT path, blob FROM file"))


def _keep_listing(connection: sqlite3.Connection, staged: Staged) -> None:
    """Note that the index says what is staged, for as long as git lists the same."""
    said = program().encode() + staged.listing
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (LISTING, said))


def _beside(root: Path, staged: Staged, reader: Reader) -> sqlite3.Connection:
    """Return the other index, renewed; it begins with all that is known of the files."""
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
    """Take over what the index at a path knows, where it was made by this program with the settings that are staged."""
    if not path.is_file():
        return
    with closing(sqlite3.connect(path, timeout=1, isolation_level=None)) as other:
        if other.execute("SELECT value FROM meta WHERE key = 'fingerprint'").fetchone() == (fingerprint,):
            other.backup(connection)


def _renewed(connection: sqlite3.Connection, staged: Staged, reader: Reader) -> sqlite3.Connection:
    """Return an index that says what is staged, in a transaction that goes on; where that fails, it is closed."""
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

    known = _known(connection)
    changed = [path for path, blob in staged.blobs.items() if not blob or known.get(path) != blob]
    gone = known.keys() - staged.blobs.keys()
    with collector_off():
        told = [
            (Stamp(document.path, 0, 0, 0), reader.analyse(document, reader.settings))
            for document in staged.documents(changed)
        ]
    told = [(stamp, analysis._replace(blob=staged.blob_of(stamp.path))) for stamp, analysis in told]
    renew(connection, gone, told, staged.strays, reader)
    connection.execute("DELETE FROM meta WHERE key = 'walk'")
    if staged.certain:
        _keep_listing(connection, staged)
