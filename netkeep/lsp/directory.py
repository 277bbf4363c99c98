"""Everybody and everything that a link can lead to, by all names, the closest to what is typed first."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from netkeep.check.collect_people import TOUCH
from netkeep.model.jobs import Job, Organisation
from netkeep.model.names import fold
from netkeep.model.people import Contact, Role
from netkeep.store.index.records import position
from netkeep.store.index.rows import JOB, ORGANISATION, PERSON

MOST = 50
"""So many are listed: whoever is not among them is a letter away."""
_NEAR_ENOUGH = 0.75


class Listed(NamedTuple):
    """Somebody or something with an id; ``names`` and ``orgs`` are folded, each with a blank before it.

    ``called`` are the whole names of a person, folded.
    """

    id: str
    kind: str
    path: str
    name: str
    about: str
    names: str
    orgs: str
    titles: tuple[str, ...] = ()
    called: tuple[str, ...] = ()


class Directory:
    """All of a vault, and the last contact with each person."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.by_path: dict[str, Listed] = {listed.path: listed for listed in self._read("")}
        rows = connection.execute("SELECT key, MAX(note) FROM fact WHERE kind = ? GROUP BY key", (TOUCH,))
        self._touched: dict[str, str] = dict(rows.fetchall())
        self._in_order: list[Listed] = []

    def update(self, path: str) -> None:
        """Read one file again."""
        previous = self.by_path.get(path)
        listed = next(self._read(path), None)
        if listed != previous:
            self._in_order = []
            self.by_path.pop(path, None)
            self.by_path.update({path: listed} if listed else {})

    def _read(self, path: str) -> Iterator[Listed]:
        for kind, (item, *columns) in _COLUMNS.items():
            wanted = ", ".join(f"json_extract(record, '$[{position(item, column)}]')" for column in columns)
            rows = self._connection.execute(
                f"SELECT stem, path, {wanted} FROM file"  # noqa: S608 (numbers of columns)
                " WHERE kind = ?1 AND record != '' AND (?2 = '' OR path = ?2)",
                (kind, path),
            )
            for row in rows:
                yield _LISTED[kind](*row)

    def called(self, name: str) -> list[str]:
        """Return the ids of the people who have a whole name or alias, folded."""
        return [listed.id for listed in self.by_path.values() if name in listed.called]

    def closest(self, text: str, kinds: Sequence[str] = (PERSON, JOB, ORGANISATION)) -> list[Listed]:
        """Return those that a text can mean, at most :data:`MOST`: by how it fits, then by the last contact."""
        wanted = fold(text.strip())
        words = [f" {word}" for word in wanted.split()]
        ranked: tuple[list[Listed], ...] = ([], [], [], [])
        for listed in self._by_last_contact():
            if listed.kind in kinds and (rank := _rank(listed, wanted, words)) is not None:
                ranked[rank].append(listed)
                if len(ranked[0]) == MOST:
                    break
        fitting = [listed for equal in ranked for listed in equal] or self._nearly(wanted, kinds)
        return fitting[:MOST]

    def _by_last_contact(self) -> list[Listed]:
        """Return everybody, whoever was met last first; kept while only notes are typed, as it takes long."""
        if not self._in_order:
            self._in_order = sorted(self.by_path.values(), key=lambda listed: listed.name)
            self._in_order.sort(key=lambda listed: self._touched.get(listed.id, ""), reverse=True)
        return self._in_order

    def _nearly(self, wanted: str, kinds: Sequence[str]) -> list[Listed]:
        """Return those whose name is nearly a text, by last contact: one letter is wrong."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        names = {
            path: listed.called[0] if listed.called else fold(listed.name)  # folding thousands takes long
            for path, listed in self.by_path.items()
            if listed.kind in kinds
        }
        near = process.extract(wanted, names, scorer=OSA.normalized_similarity, score_cutoff=_NEAR_ENOUGH, limit=MOST)
        paths = {path for _, _, path in near}
        return [listed for listed in self._by_last_contact() if listed.path in paths]


_COLUMNS: dict[str, tuple[type, str, str, str]] = {
    PERSON: (Contact, "name", "aliases", "roles"),
    JOB: (Job, "org", "title", "kind"),
    ORGANISATION: (Organisation, "name", "aliases", "target"),
}


def _person(stem: str, path: str, name: str, aliases: str, roles: str) -> Listed:
    org, title = position(Role, "org"), position(Role, "title")
    records = json.loads(roles)
    about = ", ".join(filter(None, (records[0][title], records[0][org]))) if records else ""
    titles = tuple(record[title] for record in records if record[title])
    called = tuple(map(fold, (name, *json.loads(aliases))))
    orgs = _hay([record[org] for record in records])
    return Listed(stem, PERSON, path, name, about, _hay((name, *json.loads(aliases), stem)), orgs, titles, called)


def _job(stem: str, path: str, org: str, title: str | None, kind: str | None) -> Listed:
    return Listed(stem, JOB, path, org, title or kind or "", _hay((org, stem)), "")


def _organisation(stem: str, path: str, name: str, aliases: str, _: str | None) -> Listed:
    return Listed(stem, ORGANISATION, path, name, "", _hay((name, *json.loads(aliases), stem)), "")


_LISTED: Mapping[str, Callable[..., Listed]] = MappingProxyType(
    {PERSON: _person, JOB: _job, ORGANISATION: _organisation}
)


def _hay(names: Sequence[str]) -> str:
    return "".join(f" {fold(name)}" for name in names)


def _rank(listed: Listed, wanted: str, words: Sequence[str]) -> int | None:
    """Return how well a folded text fits somebody, 0 best; None where it does not."""
    names = listed.names
    if names.startswith(f" {wanted}"):
        return 0
    if all(word in names for word in words):
        return 1
    both = f"{names}{listed.orgs}"
    if all(word in both for word in words):
        return 2
    return 3 if wanted in names else None
