"""The vault in memory: immutable, sorted, and indexed once."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain, compress
from operator import is_not
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from netkeep.config import Settings
from netkeep.model.body import LogEntry
from netkeep.model.names import fold
from netkeep.model.people import Contact
from netkeep.model.work import Job, Organisation
from netkeep.store.orgs import Orgs
from netkeep.store.tables import tally
from netkeep.store.walk import CLOSED

if TYPE_CHECKING:
    from netkeep.store.discovery import Stray
    from netkeep.text.document import Document, Item


class Happening(NamedTuple):
    """A log entry as one person's history has it: ``others`` were there too; ``source`` is the id of its file."""

    date: date
    kind: str
    text: str
    others: tuple[str, ...]
    source: str
    entry: LogEntry


class Log(NamedTuple):
    """Entries of one file; ``persons`` tells whether it is a person's own, who then was there each time."""

    source: str
    persons: bool
    entries: tuple[LogEntry, ...]


def names_of(contact: Contact) -> tuple[str, ...]:
    """Give all that someone can be called by, folded: names, aliases, e-mail addresses, the id."""
    addresses = (email.address for email in contact.emails)
    return (*(fold(name) for name in (contact.name, *contact.aliases, *addresses)), contact.id)


@dataclass(frozen=True)
class Vault:
    """All files of a vault. What cannot be read is in ``documents`` with its problems, and nowhere else."""

    root: Path
    settings: Settings
    documents: "Sequence[Document]"
    strays: "tuple[Stray, ...]" = ()

    @cached_property
    def answers(self) -> dict[object, dict[object, Any]]:
        """Give what was reckoned of this vault before, by who reckoned it: see :mod:`netkeep.network.once`."""
        return {}

    @property
    def before(self) -> "Vault | None":
        """Give the vault that this one follows: see :mod:`netkeep.store.carried`."""
        return self.answers.get("before", {}).get("vault")

    def _taken_over(self, name: str) -> Any:  # noqa: ANN401 (whatever the property gives)
        """Give what a property of the vault before has given, if it was asked."""
        return vars(self.before).get(name) if self.before else None

    @cached_property
    def changed(self) -> "tuple[Item, ...] | None":
        """Give what differs from the vault before, as it was there and as it is here; None where nothing is known."""
        before = self.before
        if before is None or before.settings != self.settings:
            return None
        pairs: tuple[tuple[Mapping[str, Item], Mapping[str, Item]], ...] = (
            (before.contacts, self.contacts),
            (before.jobs, self.jobs),
            (before.organisations, self.organisations),
        )
        found = [_different(old, new) for old, new in pairs]
        return (*chain.from_iterable(gone for gone, _ in found), *chain.from_iterable(came for _, came in found))

    @cached_property
    def touched(self) -> frozenset[str] | None:
        """Give the ids of whose file or history is not as in the vault before; None where nothing is known of that."""
        if self.changed is None:
            return None
        there = (link.id for item in self.changed for entry in item.body.log for link in entry.others)
        return frozenset((*(item.id for item in self.changed), *there))

    @cached_property
    def contacts(self) -> Mapping[str, Contact]:
        """Give the people by id, sorted by id."""
        return self._items[Contact]

    @cached_property
    def jobs(self) -> Mapping[str, Job]:
        """Give the owner's jobs by id."""
        return self._items[Job]

    @cached_property
    def organisations(self) -> Mapping[str, Organisation]:
        """Give the organisations that have a file, by id."""
        return self._items[Organisation]

    @cached_property
    def _items(self) -> Mapping[type, Mapping[str, Any]]:
        known, pairs = self._taken_over("_items"), _exchanged(self)
        if known is not None and pairs is not None and (onwards := _items_onwards(known, pairs)) is not None:
            return onwards
        found: dict[type, dict[str, object]] = {Contact: {}, Job: {}, Organisation: {}}
        for document in self.documents:
            if (item := document.item) is not None and (not document.problems or document.readable):
                found[type(item)].setdefault(item.id, item)
        return {kind: MappingProxyType(dict(sorted(items.items()))) for kind, items in found.items()}

    @cached_property
    def by_id(self) -> "Mapping[str, tuple[Document, ...]]":
        """Give every file by its id, unreadable ones included: a link to them does not dangle."""
        known, pairs = self._taken_over("by_id"), _exchanged(self)
        if known is not None and pairs is not None and all(known[old.stem] == (old,) for old, _ in pairs):
            return MappingProxyType({**known, **{new.stem: (new,) for _, new in pairs}})
        found: dict[str, list[Document]] = defaultdict(list)
        for document in self.documents:
            found[document.stem].append(document)
        return MappingProxyType({key: tuple(value) for key, value in found.items()})

    def document(self, item: Contact | Job | Organisation) -> "Document":
        """Give the file of a person, job or organisation."""
        return next(document for document in self.by_id[item.id] if document.item is item)

    def path(self, item: Contact | Job | Organisation) -> str:
        """Give the path of a person's, job's or organisation's file."""
        return self.document(item).path

    @property
    def unreadable(self) -> tuple[str, ...]:
        """Give the paths of the files that cannot be read."""
        return tuple(document.path for document in self.documents if not document.readable)

    @property
    def closed(self) -> tuple[str, ...]:
        """Give the paths of the folders that the system does not let anybody list: who is in there, nobody knows."""
        return tuple(stray.path for stray in self.strays if stray.reason == CLOSED)

    def people_called(self, part: str) -> tuple[Contact, ...]:
        """Give everyone who has a part (folded) in a name, alias, e-mail address or id."""
        return tuple(contact for contact in self.contacts.values() if any(part in name for name in names_of(contact)))

    def people_at(self, names: Collection[str]) -> tuple[Contact, ...]:
        """Give everyone who has a role at an organisation, by any of the names as they are written in roles."""
        return tuple(contact for contact in self.contacts.values() if any(role.org in names for role in contact.roles))

    def naming(self, person: str) -> tuple[Contact, ...]:
        """Give everyone whose front matter names someone: knows them, or was introduced by them."""
        return tuple(
            contact
            for contact in self.contacts.values()
            if contact.introduced_by == person or any(item.id == person for item in contact.knows)
        )

    def acquaint(self, people: Collection[str]) -> None:
        """Make ready whom several people name and who names them; only where that costs less than one by one."""

    @cached_property
    def orgs(self) -> Orgs:
        """Give the organisations that anything in the vault names."""
        used = Counter(tally(self, "organisations", (), lambda _, contact: (role.org for role in contact.roles)))
        used.update(job.org for job in self.jobs.values())
        return Orgs(self.organisations.values(), used, self.settings.no_employers)

    @cached_property
    def _histories(self) -> Mapping[str, tuple[Happening, ...]]:
        before, touched = self.before, self.touched
        if before is None or touched is None:
            return histories(map(_log, self._with_logs))
        # Of whom nothing has changed all stays; of the others what stands in files that are as they were.
        changed = {item.id for item in self.changed or ()}
        known = before._histories  # noqa: SLF001 (a vault like this one)
        sources = {one.source for person in touched for one in known.get(person, ())} | changed
        found = dict(known)
        for person in touched:
            found.pop(person, None)
        found.update(histories((_log(item) for item in self._with_logs if item.id in sources), touched))
        return found

    @property
    def _with_logs(self) -> "Iterator[Item]":
        return chain(self.contacts.values(), self.jobs.values(), self.organisations.values())

    def history(self, person: str) -> tuple[Happening, ...]:
        """Give what happened with someone, newest first, from whichever file it is written in."""
        return self._histories.get(person, ())

    def recall(self, people: Collection[str]) -> None:
        """Make ready the histories of several people; only where that costs less than one after the other."""

    def contacts_with(self, person: str, until: date) -> tuple[Happening, ...]:
        """Give what counts as contact with someone up to a day, newest first."""
        counts = self.settings.kinds.counts
        return tuple(entry for entry in self.history(person) if entry.date <= until and counts(entry.kind))


