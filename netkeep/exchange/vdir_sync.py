"""Two-way sync with a folder of cards: the vault is written to it, and what was written is remembered for importing.

What a source last said is the base of the three-way merge. A card that we wrote counts as said by the source: this is
how a fact that was removed there is distinguished from one that it never had.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from netkeep.errors import ConflictError, RefusedError
from netkeep.exchange.candidate import SCALARS, Candidate, Field
from netkeep.exchange.exporters.vcard import Wish, card
from netkeep.exchange.exporters.vcard.card_update import FolderCard
from netkeep.exchange.exporters.vcard.update import updated
from netkeep.exchange.exporters.vcard.vdir import Outcome, WantedCard, write_folder
from netkeep.exchange.importers.vcard import read_bytes
from netkeep.exchange.matching.keys import UID, candidate_keys, international, kind_of
from netkeep.exchange.merging.base import Base, Record, read_base, sources
from netkeep.exchange.merging.combine import combined
from netkeep.exchange.merging.facts import Said, as_json, said_by
from netkeep.exchange.merging.links import gist
from netkeep.exchange.merging.sanitize import sanitize
from netkeep.exchange.merging.units import is_own_id, own_ids
from netkeep.exchange.vcard.cards import Card, read_cards, utf8
from netkeep.model.people import Contact
from netkeep.store.batch import replace_or_create
from netkeep.store.vault import Vault
from netkeep.text.source import digest

_UID = re.compile(rb"^UID[^:\r\n]*:([^\r\n]+)", re.MULTILINE | re.IGNORECASE)
_ACCUMULATES: frozenset[Field] = frozenset({"roles", "aliases", "log", "note"})
"""Fields in which everything that a source ever said is remembered, even if it no longer says it."""


def give(vault: Vault, folder: Path, source: str | None, people: Sequence[Contact], wish: Wish) -> Outcome:
    """Write people's cards to a folder, and remember what was written under the name of a source.

    Raises :class:`netkeep.errors.NetkeepError` if the folder or the base cannot be read or written, or where no source
    is named and the folder holds cards that were imported from one: everybody would be there twice.
    """
    if source is None and (known := _source_of(vault, folder, wish)):
        raise RefusedError(
            f"{folder} holds cards that were imported as {known!r}: add --source {known}, or all would be there twice"
        )
    base = read_base(vault.root, source) if source else Base("")
    uids_by_person = {record.id: uids for record in base.records if (uids := _uids(record))}
    wish = replace(wish, uids={person: uids[0] for person, uids in uids_by_person.items() if not is_own_id(uids[0])})
    judge = _Judge(vault, base, {contact.id: contact for contact in people}, wish)
    cards = [
        WantedCard(contact.id, tuple(dict.fromkeys((*uids_by_person.get(contact.id, ()), wish.uid(contact)))))
        for contact in people
    ]
    outcome = write_folder(vault.root, folder, cards, judge)
    if source:
        _remember(vault, base, outcome, wish)
    return outcome


def _source_of(vault: Vault, folder: Path, wish: Wish) -> str | None:
    """Return the source that gave people of the vault under ids which cards in a folder have, and we would not give."""
    there = {uid.decode("utf-8", "replace").strip() for file in folder.glob("*.vcf") for uid in _uids_in(file)}
    for source in sources(vault.root) if there else ():
        for record in read_base(vault.root, source).records:
            contact = vault.contacts.get(record.id)
            if contact and there.intersection(_uids(record)) - {wish.uid(contact)}:
                return source
    return None


def _uids_in(file: Path) -> Sequence[bytes]:
    try:
        return _UID.findall(file.read_bytes())
    except OSError:  # who writes the folder says so
        return ()


def _uids(record: Record) -> tuple[str, ...]:
    """Return the ids by which the source knows a person, whether it assigned them or was given them."""
    kinds = (key.partition(":") for key in record.keys)
    return tuple(uid for kind, _, uid in kinds if kind == UID)


class _Judge:
    """Compares the folder's cards with the vault, and with what the source is known to have said."""

    def __init__(self, vault: Vault, base: Base, people: dict[str, Contact], wish: Wish) -> None:
        self._people, self._wish, self._base = people, wish, base
        self._region = vault.settings.region
        self._number = partial(international, region=self._region)
        self._by_uid = {uid: record.id for record in base.records for uid in _uids(record)}
        self._shared = {uid.rpartition("|")[0] for uid in self._by_uid if is_own_id(uid)}

    def card(self, person: str) -> bytes:
        """Return the whole card of a person who has none in the folder."""
        return card(self._people[person], self._wish)

    def updated(self, person: str, there: Sequence[bytes]) -> bytes:
        """Return the first card of a person as it should be: the same bytes if nothing differs."""
        record = self._base.by_id.get(person)
        return self._updated(person, there, record.said if record else None)

    def same(self, person: str, there: Sequence[bytes]) -> bool:
        """Return whether the cards of a person say what the vault says."""
        return self._updated(person, there, None) == there[0]

    def is_unchanged(self, person: str, there: Sequence[bytes]) -> bool:
        """Return whether the cards of a person say what the other side said last, so that nothing is lost."""
        record = self._base.by_id.get(person)
        candidates = [self._candidate(data) for data in there]
        return record is not None and _is_known([candidate for candidate in candidates if candidate], record.said)

    def is_card_unchanged(self, uid: str, data: bytes) -> bool:
        """Return whether the card of a person who has left the vault says what the other side said last."""
        return uid in self._by_uid and self.is_unchanged(self._by_uid[uid], [data])

    def uids(self, data: bytes) -> tuple[str, ...]:
        """Return the ids that we would give to the cards of a file; none for a card of nobody known."""
        candidates = (sanitize(candidate, self._wish.today)[0] for candidate in read_bytes(data, "card").candidates)
        people = filter(None, (self._who(candidate) for candidate in candidates))
        return tuple(self._wish.uid(self._people[person]) for person in people if person in self._people)

    def _who(self, candidate: Candidate) -> str:
        """Return the id of the person that a card is of; empty if it matches nobody known."""
        owner_by_key, keys = self._base.id_by_key, candidate_keys(candidate, self._region)
        if person := next((owner_by_key[key] for key in own_ids(keys, candidate) if key in owner_by_key), ""):
            return person
        people = {owner_by_key[key] for key in keys if key in owner_by_key} or {
            record.id for record in self._base.records if candidate.name in record.said.get("name", ())
        }
        return people.pop() if len(people) == 1 else ""

    def is_shared(self, uid: str) -> bool:
        """Return whether several people have had the same id."""
        return uid in self._shared

    def had_card(self, person: str) -> bool:
        """Return whether the other side once had a card of a person."""
        return person in self._base.by_id and bool(_uids(self._base.by_id[person]))

    def _candidate(self, data: bytes) -> Candidate | None:
        return _candidate(data, self._wish)

    def _updated(self, person: str, there: Sequence[bytes], said: Said | None) -> bytes:
        data = utf8(there[0])
        first, *others = (self._candidate(card_data) for card_data in there)
        first_card = next((piece for piece in read_cards(data) if isinstance(piece, Card)), None)
        if first is None or first_card is None:
            return there[0]
        present = FolderCard(data, first_card, first, tuple(filter(None, others)), said, self._number, _alike)
        wanted = updated(present, self._people[person], self._wish)
        return there[0] if wanted is None or wanted == data else wanted


