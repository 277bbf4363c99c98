"""Forgetting a person: their file, every link to them, what sources said of them, and their sightings."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from netkeep.exchange import dismissed, sightings
from netkeep.exchange.joining.links import documents_naming, relinked
from netkeep.exchange.joining.notes import relinked_notes, still_linked
from netkeep.exchange.joining.records import bases, without
from netkeep.exchange.matching.keys import EMAIL, contact_keys, kind_of
from netkeep.exchange.merging.tombstones import PATH, read_forgotten
from netkeep.model.names import fold
from netkeep.model.people import Contact
from netkeep.store import renames
from netkeep.store.batch import Record, save_all
from netkeep.store.index.tables import NAME as INDEX
from netkeep.store.renames import Renames
from netkeep.store.save import Change
from netkeep.store.vault import Vault
from netkeep.store.write import PRIVATE_FOLDER, UNUSED, purged
from netkeep.text.document import Document
from netkeep.text.source import digest


@dataclass(frozen=True, slots=True)
class Forgetting:
    """What forgetting somebody changes.

    ``keys`` are the strong keys by which an import would recognise them, ``addresses`` those of their sightings,
    ``names`` those that nobody else has. ``sources`` are the bases that mention them, ``renames`` is the file of
    renames without their ids, ``remaining`` the places (path and line) where a name, an address or an id of theirs is
    written out, which stay as they are.
    """

    gone: Document
    changes: tuple[Change, ...]
    keys: tuple[str, ...]
    addresses: frozenset[str]
    names: frozenset[str]
    sources: tuple[str, ...]
    renames: tuple[Record, ...]
    remaining: tuple[str, ...]


def forget(vault: Vault, person: Contact) -> Forgetting:
    """Return what forgetting somebody changes; nothing is written. ``vault`` has been read as a whole.

    Raises :class:`netkeep.errors.RefusedError` where a file that names them cannot be changed.
    """
    gone = vault.document(person)
    others = [document for document in documents_naming(vault.documents, person.id) if document.path != gone.path]
    changes = (
        *((document, relinked(document, person.id, None)) for document in others),
        *relinked_notes(vault, person.id, None),
    )
    mentioning = list(bases(vault.root, person.id))
    keys_said = (base.by_id[person.id].keys for base in mentioning if person.id in base.by_id)
    keys = dict.fromkeys((*_keys(person, vault), *chain.from_iterable(keys_said)))
    for contact in vault.contacts.values():  # a shared address is still the other's
        for key in _keys(contact, vault) if contact.id != person.id else ():
            keys.pop(key, None)
    after = {before.path: now for before, now in changes}
    left = [after.get(document.path, document) for document in vault.documents if document.path != gone.path]
    ids = (person.id, *Renames(vault.renames).earlier([person.id]))
    places = [place for id_ in ids for place in still_linked(vault, changes, id_)]
    linked = [place for place in places if place.rpartition(":")[0] != gone.path]
    return Forgetting(
        gone,
        changes,
        tuple(keys),
        frozenset(key.removeprefix(f"{EMAIL}:") for key in keys if kind_of(key) == EMAIL),
        _names(person) - {name for other in vault.contacts.values() if other.id != person.id for name in _names(other)},
        tuple(base.path for base in mentioning),
        tuple(renames.without(vault.root, person.id)),
        tuple(dict.fromkeys((*_remaining(left, person), *linked))),
    )


def _names(contact: Contact) -> frozenset[str]:
    return frozenset(map(fold, (contact.name, *contact.aliases)))


def _keys(contact: Contact, vault: Vault) -> tuple[str, ...]:
    """Return somebody's keys, with numbers without a country also as they are written."""
    region = vault.settings.region
    return contact_keys(contact, region) + (contact_keys(contact) if region else ())


def save_forgetting(vault: Vault, plan: Forgetting) -> None:
    """Write what forgetting somebody changes. Only hashes and the history of git remain, and no way to undo it."""
    root, person = vault.root, plan.gone.stem
    records = [
        *without(root, person),
        *plan.renames,
        *_tombstone(root, plan.keys),
        *sightings.file_without(root, plan.addresses),
        *dismissed.file_without_keys(root, person, (*plan.addresses, *plan.names)),
        purged(root, "netkeep forget"),
    ]
    # A database keeps deleted rows until their space is needed; a missing index is made again.
    index = [f"{PRIVATE_FOLDER}/{INDEX}{end}" for end in ("", "-wal", "-shm", "-journal")]
    save_all(root, plan.changes, records=records, gone=[plan.gone], dropped=[*index, UNUSED])


def is_recognisable(plan: Forgetting) -> bool:
    """Return whether a later import can recognise who was forgotten; a name alone is not enough."""
    return bool(plan.keys)


def _tombstone(root: Path, keys: tuple[str, ...]) -> list[Record]:
    if not keys:
        return []
    path = root / PATH
    previous = digest(path.read_bytes()) if path.exists() else None
    return [(PATH, read_forgotten(root).with_keys(keys).text().encode(), previous)]


def _remaining(documents: list[Document], person: Contact) -> Iterator[str]:
    """Yield the places where a name, alias or address of theirs remains; the text around it is the owner's."""
    reach = (*(email.address for email in person.emails), *person.links.values())
    names = [fold(name) for name in (person.name, *person.aliases) if " " in name.strip()]
    wanted = [*names, *map(fold, reach)]
    for document in documents:
        text = document.source.text if document.source else ""
        for number, line in enumerate(text.splitlines(), 1):
            folded = fold(line)
            if any(word in folded for word in wanted):
                yield f"{document.path}:{number}"
