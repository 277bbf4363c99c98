"""The vault in memory: immutable, sorted, and indexed once."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from netkeep.config import Settings
from netkeep.model.body import LogEntry
from netkeep.model.jobs import Job, Organisation
from netkeep.model.names import fold
from netkeep.model.people import Contact
from netkeep.store.once import once
from netkeep.store.orgs import Orgs
from netkeep.store.walk import CLOSED

if TYPE_CHECKING:
    from netkeep.store.discovery import Stray
    from netkeep.text.document import Document

_T = TypeVar("_T")


class HistoryEntry(NamedTuple):
    """A log entry in one person's history: ``others`` were there too; ``source`` is the id of its file."""

    date: date
    kind: str
    text: str
    others: tuple[str, ...]
    source: str
    entry: LogEntry


class Log(NamedTuple):
    """The log of one file; ``persons`` says whether it is a person's own, who then was there each time."""

    source: str
    persons: bool
    entries: tuple[LogEntry, ...]


def names_of(contact: Contact) -> tuple[str, ...]:
    """Return everything that someone can be found by, folded: names, aliases, e-mail addresses, the id."""
    addresses = (email.address for email in contact.emails)
    return (*(fold(name) for name in (contact.name, *contact.aliases, *addresses)), contact.id)


@dataclass(frozen=True)
class Vault:
    """All files of a vault. Unreadable files are only in ``documents``, with their problems."""

    root: Path
    settings: Settings
    documents: "Sequence[Document]"
    strays: "tuple[Stray, ...]" = ()
    renames: bytes = b""
    """The file of ids that were changed (:mod:`netkeep.store.renames`)."""
    same_logs: "Vault | None" = field(default=None, repr=False, compare=False)
    """Another vault with the same logs, which then tells what happened with whom for both."""

    @cached_property
    def contacts(self) -> Mapping[str, Contact]:
        """Return the people by id, sorted by id."""
        return self._items[Contact]

    @cached_property
    def jobs(self) -> Mapping[str, Job]:
        """Return the owner's jobs by id."""
        return self._items[Job]

    @cached_property
    def organisations(self) -> Mapping[str, Organisation]:
        """Return the organisations that have a file, by id."""
        return self._items[Organisation]

    @cached_property
    def _items(self) -> Mapping[type, Mapping[str, Any]]:
        by_kind: dict[type, dict[str, object]] = {Contact: {}, Job: {}, Organisation: {}}
        for document in self.documents:
            if (item := document.item) is not None and (not document.problems or document.readable):
                by_kind[type(item)].setdefault(item.id, item)
        return {kind: MappingProxyType(dict(sorted(items.items()))) for kind, items in by_kind.items()}

    @cached_property
    def by_id(self) -> "Mapping[str, tuple[Document, ...]]":
        """Return every file by its id, even the unreadable: a link to those does not dangle."""
        by_stem: dict[str, list[Document]] = defaultdict(list)
        for document in self.documents:
            by_stem[document.stem].append(document)
        return MappingProxyType({key: tuple(value) for key, value in by_stem.items()})

    def document(self, item: Contact | Job | Organisation) -> "Document":
        """Return the file of a person, job or organisation."""
        return next(document for document in self.by_id[item.id] if document.item is item)

    def path(self, item: Contact | Job | Organisation) -> str:
        """Return the path of a person's, job's or organisation's file."""
        return self.document(item).path

    @property
    def unreadable(self) -> tuple[str, ...]:
        """Return the paths of the files that cannot be read."""
        return tuple(document.path for document in self.documents if not document.readable)

    @property
    def closed(self) -> tuple[str, ...]:
        """Return the paths of the folders that the system refuses to list: nobody knows who is in there."""
        return tuple(stray.path for stray in self.strays if stray.reason == CLOSED)

    @cached_property
    def _by_org(self) -> Mapping[str, list[Contact]]:
        return grouped(
            (org, contact) for contact in self.contacts.values() for org in {role.org: None for role in contact.roles}
        )

    @cached_property
    def _naming(self) -> Mapping[str, list[Contact]]:
        return grouped((person, contact) for contact in self.contacts.values() for person in _named(contact))

    @cached_property
    def _names(self) -> Sequence[tuple[Contact, str]]:
        return [(contact, "\0".join(names_of(contact))) for contact in self.contacts.values()]

    def people_called(self, part: str) -> tuple[Contact, ...]:
        """Return everyone who has a part (folded) in a name, alias, e-mail address or id."""
        return tuple(contact for contact, names in self._names if part in names)

    def people_saying(self, words: Sequence[str]) -> tuple[Contact, ...]:
        """Return everyone about whom all words (folded) may be said, and perhaps others: who is, a search tells."""
        del words
        return tuple(self.contacts.values())

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield everything that people can be found by, folded, each with the id of the person."""
        yield from ((name, contact.id) for contact in self.contacts.values() for name in names_of(contact))

    def people_at(self, names: Collection[str]) -> tuple[Contact, ...]:
        """Return everyone who has a role at an organisation, by any of the names as they are written in roles."""
        people = {contact.id: contact for name in names for contact in self._by_org.get(name, ())}
        return tuple(people[person] for person in sorted(people))

    def naming(self, person: str) -> tuple[Contact, ...]:
        """Return everyone whose front matter names a person: knows them, or was introduced by them."""
        return tuple(self._naming.get(person, ()))

    def linking(self, item_id: str) -> tuple[Contact | Job | Organisation, ...]:
        """Return everything whose text links to an id, but the file of that id."""
        items: Iterator[Contact | Job | Organisation] = chain(
            self.contacts.values(), self.jobs.values(), self.organisations.values()
        )
        return tuple(
            item for item in items if item.id != item_id and any(link.id == item_id for link in item.body.links)
        )

    def prefetch_ties(self, people: Collection[str]) -> None:
        """Load the people whom several people name, and who name them, where that is cheaper than one by one."""

    @cached_property
    def orgs(self) -> Orgs:
        """Return the organisations that anything in the vault names."""
        used = Counter(role.org for contact in self.contacts.values() for role in contact.roles)
        used.update(job.org for job in self.jobs.values())
        return Orgs(self.organisations.values(), used, self.settings.no_employers)

    @cached_property
    def _logs_about(self) -> Mapping[str, list[Log]]:
        items: Iterator[Contact | Job | Organisation] = chain(
            self.contacts.values(), self.jobs.values(), self.organisations.values()
        )
        return logs_about(Log(item.id, isinstance(item, Contact), item.body.log) for item in items)

    @cached_property
    def _histories(self) -> dict[str, tuple[HistoryEntry, ...]]:
        return {}

    def history(self, person: str) -> tuple[HistoryEntry, ...]:
        """Return what happened with someone, newest first, from whichever file it is written in."""
        if self.same_logs:
            return self.same_logs.history(person)
        if person not in self._histories:
            self.prefetch_history((person,))
        return self._histories[person]

    def prefetch_history(self, people: Collection[str]) -> None:
        """Load the histories of several people at once."""
        if self.same_logs:
            self.same_logs.prefetch_history(people)
            return
        for person in people:
            if person not in self._histories:
                self._histories[person] = history_in(self._logs_about.get(person, ()), person)

    @once
    def contacts_with(self, person: str, until: date) -> tuple[HistoryEntry, ...]:
        """Return the entries that count as contact with someone up to a day, newest first."""
        if self.same_logs:
            return self.same_logs.contacts_with(person, until)
        counts = self.settings.kinds.counts
        return tuple(entry for entry in self.history(person) if entry.date <= until and counts(entry.kind))


def grouped(pairs: Iterable[tuple[str, _T]]) -> dict[str, list[_T]]:
    """Return the values of each key, in their original order."""
    groups: dict[str, list[_T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


def _named(contact: Contact) -> dict[str, None]:
    """Return the ids that someone's front matter names, each once."""
    return dict.fromkeys(filter(None, (contact.introduced_by, *(item.id for item in contact.knows))))


def logs_about(logs: Iterable[Log]) -> Mapping[str, list[Log]]:
    """Return the logs about each person: their own, and of others' each entry that names them."""
    about: dict[str, list[Log]] = defaultdict(list)
    for log in logs:
        source, own, entries = log
        if own and entries:
            about[source].append(log)
        for entry in entries:
            for person in dict.fromkeys(link.id for link in entry.others) if entry.others else ():
                if not own or person != source:
                    about[person].append(Log(source, own, (entry,)))
    return about


def history_in(logs: Iterable[Log], person: str) -> tuple[HistoryEntry, ...]:
    """Return what logs about someone say happened, newest first."""
    history: list[HistoryEntry] = []
    for source, own, entries in logs:
        for entry in entries:
            others: tuple[str, ...] = ()
            if entry.others:  # few have any
                people = dict.fromkeys([*([source] if own else ()), *(link.id for link in entry.others)])
                others = tuple(other for other in people if other != person)
            history.append(HistoryEntry(entry.date, entry.kind, entry.text, others, source, entry))
    history.sort(key=attrgetter("date"), reverse=True)
    return tuple(history)