def _exchanged(vault: Vault) -> "list[tuple[Document, Document]] | None":
    """Give what stands in the place of what in the vault before; None where files have come, gone or moved."""
    before = vault.before
    if before is None or len(before.documents) != len(vault.documents):
        return None
    other = list(map(is_not, before.documents, vault.documents))
    pairs = list(zip(compress(before.documents, other), compress(vault.documents, other), strict=True))
    return pairs if all(old.path == new.path for old, new in pairs) else None


def _items_onwards(
    known: Mapping[type, Mapping[str, Any]], pairs: "list[tuple[Document, Document]]"
) -> Mapping[type, Mapping[str, Any]] | None:
    """Give the items by kind and id, where each that was exchanged has come in the place of its own kind."""
    found = {kind: dict(items) for kind, items in known.items()}
    for old, new in pairs:
        if old.item is None or new.item is None or type(old.item) is not type(new.item) or not new.readable:
            return None
        items = found[type(new.item)]
        if items.get(new.item.id) is not old.item:
            return None
        items[new.item.id] = new.item
    return {kind: MappingProxyType(items) for kind, items in found.items()}


def _different(old: "Mapping[str, Item]", new: "Mapping[str, Item]") -> "tuple[list[Item], list[Item]]":
    """Give what of the old is not in the new, and what of the new was not in the old, as the same objects."""
    if old.keys() == new.keys():  # both in the order of their ids
        other = list(map(is_not, old.values(), new.values()))
        return list(compress(old.values(), other)), list(compress(new.values(), other))
    gone = [item for name, item in old.items() if new.get(name) is not item]
    return gone, [item for name, item in new.items() if old.get(name) is not item]


def _log(item: "Item") -> Log:
    return Log(item.id, isinstance(item, Contact), item.body.log)


def histories(logs: Iterable[Log], wanted: frozenset[str] | None = None) -> Mapping[str, tuple[Happening, ...]]:
    """Give what the logs of some files say happened, by person (everybody, or those wanted), newest first."""
    found: dict[str, list[Happening]] = defaultdict(list)
    for source, persons, entries in logs:
        own = [source] if persons else []
        for entry in entries:
            people = dict.fromkeys([*own, *(link.id for link in entry.others)])
            for person in people if wanted is None else wanted.intersection(people):
                others = tuple(other for other in people if other != person)
                found[person].append(Happening(entry.date, entry.kind, entry.text, others, source, entry))
    return {
        person: tuple(sorted(entries, key=lambda entry: entry.date, reverse=True)) for person, entries in found.items()
    }
