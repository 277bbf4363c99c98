"""Which people a search may find: those whose files, or files about them, say all of its words."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import reduce

from netkeep.store.index.items import marks, portions
from netkeep.store.index.rows import CALLED, LINK, NAME_IN_TEXT, PERSON, PERSON_ID

AtOrganisations = Callable[[Collection[str]], Iterable[str]]
"""Returns the ids of the people who have a role at some organisations, by their ids."""


def people_saying(connection: sqlite3.Connection, words: Collection[str], at: AtOrganisations) -> set[str]:
    """Return the ids of the people about whom all words may be said; none is missing, some may be too many.

    A word may be said in somebody's own file; in a log entry about them, in any file; in the name of somebody whom
    they know, or to whom a text leads; and in the name of an organisation where they have a role.
    """
    connection.create_function("touches", 2, _touches, deterministic=True)
    return reduce(set.intersection, (_saying(connection, word, at) for word in words))


def _touches(beside: str, word: str) -> bool:
    """Return whether a word may go on from a name that another file says to what stands beside it."""
    return any(character in word for character in beside)


def _saying(connection: sqlite3.Connection, word: str, at: AtOrganisations) -> set[str]:
    rows = connection.execute(
        "SELECT file.id, file.kind, file.stem FROM said JOIN file ON said.file = file.id"
        " WHERE instr(said.words, :word) OR (said.beside != '' AND touches(said.beside, :word))",
        {"word": word},
    ).fetchall()
    others = [stem for _, kind, stem in rows if kind != PERSON]
    named = {*_called(connection, word), *others}
    texts = {file for file, _, _ in rows} | {file for file, _ in _naming(connection, named, LINK, NAME_IN_TEXT)}
    return {
        *(stem for _, kind, stem in rows if kind == PERSON),
        *(stem for _, stem in _naming(connection, named, LINK, NAME_IN_TEXT)),
        *(stem for _, stem in _naming(connection, named, PERSON_ID, "")),
        *_linked(connection, texts),
        *at(others),
    }


def _called(connection: sqlite3.Connection, word: str) -> Iterator[str]:
    """Yield the ids of the people of whom a name contains a word."""
    yield from (
        stem
        for (stem,) in connection.execute(
            "SELECT DISTINCT file.stem FROM fact JOIN file ON fact.file = file.id"
            " WHERE fact.kind = ? AND instr(fact.key, ?)",
            (CALLED, word),
        )
    )


def _naming(connection: sqlite3.Connection, ids: Collection[str], kind: str, text: str) -> Iterator[tuple[int, str]]:
    """Yield the files, with their ids, that name some ids by a kind of fact; only those whose words contain a text."""
    for portion in portions(ids):
        yield from connection.execute(
            "SELECT DISTINCT file.id, file.stem FROM fact JOIN file ON fact.file = file.id"  # noqa: S608 (marks)
            f" JOIN said ON said.file = file.id WHERE fact.kind = ? AND fact.key IN ({marks(portion)})"
            " AND (? = '' OR instr(said.words, ?))",
            (kind, *portion, text, text),
        )


def _linked(connection: sqlite3.Connection, files: Collection[int]) -> Iterator[str]:
    """Yield the ids to which some files link."""
    for portion in portions(files):
        rows = connection.execute(
            f"SELECT DISTINCT key FROM fact WHERE kind = ? AND file IN ({marks(portion)})",  # noqa: S608 (marks)
            (LINK, *portion),
        )
        yield from (key for (key,) in rows)
