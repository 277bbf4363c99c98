"""The vault out of its index: a question about one person reads that person, and not the rest."""

import sqlite3
from collections.abc import Callable, Collection, ItemsView, Iterator, Mapping, Sequence, ValuesView
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, overload

from netkeep.model.names import org_key
from netkeep.model.people import Contact
from netkeep.model.schema import FILE_KINDS, JOB_FILE, ORG_FILE, PERSON
from netkeep.model.work import Job, Organisation
from netkeep.store.discovery import Found
from netkeep.store.index.records import decode_contact, decode_job, decode_organisation
from netkeep.store.index.rows import CALLED, LINK, ORG, PERSON_ID
from netkeep.store.load import read_file
from netkeep.store.orgs import Orgs
from netkeep.store.vault import Happening, Vault, histories
from netkeep.text.document import Document

_T = TypeVar("_T", Contact, Job, Organisation)
_KINDS = {kind.name: kind for kind in FILE_KINDS}


class Items(Mapping[str, _T]):
    """The people, jobs or organisations by id, each read when it is asked for; all at once when all are."""

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
        """Give the record of an id; where several files have it, the first one counts."""
        row = self._connection.execute(
            "SELECT record FROM file WHERE stem = ? AND kind = ? AND record != '' ORDER BY path LIMIT 1",
            (name, self._kind),
        ).fetchone()
        return None if row is None else str(row[0])

    def __contains__(self, name: object) -> bool:
        return name in self._known or (not self.whole and isinstance(name, str) and self._record(name) is not None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def values(self) -> ValuesView[_T]:
        """Give all of them, sorted by id."""
        return self._all().values()

    def items(self) -> ItemsView[str, _T]:
        """Give all of them with their ids, sorted by these."""
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


class Files(Sequence[Document]):
    """Every file of the vault, read when it is looked at."""

    def __init__(self, vault: "IndexedVault") -> None:
        self._vault = vault
        self._paths: list[tuple[str, str]] = vault.connection.execute(
            "SELECT path, kind FROM file ORDER BY path"
        ).fetchall()

    @overload
    def __getitem__(self, index: int) -> Document: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Document]: ...
    def __getitem__(self, index: int | slice) -> Document | Sequence[Document]:
        if isinstance(index, slice):
            return [self._vault.read(*place) for place in self._paths[index]]
        return self._vault.read(*self._paths[index])

    def __len__(self) -> int:
        return len(self._paths)


