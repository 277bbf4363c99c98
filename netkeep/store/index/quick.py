"""The question that is asked most: whether nothing has changed and there is nothing to tell.

This module imports next to nothing: see :mod:`netkeep.cli.entry`.
"""

import os
import sqlite3
from datetime import date

from netkeep.store.index.fingerprint import fingerprint
from netkeep.store.index.tables import FOLDER, NAME
from netkeep.store.walk import Walk


def all_clear(root: str, paths: list[str], today: str | None) -> int | None:
    """Give how many files the vault has if the index is current and knows no finding in ``paths``; else None.

    ``today`` is a date in ISO form, or None for the machine's.
    """
    try:
        day = date.fromisoformat(today) if today else date.today()  # noqa: DTZ011 (the day where the owner is)
        connection = _open(root)
        try:
            if _meta(connection, "fingerprint") != fingerprint(root):
                return None
            walk = Walk(root, None, str(_meta(connection, "exclude") or ""), str(_meta(connection, "notes") or ""))
            current = not walk.troubles and _meta(connection, "walk") == walk.mark()
            return None if not current or _anything_to_tell(connection, paths, day.isoformat()) else len(walk.files)
        finally:
            connection.close()
    except (sqlite3.Error, OSError, ValueError):
        return None


def _open(root: str) -> sqlite3.Connection:
    path = os.path.join(root, FOLDER, NAME)
    if not os.path.isfile(path):
        raise FileNotFoundError(path)
    return sqlite3.connect(path, timeout=1, isolation_level=None)


def _meta(connection: sqlite3.Connection, key: str) -> object:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def _anything_to_tell(connection: sqlite3.Connection, paths: list[str], today: str) -> bool:
    left_out = str(_meta(connection, "hidden")).split()
    rows = connection.execute(
        "SELECT path, code FROM finding WHERE (until IS NULL OR until > :today) AND (since IS NULL OR since <= :today)",
        {"today": today},
    )
    return any(code not in left_out and _concerns(path, paths) for path, code in rows)


def _concerns(path: str, paths: list[str]) -> bool:
    return not paths or any(one in {path, "."} or path.startswith(f"{one}/") for one in paths)
