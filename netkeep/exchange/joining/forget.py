"""A person taken out of the vault: their file, every link to them, what sources said of them, and who saw them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from netkeep.exchange import dismissed, sightings
from netkeep.exchange.joining.links import naming, relinked
from netkeep.exchange.joining.notes import relinked_notes, still_linked
from netkeep.exchange.joining.records import bases, without
from netkeep.exchange.matching.keys import EMAIL, contact_keys, kind_of
from netkeep.exchange.merging.tombstones import PATH, read_forgotten
from netkeep.model.names import fold
from netkeep.model.people import Contact
from netkeep.store.batch import Record, save_all
from netkeep.store.index.tables import NAME as INDEX
from netkeep.store.save import Change
from netkeep.store.vault import Vault
from netkeep.store.write import PRIVATE_FOLDER
from netkeep.text.document import Document
from netkeep.text.source import digest


@dataclass(frozen=True, slots=True)
class Forgetting:
    """What forgetting somebody changes.

    ``keys`` are the strong keys by which an import would know them again, ``addresses`` those by which mail has seen
    them, ``names`` those that nobody else has. ``sources`` are the files of what has spoken of them, ``still`` the
    places (path and line) where a name or an address of theirs is written out, which are left as they are.
    """

    gone: Document
    changes: tuple[Change, ...]
    keys: tuple[str, ...]
    addresses: frozenset[str]
    names: frozenset[str]
    sources: tuple[str, ...]
    still: tuple[str, ...]


def forget(vault: Vault, person: Contact) -> Forgetting:
    """Say what forgetting somebody changes; nothing is written. ``vault`` has been read as a whole.

    Raises :class:`netkeep.errors.RefusedError` where a file that names them cannot be changed.
    """
    gone = vault.document(person)
    others = [one for one in naming(vault.documents, person.id) if one.path != gone.path]
    changes = (*((one, relinked(one, person.id, None)) for one in others), *relinked_notes(vault, person.id, None))
    spoken = list(bases(vault.root, person.id))
    told = (base.by_id[person.id].keys for base in spoken if person.id in base.by_id)
    keys = dict.fromkeys((*_keys(person, vault), *chain.from_iterable(told)))
    for contact in vault.contacts.values():  # an address that two have is still the other's
        for key in _keys(contact, vault) if contact.id != person.id else ():
            keys.pop(key, None)
    after = {before.path: now for before, now in changes}
    left = [after.get(one.path, one) for one in vault.documents if one.path != gone.path]
    linked = [place for place in still_linked(vault, changes, person.id) if place.rpartition(":")[0] != gone.path]
    return Forgetting(
        gone,
        changes,
        tuple(keys),
        frozenset(key.removeprefix(f"{EMAIL}:") for key in keys if kind_of(key) == EMAIL),
        _names(person) - {name for one in vault.contacts.values() if one.id != person.id for name in _names(one)},
        tuple(base.path for base in spoken),
        tuple(dict.fromkeys((*_still(left, person), *linked))),
    )


def _names(contact: Contact) -> frozenset[str]:
    return frozenset(map(fold, (contact.name, *contact.aliases)))


def _keys(contact: Contact, vault: Vault) -> tuple[str, ...]:
    """Return the keys of somebody, numbers without a country as they are written, too."""
    region = vault.settings.region
    return contact_keys(contact, region) + (contact_keys(contact) if region else ())


def save_forgetting(vault: Vault, plan: Forgetting) -> None:
    """Write what forgetting somebody changes. What stays behind of them are hashes, and the history of git."""
    root, person = vault.root, plan.gone.stem
    records = [
        *without(root, person),
        *_tombstone(root, plan.keys),
        *sightings.dropped(root, plan.addresses),
        *dismissed.undone(root, person, (*plan.addresses, *plan.names)),
    ]
    # A database keeps what was taken out of it until the room is needed; the index is made again when it is missing.
    index = [f"{PRIVATE_FOLDER}/{INDEX}{end}" for end in ("", "-wal", "-shm", "-journal")]
    save_all(root, plan.changes, records=records, gone=[plan.gone], dropped=index)


def recognised(plan: Forgetting) -> bool:
    """Return whether a later import can know who was forgotten; by a name alone nobody is known."""
    return bool(plan.keys)


def _tombstone(root: Path, keys: tuple[str, ...]) -> list[Record]:
    if not keys:
        return []
    path = root / PATH
    before = digest(path.read_bytes()) if path.exists() else None
    return [(PATH, read_forgotten(root).with_keys(keys).text().encode(), before)]


def _still(documents: list[Document], person: Contact) -> Iterator[str]:
    """Yield where a name, alias or address of theirs is still written out; the words around it are the owner's."""
    reach = (*(email.address for email in person.emails), *person.links.values())
    names = [fold(name) for name in (person.name, *person.aliases) if " " in name.strip()]
    wanted = [*names, *map(fold, reach)]
    for document in documents:
        text = document.source.text if document.source else ""
        for number, line in enumerate(text.splitlines(), 1):
            folded = fold(line)
            if any(word in folded for word in wanted):
                yield f"{document.path}:{number}"