def _alike(text: str, other_text: str) -> bool:
    """Return whether two texts differ at most in blanks, and in what an import separates from them."""
    return gist(text) == gist(other_text)


def _candidate(data: bytes, wish: Wish) -> Candidate | None:
    """Read a card as importing reads it, so that what is remembered is what an import will find."""
    candidate = next(iter(read_bytes(data, "card").candidates), None)
    return sanitize(candidate, wish.today)[0] if candidate else None


def _remembered(said: Said, previous: Said) -> Said:
    """Return what the base keeps of what was said: all names, and of notes only the digests."""
    names = tuple(dict.fromkeys((*said.get("name", ()), *previous.get("name", ()))))
    said = {**said, "name": names} if names else said
    notes = (digest(note.encode()) for note in said.get("note", ()) if isinstance(note, str))
    all_notes = tuple(dict.fromkeys((*previous.get("note", ()), *notes)))
    return {**said, "note": all_notes} if all_notes else said


def _is_known(candidates: Sequence[Candidate], previous: Said) -> bool:
    """Return whether the cards of one person say nothing new, and leave out nothing that was said.

    In single-value fields, several cards may each say something else; one of them was imported. Of all names that were
    said, the first is the newest.
    """
    if not candidates:
        return False
    previous_values, current_values = (
        _by_field({**previous, "name": previous.get("name", ())[:1]}),
        _by_field(_remembered(said_by(combined(candidates)), {})),
    )
    for field in {*previous_values, *current_values}:
        current, said = current_values.get(field, set()), previous_values.get(field, set())
        may_differ = len(candidates) > 1 and field in SCALARS | {"x", "links"}
        if not (said <= current if may_differ else current <= said if field in _ACCUMULATES else current == said):
            return False
    return True


def _by_field(said: Said) -> dict[str, set[str]]:
    return {name: {json.dumps(value, sort_keys=True) for value in values} for name, values in as_json(said).items()}


def _remember(vault: Vault, base: Base, outcome: Outcome, wish: Wish) -> None:
    """Write the base: what the cards now in the folder say; for other people it stays as it was."""
    records = dict(base.by_id)
    for person, cards in outcome.cards_of.items():
        candidates = [candidate for data in cards if (candidate := _candidate(data, wish))]
        said = said_by(combined(candidates)) if candidates else {}
        previous = records.get(person, Record(person, as_of=base.as_of))
        keys = [key for candidate in candidates for key in _keys(candidate, previous, vault.settings.region)]
        uid_keys = (f"{UID}:{uid}" for uid in _uids(previous))
        trimmed = {name: values[:1] if name in SCALARS else values for name, values in said.items()}
        records[person] = replace(
            previous,
            keys=tuple(dict.fromkeys((*uid_keys, *keys))),
            said=_remembered(trimmed, previous.said),
            snapshot=True,
        )
    person_by_uid = {uid: record.id for record in base.records for uid in _uids(record)}
    for uid in outcome.gone.values():
        records.pop(person_by_uid.get(uid, ""), None)
    _save(vault, base, replace(base, records=tuple(records.values())))


def _keys(candidate: Candidate, record: Record, region: str | None) -> tuple[str, ...]:
    """Return the keys of a card; an id that it shares with another person's card is remembered with the name."""
    keys = candidate_keys(candidate, region)
    own = [key for key in own_ids(keys, candidate) if key in record.keys]
    return (*own, *(key for key in keys if kind_of(key) != UID)) if own else keys


def _save(vault: Vault, previous: Base, current: Base) -> None:
    path = vault.root / current.path
    stored = path.read_bytes() if path.exists() else None
    data = current.text().encode()
    if data == stored:
        return
    if stored is not None and read_base(vault.root, current.source) != previous:
        raise ConflictError(f"{current.path} was changed by another program meanwhile; export once more.")
    replace_or_create(vault.root, current.path, data, digest(stored) if stored is not None else None)
