"""What the index knows of the contacts' files, for whoever reads a whole vault and changes none of it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from netkeep.model.schema import PERSON
from netkeep.store.index.fast_path import open_existing
from netkeep.store.index.fingerprint import fingerprint
from netkeep.store.index.records import decode_contact
from netkeep.store.index.rows import Stamp
from netkeep.store.index.tables import NAME
from netkeep.store.root import PRIVATE_FOLDER
from netkeep.text.document import Document

_READABLE = (
    "SELECT path, size, mtime_ns, inode, ctime_ns, mode, record FROM file WHERE kind = ? AND record != '' ORDER BY path"
)


def known_contacts(root: Path) -> dict[Stamp, Document]:
    """Return the readable files of contacts as the index has them, by path: without source, places, tree, problems.

    None where there is no index, or one that another program or other settings made.
    """
    try:
        with closing(open_existing(str(root / PRIVATE_FOLDER / NAME))) as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = 'fingerprint'").fetchone()
            if row is None or row[0] != fingerprint(str(root)):
                return {}
            rows = connection.execute(_READABLE, (PERSON.name,))
            return {Stamp(*stamp): _document(stamp[0], record) for *stamp, record in rows}
    except (sqlite3.Error, OSError, ValueError):
        return {}


def _document(path: str, record: str) -> Document:
    return Document(path, PERSON, None, decode_contact(record))
