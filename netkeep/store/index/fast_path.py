"""The most frequent question: the findings in files of which none has changed since the last time.

This module imports almost nothing: see :mod:`netkeep.cli.entry`.
"""

import os
import sqlite3
from collections.abc import Callable
from datetime import date

from netkeep.store.index.fingerprint import fingerprint, program
from netkeep.store.index.listing import Listing
from netkeep.store.index.tables import ASK, FINDINGS, LISTING, NAME, STAGED_NAME, count_files
from netkeep.store.root import PRIVATE_FOLDER
from netkeep.store.walk import Walk

Row = tuple[str, int, int, str, int, int, str, str, str]
"""A finding: path, line, column, code, the end's line and column, message, help, and the fix as it is kept."""
Answer = tuple[int, list[Row], dict[str, str]]
"""The number of files, their findings sorted by place, and the severity of the rules whose findings are no errors."""


def answer(root: str, paths: list[str], today: str | None) -> Answer | None:
    """Return what the index knows about the files as they are, or None if it is out of date.

    With ``paths``, only findings in these are returned. ``today`` is a date in ISO form; None is the machine's.
    """

    def number(connection: sqlite3.Connection) -> int | None:
        walk = Walk(root, str(_meta(connection, "exclude") or ""), str(_meta(connection, "notes") or ""))
        if walk.troubles or _meta(connection, "walk") != walk.mark():
            return None
        return len(walk.files) if _meta(connection, "fingerprint") == fingerprint(root) else None

    return _answer(os.path.join(root, PRIVATE_FOLDER, NAME), number, paths, today)


def answer_staged(root: str, paths: list[str], today: str | None, listing: Listing) -> Answer | None:
    """Return what is known about the staged files, or None if git lists them differently than the last time."""
    mark = program().encode()
    listed = listing.read()

    def number(connection: sqlite3.Connection) -> int | None:
        return count_files(connection) if listed is not None and _meta(connection, LISTING) == mark + listed else None

    for name in (NAME, STAGED_NAME):
        result = _answer(os.path.join(root, PRIVATE_FOLDER, name), number, paths, today)
        if result:
            return result
    return None


def answer_from(connection: sqlite3.Connection, paths: list[str], today: str | None) -> Answer | None:
    """Return what an up-to-date index says, or None if there are rules that it has not been asked about."""
    findings = _findings(connection, paths, _day(today))
    return None if findings is None else (count_files(connection), findings, _lenient(connection))


def _answer(
    path: str, number: Callable[[sqlite3.Connection], int | None], paths: list[str], today: str | None
) -> Answer | None:
    """Return the answer of the index at a path, read in one transaction: others may write to it meanwhile."""
    try:
        day = _day(today)
        connection = open_existing(path)
        try:
            connection.execute("BEGIN")
            files = number(connection)
            findings = None if files is None else _findings(connection, paths, day)
            return None if files is None or findings is None else (files, findings, _lenient(connection))
        finally:
            connection.close()
    except (sqlite3.Error, OSError, ValueError):
        return None


def _day(today: str | None) -> str:
    day = date.fromisoformat(today) if today else date.today()  # noqa: DTZ011 (the day where the owner is)
    return day.isoformat()


def open_existing(path: str) -> sqlite3.Connection:
    """Open an index for reading. Raises ``OSError`` where there is none."""
    if not os.path.isfile(path):
        raise FileNotFoundError(path)
    return sqlite3.connect(path, timeout=1, isolation_level=None)


def _meta(connection: sqlite3.Connection, key: str) -> object:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def _findings(connection: sqlite3.Connection, paths: list[str], today: str) -> list[Row] | None:
    """Return the findings that are not hidden, or None if some rules only run when somebody asks for them."""
    left_out = frozenset(str(_meta(connection, "hidden")).split())
    if ASK in left_out:
        return None
    rows: list[Row] = connection.execute(FINDINGS, {"today": today}).fetchall()
    shown = [row for row in rows if row[3] not in left_out and concerns(row[0], paths)]
    return sorted(shown, key=lambda row: row[:-1])


def _lenient(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(word.split("=") for word in str(_meta(connection, "lenient")).split())


def concerns(path: str, paths: list[str]) -> bool:
    """Return whether a file is one of ``paths``, or in one of these folders; no paths stand for all files."""
    return not paths or any(wanted in {path, "."} or path.startswith(f"{wanted}/") for wanted in paths)