class ById(Mapping[str, tuple[Document, ...]]):
    """The files of each id."""

    def __init__(self, vault: "IndexedVault") -> None:
        self._vault = vault

    def __getitem__(self, name: str) -> tuple[Document, ...]:
        rows = self._vault.connection.execute("SELECT path, kind FROM file WHERE stem = ? ORDER BY path", (name,))
        found = tuple(self._vault.read(*row) for row in rows.fetchall())
        if not found:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        rows = self._vault.connection.execute("SELECT DISTINCT stem FROM file ORDER BY stem")
        return iter([str(stem) for (stem,) in rows])

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True)
class IndexedVault(Vault):
    """A vault whose files were looked at before: see :mod:`netkeep.store.index.refresh`."""

    connection: sqlite3.Connection = field(kw_only=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "documents", Files(self))

    @cached_property
    def contacts(self) -> Items[Contact]:
        """Give the people by id."""
        return Items(self.connection, PERSON.name, decode_contact)

    @cached_property
    def jobs(self) -> Items[Job]:
        """Give the owner's jobs by id."""
        return Items(self.connection, JOB_FILE.name, decode_job)

    @cached_property
    def organisations(self) -> Items[Organisation]:
        """Give the organisations that have a file, by id."""
        return Items(self.connection, ORG_FILE.name, decode_organisation)

    @cached_property
    def by_id(self) -> Mapping[str, tuple[Document, ...]]:
        """Give every file by its id, unreadable ones included."""
        return ById(self)

    def read(self, path: str, kind: str) -> Document:
        """Read a file as it is now."""
        return read_file(Found(path, self.root / path, _KINDS[kind]))

    def document(self, item: Contact | Job | Organisation) -> Document:
        """Give the file of a person, job or organisation, as it is now."""
        path, kind = self._place(item)
        return self.read(path, kind)

    def path(self, item: Contact | Job | Organisation) -> str:
        """Give the path of a person's, job's or organisation's file."""
        return self._place(item)[0]

    def _place(self, item: Contact | Job | Organisation) -> tuple[str, str]:
        kind = {Contact: PERSON, Job: JOB_FILE, Organisation: ORG_FILE}[type(item)].name
        row = self.connection.execute(
            "SELECT path FROM file WHERE stem = ? AND kind = ? AND record != '' ORDER BY path LIMIT 1", (item.id, kind)
        ).fetchone()
        return row[0], kind

    @property
    def unreadable(self) -> tuple[str, ...]:
        """Give the paths of the files that cannot be read."""
        rows = self.connection.execute("SELECT path FROM file WHERE record = '' ORDER BY path")
        return tuple(path for (path,) in rows)

    def people_called(self, part: str) -> tuple[Contact, ...]:
        """Give everyone who has a part (folded) in a name, alias, e-mail address or id."""
        rows = self.connection.execute(
            "SELECT DISTINCT stem FROM file WHERE kind = :kind AND record != '' AND (instr(stem, :part) OR id IN"
            " (SELECT file FROM fact WHERE kind = :called AND instr(key, :part))) ORDER BY stem",
            {"kind": PERSON.name, "part": part, "called": CALLED},
        )
        return tuple(self.contacts[stem] for (stem,) in rows.fetchall())

    def people_at(self, names: Collection[str]) -> tuple[Contact, ...]:
        """Give everyone who has a role at an organisation, by any of the names as they are written in roles."""
        stems: set[str] = set()
        for name in names:
            rows = self.connection.execute(
                "SELECT DISTINCT file.stem FROM fact JOIN file ON fact.file = file.id"
                " WHERE fact.kind = ? AND fact.key = ? AND fact.note = ? AND file.kind = ? AND file.record != ''",
                (ORG, org_key(name), name, PERSON.name),
            )
            stems.update(stem for (stem,) in rows)
        return tuple(self.contacts[stem] for stem in sorted(stems))

    def naming(self, person: str) -> tuple[Contact, ...]:
        """Give everyone whose front matter names someone: knows them, or was introduced by them."""
        rows = self.connection.execute(
            "SELECT DISTINCT file.stem FROM file JOIN fact ON fact.file = file.id"
            " WHERE fact.kind = ? AND fact.key = ? AND file.record != '' ORDER BY file.stem",
            (PERSON_ID, person),
        )
        return tuple(self.contacts[stem] for (stem,) in rows.fetchall())

    @cached_property
    def orgs(self) -> Orgs:
        """Give the organisations that anything in the vault names."""
        rows = self.connection.execute("SELECT note, COUNT(*) FROM fact WHERE kind = ? GROUP BY note", (ORG,))
        return Orgs(self.organisations.values(), dict(rows.fetchall()))

    def history(self, person: str) -> tuple[Happening, ...]:
        """Give what happened with someone, newest first; reads only the files that name them."""
        if self.contacts.whole:
            return super().history(person)
        rows = self.connection.execute(
            "SELECT DISTINCT file.kind, file.stem FROM file JOIN fact ON fact.file = file.id"
            " WHERE fact.kind = ? AND fact.key = ? AND file.record != '' ORDER BY file.stem",
            (LINK, person),
        ).fetchall()
        return histories(self._naming(person, rows)).get(person, ())

    def _naming(self, person: str, rows: list[tuple[str, str]]) -> Iterator[Contact | Job | Organisation]:
        """Give the person and all that link to them, in the order in which a whole vault is gone through."""
        stems = {kind.name: {stem for found, stem in rows if found == kind.name} for kind in FILE_KINDS}
        for name in sorted(stems[PERSON.name] | ({person} if person in self.contacts else set())):
            yield self.contacts[name]
        for name in sorted(stems[JOB_FILE.name]):
            yield self.jobs[name]
        for name in sorted(stems[ORG_FILE.name]):
            yield self.organisations[name]
