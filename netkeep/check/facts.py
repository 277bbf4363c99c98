"""The facts of all files, queried by rules across files."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from typing import NamedTuple

from netkeep.store.index.rows import EVERY_KIND, FOREVER, FactRow, Place
from netkeep.store.index.tables import renames_in
from netkeep.store.renames import Renames

_PLACE = "file.path, fact.line, fact.col, fact.end_line, fact.end_col"


class Facts:
    """Queries to the index, each sorted by place; ``kinds_used`` are the kinds of facts that were queried."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.kinds_used: set[str] = set()

    def places_with_shared_key(self, kind: str) -> Iterator[tuple[str, Place]]:
        """Yield every fact of a kind whose key is in more than one file, by key."""
        self.kinds_used.add(kind)
        rows = self._connection.execute(
            f"SELECT fact.key, {_PLACE} FROM fact JOIN file ON file.id = fact.file"  # noqa: S608 (a constant)
            " WHERE fact.kind = :kind AND fact.key IN (SELECT key FROM fact WHERE kind = :kind"
            " GROUP BY key HAVING MIN(file) < MAX(file)) ORDER BY fact.key, file.path, fact.line, fact.col",
            {"kind": kind},
        )
        return ((row[0], Place(*row[1:])) for row in rows)

    def dangling(self, kind: str, wanted: str | None = None) -> Iterator[tuple[FactRow, str | None]]:
        """Yield every fact of a kind whose key is no file's id, or (with ``wanted``) not the id of a file of that kind.

        With each comes the kind of the file that has the id instead, if there is one.
        """
        self.kinds_used.add(kind)
        rows = self._connection.execute(
            f"SELECT fact.key, fact.note, {_PLACE}, (SELECT MIN(kind) FROM file AS found WHERE found.stem = fact.key)"  # noqa: S608
            " FROM fact JOIN file ON file.id = fact.file WHERE fact.kind = :kind AND NOT EXISTS"
            " (SELECT 1 FROM file AS meant WHERE meant.stem = fact.key AND (:wanted IS NULL OR meant.kind = :wanted))"
            " ORDER BY file.path, fact.line, fact.col",
            {"kind": kind, "wanted": wanted},
        )
        return ((FactRow(kind, row[0], row[1], Place(*row[2:7])), row[7]) for row in rows)

    def of_kind(self, kind: str) -> Iterator[FactRow]:
        """Yield every fact of a kind."""
        self.kinds_used.add(kind)
        rows = self._connection.execute(
            f"SELECT fact.key, fact.note, {_PLACE} FROM fact JOIN file ON file.id = fact.file"  # noqa: S608
            " WHERE fact.kind = ? ORDER BY file.path, fact.line, fact.col",
            (kind,),
        )
        return (FactRow(kind, row[0], row[1], Place(*row[2:])) for row in rows)

    def rows_with_shared_key(self, kind: str) -> Iterator[FactRow]:
        """Yield every fact of a kind whose key is in more than one file, by key."""
        self.kinds_used.add(kind)
        rows = self._connection.execute(
            f"SELECT fact.key, fact.note, {_PLACE} FROM fact JOIN file ON file.id = fact.file WHERE fact.kind = :kind"  # noqa: S608
            " AND fact.key IN (SELECT key FROM fact WHERE kind = :kind GROUP BY key HAVING MIN(file) < MAX(file))"
            " ORDER BY fact.key, file.path, fact.line, fact.col",
            {"kind": kind},
        )
        return (FactRow(kind, row[0], row[1], Place(*row[2:])) for row in rows)

    def latest(self, kind: str) -> Mapping[str, str]:
        """Return the greatest note of each key of a kind; of days in ISO form, the last."""
        self.kinds_used.add(kind)
        return dict(self._connection.execute("SELECT key, MAX(note) FROM fact WHERE kind = ? GROUP BY key", (kind,)))

    def keys(self, path: str) -> Mapping[str, set[str]]:
        """Return the keys of a file's facts, by kind."""
        self.kinds_used.add(EVERY_KIND)
        return self._keys(path)

    @lru_cache(maxsize=65536)  # noqa: B019 (the facts live as long as one check)
    def _keys(self, path: str) -> Mapping[str, set[str]]:
        by_kind: defaultdict[str, set[str]] = defaultdict(set)
        rows = self._connection.execute(
            "SELECT fact.kind, fact.key FROM fact JOIN file ON file.id = fact.file WHERE file.path = ?", (path,)
        )
        for kind, key in rows:
            by_kind[kind].add(key)
        return by_kind

    def of_file(self, kind: str, path: str) -> frozenset[tuple[str, str]]:
        """Return the keys of a kind in a file, each with its note."""
        self.kinds_used.add(kind)
        return self._of_file(kind, path)

    @lru_cache(maxsize=65536)  # noqa: B019 (the facts live as long as one check)
    def _of_file(self, kind: str, path: str) -> frozenset[tuple[str, str]]:
        rows = self._connection.execute(
            "SELECT fact.key, fact.note FROM fact JOIN file ON file.id = fact.file"
            " WHERE file.path = ? AND +fact.kind = ?",  # the plus: SQLite goes by the file, not by the kind
            (path, kind),
        )
        return frozenset(rows)

    def keys_in_same_file(self, kind: str, key: str) -> frozenset[str]:
        """Return a key, and the keys of its kind that share a file with it."""
        self.kinds_used.add(kind)
        rows = self._connection.execute(
            "SELECT other.key FROM fact JOIN fact AS other ON other.file = fact.file AND other.kind = fact.kind"
            " WHERE fact.kind = ? AND fact.key = ?",
            (kind, key),
        )
        return frozenset({key, *(other for (other,) in rows)})

    def count(self, kind: str) -> Iterator["Count"]:
        """Yield how often each key of a kind has each note, the most frequent note of a key first."""
        self.kinds_used.add(kind)
        rows = self._connection.execute(
            "SELECT key, note, COUNT(*) FROM fact WHERE kind = ? GROUP BY key, note ORDER BY key, COUNT(*) DESC, note",
            (kind,),
        )
        return (Count(*row) for row in rows)

    def places(self, kind: str, key: str, note: str) -> Iterator[Place]:
        """Yield the places where a key has a note."""
        self.kinds_used.add(kind)
        rows = self._connection.execute(
            f"SELECT {_PLACE} FROM fact JOIN file ON file.id = fact.file"  # noqa: S608
            " WHERE fact.kind = ? AND fact.key = ? AND fact.note = ? ORDER BY file.path, fact.line, fact.col",
            (kind, key, note),
        )
        return (Place(*row) for row in rows)

    def same_ids(self) -> Iterator[tuple[Place, tuple[str, ...]]]:
        """Yield every file that shares its id, with the paths of the others."""
        for _, paths in self._paths_by_shared_key("SELECT stem, path FROM file WHERE kind != 'note'"):
            for path in paths:
                yield Place(path), tuple(other for other in paths if other != path)

    def odd_paths(self) -> Iterator[str]:
        """Yield the paths of the files with a blank or a full stop in their names."""
        rows = self._connection.execute(
            "SELECT path FROM file WHERE stem GLOB '*[ .]*' AND kind != 'note' ORDER BY path"
        )
        return (path for (path,) in rows)

    def same_paths(self) -> Iterator[tuple[Place, str]]:
        """Yield every path that equals another one on systems that ignore case and forms of accents."""
        for _, paths in self._paths_by_shared_key(
            "SELECT folded, path FROM file UNION ALL SELECT folded, path FROM stray"
        ):
            for path in paths:
                yield Place(path), next(other for other in paths if other != path)

    def _paths_by_shared_key(self, table: str) -> Iterator[tuple[str, list[str]]]:
        """Yield the paths of each key that has more than one."""
        rows = self._connection.execute(
            f"WITH named (name, path) AS ({table}) SELECT name, path FROM named"  # noqa: S608
            " WHERE name IN (SELECT name FROM named GROUP BY name HAVING COUNT(*) > 1) ORDER BY name, path"
        )
        groups: dict[str, list[str]] = {}
        for name, path in rows:
            groups.setdefault(name, []).append(path)
        return iter(groups.items())

    def strays(self, reason: str) -> Iterator[Place]:
        """Yield the files that no command reads, for one reason."""
        rows = self._connection.execute("SELECT path FROM stray WHERE reason = ? ORDER BY path", (reason,))
        return (Place(path) for (path,) in rows)

    def unused(self) -> Iterator["Unused"]:
        """Yield every suppression that accepts nothing, in its file or across files; to call after all other rules."""
        rows = self._connection.execute(
            "SELECT code, MAX(used) AS last, path, at_line, at_col, at_end_line, at_end_col FROM accepted"
            " GROUP BY path, at_line, at_col, code HAVING last < ? AND NOT MAX(EXISTS (SELECT 1 FROM finding"
            " WHERE across AND finding.path = accepted.path AND finding.code = accepted.code"
            " AND accepted.line IN (0, finding.line))) ORDER BY path, at_line, at_col",
            (FOREVER,),
        )
        return (Unused(row[0], row[1] or None, Place(*row[2:])) for row in rows)

    @cached_property
    def renames(self) -> Renames:
        """Return the ids that were changed."""
        return Renames(renames_in(self._connection))

    @lru_cache(maxsize=4096)  # noqa: B019 (the facts live as long as one check)
    def renamed(self, old: str, kind: str | None = None) -> tuple[str, ...]:
        """Return the ids, of one kind of file or of all, that an old one stands for now: several where it is open.

        None where a file has the old id again.
        """
        return () if old in self._set_of_ids(None) else self.renames.leads_to(old, self._set_of_ids(kind))

    @lru_cache(maxsize=8)  # noqa: B019 (the facts live as long as one check)
    def _set_of_ids(self, kind: str | None) -> frozenset[str]:
        return frozenset(self.ids(kind))

    @lru_cache(maxsize=8)  # noqa: B019 (the facts live as long as one check)
    def ids(self, kind: str | None = None) -> tuple[str, ...]:
        """Return the ids in the vault, of one kind of file or of all."""
        rows = self._connection.execute(
            "SELECT DISTINCT stem FROM file WHERE ?1 IS NULL OR kind = ?1 ORDER BY path", (kind,)
        )
        return tuple(stem for (stem,) in rows)


class Count(NamedTuple):
    """How often a key has a note."""

    key: str
    note: str
    times: int


class Unused(NamedTuple):
    """A suppression that accepts nothing; ``since`` is the day (in ISO form) from which this holds, None for always."""

    code: str
    since: str | None
    place: Place
