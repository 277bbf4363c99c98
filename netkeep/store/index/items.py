"""The people, jobs or organisations of the index, each read when it is needed."""

import sqlite3
from collections.abc import Callable, Collection, ItemsView, Iterator, Mapping, ValuesView
from itertools import islice
from typing import TypeVar

from netkeep.model.jobs import Job, Organisation
from netkeep.model.people import Contact

_T = TypeVar("_T", Contact, Job, Organisation)
_V = TypeVar("_V")
_AT_ONCE = 500
"""So many people are queried in one statement; SQLite took no more than 999 values in one before 2020."""


class Items(Mapping[str, _T]):
    """The people, jobs or organisations by id, each read when it is needed, or all at once."""

    def __init__(self, connection: sqlite3.Connection, kind: str, decode: Callable[[str], _T]) -> None:
        self._connection = connection
        self._kind = kind
        self._decode: Callable[[str], _T] = decode
        self._known: dict[str, _T] = {}
        self.whole = False

    def __getitem__(self, name: str) -> _T:
        if name not in self._known:
            if self.whole or (record := self._record(name)) is None:
                raise KeyError(name)
            self._known[name] = self._decode(record)
        return self._known[name]

    def _record(self, name: str) -> str | None:
        """Return the record of an id; where several files have it, the first one counts."""
        row = self._connection.execute(
            "SELECT record FROM file WHERE stem = ? AND kind = ? AND record != '' ORDER BY path LIMIT 1",
            (name, self._kind),
        ).fetchone()
        return None if row is None else str(row[0])

    def with_ids(self, names: Collection[str]) -> tuple[_T, ...]:
        """Return those with some ids, sorted by id, read with one query."""
        wanted = sorted(set(names) - self._known.keys())
        for stem, record in records(self._connection, self._kind, () if self.whole else wanted).items():
            self._known[stem] = self._decode(record)
        return tuple(self._known[name] for name in sorted(set(names)) if name in self._known)

    def already_read(self, names: Collection[str]) -> dict[str, _T]:
        """Return those with some ids that have been read already."""
        return {name: self._known[name] for name in names if name in self._known}

    def __contains__(self, name: object) -> bool:
        return name in self._known or (not self.whole and isinstance(name, str) and self._record(name) is not None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def values(self) -> ValuesView[_T]:
        """Return all of them, sorted by id."""
        return self._all().values()

    def items(self) -> ItemsView[str, _T]:
        """Return all of them with their ids, sorted by id."""
        return self._all().items()

    def _all(self) -> dict[str, _T]:
        if not self.whole:
            rows = self._connection.execute(
                "SELECT stem, record FROM file WHERE kind = ? AND record != '' ORDER BY path", (self._kind,)
            )
            first: dict[str, str] = {}
            for stem, record in rows:
                first.setdefault(stem, record)
            self._known = {name: self._known.get(name) or self._decode(first[name]) for name in sorted(first)}
            self.whole = True
        return self._known


def records(connection: sqlite3.Connection, kind: str, stems: Collection[str]) -> dict[str, str]:
    """Return the records of some ids; where several files have one, the first one counts."""
    by_stem: dict[str, str] = {}
    for portion in portions(stems):
        rows = connection.execute(
            f"SELECT stem, record FROM file WHERE stem IN ({marks(portion)})"  # noqa: S608 (question marks)
            " AND kind = ? AND record != '' ORDER BY path",
            (*portion, kind),
        )
        for stem, record in rows:
            by_stem.setdefault(stem, record)
    return by_stem


def portions(names: Collection[_V]) -> Iterator[list[_V]]:
    """Yield the names in lists short enough for one statement."""
    left = iter(names)
    while portion := list(islice(left, _AT_ONCE)):
        yield portion


def marks(values: Collection[object]) -> str:
    """Return a question mark for each value."""
    return ",".join("?" * len(values))
