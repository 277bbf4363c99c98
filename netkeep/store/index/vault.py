"""The vault as read from its index: a question about one person reads that person, and not the rest."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, overload

from netkeep.model.jobs import Job, Organisation
from netkeep.model.names import org_key
from netkeep.model.people import Contact
from netkeep.store.index.items import Items, marks, portions, records
from netkeep.store.index.records import (
    decode_contact,
    decode_entries,
    decode_job,
    decode_organisation,
    entries_about,
    position,
)
from netkeep.store.index.rows import CALLED, JOB, LINK, NO_EMPLOYER, ORG, ORGANISATION, PERSON, PERSON_ID, TAG
from netkeep.store.index.search import people_saying
from netkeep.store.orgs import Orgs
from netkeep.store.vault import Log, Vault, history_in, logs_about
from netkeep.store.walk import CLOSED

if TYPE_CHECKING:
    from netkeep.text.document import Document

_BEHIND_ALL = "\U0010ffff"
_TYPES = {PERSON: Contact, JOB: Job, ORGANISATION: Organisation}


class Files(Sequence["Document"]):
    """Every file of the vault, read when it is needed."""

    def __init__(self, connection: sqlite3.Connection, root: Path) -> None:
        self._connection = connection
        self._root = root

    @cached_property
    def _paths(self) -> list[str]:
        return [path for (path,) in self._connection.execute("SELECT path FROM file ORDER BY path")]

    @overload
    def __getitem__(self, index: int) -> "Document": ...
    @overload
    def __getitem__(self, index: slice) -> "Sequence[Document]": ...
    def __getitem__(self, index: int | slice) -> "Document | Sequence[Document]":
        if isinstance(index, slice):
            return [_read(self._root, path) for path in self._paths[index]]
        return _read(self._root, self._paths[index])

    def __len__(self) -> int:
        return len(self._paths)


class ById(Mapping[str, tuple["Document", ...]]):
    """The files of each id."""

    def __init__(self, connection: sqlite3.Connection, root: Path) -> None:
        self._connection = connection
        self._root = root

    def __getitem__(self, name: str) -> "tuple[Document, ...]":
        rows = self._connection.execute("SELECT path FROM file WHERE stem = ? ORDER BY path", (name,))
        documents = tuple(_read(self._root, path) for (path,) in rows.fetchall())
        if not documents:
            raise KeyError(name)
        return documents

    def __iter__(self) -> Iterator[str]:
        rows = self._connection.execute("SELECT DISTINCT stem FROM file ORDER BY stem")
        return iter([str(stem) for (stem,) in rows])

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _read(root: Path, path: str) -> "Document":
    """Return a file as it is now."""
    from netkeep.model.schema import FILE_KINDS
    from netkeep.store.discovery import VaultFile
    from netkeep.store.load import read_file

    return read_file(
        VaultFile(path, root / path, next(kind for kind in FILE_KINDS if path.startswith(f"{kind.folder}/")))
    )


@dataclass(frozen=True)
class IndexedVault(Vault):
    """A vault whose files are in the index: see :mod:`netkeep.store.index.refresh`."""

    connection: sqlite3.Connection = field(kw_only=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "documents", Files(self.connection, self.root))

    @cached_property
    def contacts(self) -> Items[Contact]:
        """Return the people by id."""
        return Items(self.connection, PERSON, decode_contact)

    @cached_property
    def jobs(self) -> Items[Job]:
        """Return the owner's jobs by id."""
        return Items(self.connection, JOB, decode_job)

    @cached_property
    def organisations(self) -> Items[Organisation]:
        """Return the organisations that have a file, by id."""
        return Items(self.connection, ORGANISATION, decode_organisation)

    @cached_property
    def by_id(self) -> "Mapping[str, tuple[Document, ...]]":
        """Return every file by its id, unreadable ones included."""
        return ById(self.connection, self.root)

    def document(self, item: Contact | Job | Organisation) -> "Document":
        """Return the file of a person, job or organisation, as it is now."""
        return _read(self.root, self._place(item)[0])

    def path(self, item: Contact | Job | Organisation) -> str:
        """Return the path of a person's, job's or organisation's file."""
        return self._place(item)[0]

    def _place(self, item: Contact | Job | Organisation) -> tuple[str, str]:
        kind = {Contact: PERSON, Job: JOB, Organisation: ORGANISATION}[type(item)]
        row = self.connection.execute(
            "SELECT path FROM file WHERE stem = ? AND kind = ? AND record != '' ORDER BY path LIMIT 1", (item.id, kind)
        ).fetchone()
        return row[0], kind

    @property
    def unreadable(self) -> tuple[str, ...]:
        """Return the paths of the files that cannot be read."""
        rows = self.connection.execute("SELECT path FROM file WHERE record = '' AND kind != 'note' ORDER BY path")
        return tuple(path for (path,) in rows)

    @property
    def closed(self) -> tuple[str, ...]:
        """Return the paths of the folders that cannot be listed."""
        rows = self.connection.execute("SELECT path FROM stray WHERE reason = ? ORDER BY path", (CLOSED,))
        return tuple(path for (path,) in rows)

    def people_called(self, part: str) -> tuple[Contact, ...]:
        """Return everyone who has a part (folded) in a name, alias, e-mail address or id."""
        rows = self.connection.execute(
            "SELECT stem FROM file WHERE kind = :kind AND record != '' AND id IN (SELECT id FROM file WHERE"
            " instr(stem, :part) UNION SELECT file FROM fact WHERE kind = :called AND instr(key, :part))",
            {"kind": PERSON, "part": part, "called": CALLED},
        )
        return self.contacts.with_ids([stem for (stem,) in rows])

    def people_saying(self, words: Sequence[str]) -> tuple[Contact, ...]:
        """Return everyone about whom all words (folded) may be said, and perhaps others: who is, a search tells."""
        if not words:
            return ()
        return self.contacts.with_ids(people_saying(self.connection, words, self._at))

    def _at(self, organisations: Collection[str]) -> Iterator[str]:
        """Yield the ids of everyone who has a role at some organisations."""
        spellings = {name for org in self.orgs.all() if org.id in organisations for name in org.spellings}
        yield from (contact.id for contact in self.people_at(spellings))

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield everything that people can be found by, folded, each with the id of the person."""
        rows = self.connection.execute(
            "SELECT fact.key, file.stem FROM fact JOIN file ON fact.file = file.id WHERE fact.kind = ?"
            " UNION SELECT stem, stem FROM file WHERE kind = ? AND record != '' ORDER BY 2, 1",
            (CALLED, PERSON),
        )
        yield from rows

    def people_beginning(self, begin: str, most: int) -> list[tuple[str, str]]:
        """Return ids that begin with a text (folded), at most so many, each with the person's name.

        Where there are none, the ids of those with a name or an address in which a word begins so.
        """
        columns = f"DISTINCT file.stem, json_extract(file.record, '$[{position(Contact, 'name')}]')"
        tables = {
            "file": "file.stem >= :begin AND file.stem < :end",
            "file JOIN fact ON fact.file = file.id": "fact.kind = :called AND instr(' ' || fact.key, ' ' || :begin)",
        }
        values = {"begin": begin, "end": begin + _BEHIND_ALL, "called": CALLED, "kind": PERSON, "most": most}
        for table, condition in tables.items():
            rows = self.connection.execute(
                f"SELECT {columns} FROM {table} WHERE {condition}"  # noqa: S608 (all of it stands above)
                " AND file.kind = :kind AND file.record != '' ORDER BY file.stem LIMIT :most",
                values,
            ).fetchall()
            if rows:
                return rows
        return []

    def tags(self) -> list[str]:
        """Return every tag of a person, sorted."""
        rows = self.connection.execute("SELECT DISTINCT key FROM fact WHERE kind = ?", (TAG,))
        return sorted(tag for (tag,) in rows)

    def close(self) -> None:
        """Close the index; the vault must not be used any more."""
        self.connection.close()

    def people_at(self, names: Collection[str]) -> tuple[Contact, ...]:
        """Return everyone who has a role at an organisation, by any of the names as they are written in roles."""
        stems: set[str] = set()
        for name in names:
            rows = self.connection.execute(
                "SELECT DISTINCT file.stem FROM fact JOIN file ON fact.file = file.id"
                " WHERE fact.kind IN (?, ?) AND fact.key = ? AND fact.note = ? AND file.kind = ? AND file.record != ''",
                (ORG, NO_EMPLOYER, org_key(name), name, PERSON),
            )
            stems.update(stem for (stem,) in rows)
        return self.contacts.with_ids(stems)

    def naming(self, person: str) -> tuple[Contact, ...]:
        """Return everyone whose front matter names a person: knows them, or was introduced by them."""
        self.prefetch_ties((person,))
        return self._known_naming[person]

    def linking(self, item_id: str) -> tuple[Contact | Job | Organisation, ...]:
        """Return everything whose text links to an id, but the file of that id."""
        rows = self.connection.execute(
            "SELECT DISTINCT file.kind, file.stem FROM fact JOIN file ON fact.file = file.id"
            " WHERE fact.kind = ? AND fact.key = ? AND file.stem != ? AND file.record != '' ORDER BY file.stem",
            (LINK, item_id, item_id),
        ).fetchall()
        stems = {kind: [stem for row_kind, stem in rows if row_kind == kind] for kind in _TYPES}
        items: tuple[Contact | Job | Organisation, ...] = (
            *self.contacts.with_ids(stems[PERSON]),
            *(self.jobs[stem] for stem in stems[JOB] if stem in self.jobs),
            *(self.organisations[stem] for stem in stems[ORGANISATION] if stem in self.organisations),
        )
        # Of two files with one id only the first counts, and that one may say nothing of them.
        return tuple(item for item in items if any(link.id == item_id for link in item.body.links))

    @cached_property
    def _known_naming(self) -> dict[str, tuple[Contact, ...]]:
        return {}

    def prefetch_ties(self, people: Collection[str]) -> None:
        """Load the people whom several people name, and who name them, with a few queries for all of them."""
        for portion in portions([person for person in people if person not in self._known_naming]):
            naming = self._stems_naming(portion)
            named = {person for contact in self.contacts.with_ids(portion) for person in _named(contact)}
            self.contacts.with_ids(named.union(*naming.values()))
            self._known_naming.update({person: self.contacts.with_ids(naming[person]) for person in portion})

    def _stems_naming(self, people: Collection[str]) -> Mapping[str, set[str]]:
        rows = self.connection.execute(
            "SELECT fact.key, file.stem FROM fact JOIN file ON fact.file = file.id"  # noqa: S608 (question marks)
            f" WHERE fact.kind = ? AND fact.key IN ({marks(people)}) AND file.record != ''",
            (PERSON_ID, *people),
        )
        naming: dict[str, set[str]] = defaultdict(set)
        for person, stem in rows:
            naming[person].add(stem)
        return naming

    @cached_property
    def orgs(self) -> Orgs:
        """Return the organisations that anything in the vault names."""
        rows = self.connection.execute(
            "SELECT note, COUNT(*) FROM fact WHERE kind IN (?, ?) GROUP BY note", (ORG, NO_EMPLOYER)
        )
        return Orgs(self.organisations.values(), dict(rows.fetchall()), self.settings.no_employers)

    def prefetch_history(self, people: Collection[str]) -> None:
        """Load the histories of several people with one query, from the files that name them alone."""
        if self.contacts.whole:
            super().prefetch_history(people)
            return
        for portion in portions([person for person in people if person not in self._histories]):
            about = logs_about(self._logs(frozenset(portion)))
            self._histories.update({person: history_in(about.get(person, ()), person) for person in portion})

    def _logs(self, people: frozenset[str]) -> Iterator[Log]:
        """Yield the entries about some people, in the order of a whole vault."""
        rows = self.connection.execute(
            "SELECT DISTINCT file.kind, file.stem FROM fact JOIN file ON fact.file = file.id"  # noqa: S608 (question marks)
            f" WHERE fact.kind = ? AND fact.key IN ({marks(people)})",
            (LINK, *people),
        ).fetchall()
        for kind, item_type in _TYPES.items():
            stems = {stem for row_kind, stem in rows if row_kind == kind} | (people if kind == PERSON else set())
            read = self.contacts.already_read(stems) if kind == PERSON else {}
            logs = [entries_about(contact, people) for contact in read.values()]
            left = records(self.connection, kind, stems - read.keys())
            logs.extend(decode_entries(record, item_type, people) for record in left.values())
            yield from sorted(logs, key=_source)


def _source(log: Log) -> str:
    return log.source


def _named(contact: Contact) -> Iterator[str]:
    """Yield the ids that someone's front matter names: see :meth:`IndexedVault.naming`."""
    yield from (item.id for item in contact.knows)
    if contact.introduced_by:
        yield contact.introduced_by
