"""A folder of cards that goes both ways: the vault is written to it, and what was given is remembered for importing.

What a source last said is the base of the three-way merge. A card that we gave is one that the source has said: only so
is a fact that is removed there told from one that it never had.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from netkeep.errors import ConflictError
from netkeep.exchange.candidate import SCALARS, Candidate, Field
from netkeep.exchange.exporters.vcard import Wish, card
from netkeep.exchange.exporters.vcard.update import FolderCard, updated
from netkeep.exchange.exporters.vcard.vdir import Outcome, WantedCard, write_folder
from netkeep.exchange.importers.vcard import read_bytes
from netkeep.exchange.matching.keys import UID, candidate_keys, international, kind_of
from netkeep.exchange.merging.base import Base, Record, read_base
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

_ACCUMULATES: frozenset[Field] = frozenset({"roles", "aliases", "log", "note"})
"""What a source has said once it is remembered to have said, also when it says it no longer."""


def give(vault: Vault, folder: Path, source: str | None, people: Sequence[Contact], wish: Wish) -> Outcome:
    """Write people's cards to a folder, and remember under the name of a source what was given.

    Raises :class:`netkeep.errors.NetkeepError` where the folder or the base cannot be read or written.
    """
    base = read_base(vault.root, source) if source else Base("")
    known = {record.id: uids for record in base.records if (uids := _uids(record))}
    wish = replace(wish, uids={person: uids[0] for person, uids in known.items() if not is_own_id(uids[0])})
    judge = _Judge(vault, base, {one.id: one for one in people}, wish)
    cards = [WantedCard(one.id, tuple(dict.fromkeys((*known.get(one.id, ()), wish.uid(one))))) for one in people]
    outcome = write_folder(vault.root, folder, cards, judge)
    if source:
        _remember(vault, base, outcome, wish)
    return outcome


def _uids(record: Record) -> tuple[str, ...]:
    """Return the ids by which the source knows a person, where it has told or been given one."""
    kinds = (key.partition(":") for key in record.keys)
    return tuple(uid for kind, _, uid in kinds if kind == UID)


class _Judge:
    """What the folder's cards are held against: the vault, and what the source is known to have said."""

    def __init__(self, vault: Vault, base: Base, people: dict[str, Contact], wish: Wish) -> None:
        self._people, self._wish, self._base = people, wish, base
        self._region = vault.settings.region
        self._number = partial(international, region=self._region)
        self._by_uid = {uid: record.id for record in base.records for uid in _uids(record)}
        self._shared = {uid.rpartition("|")[0] for uid in self._by_uid if is_own_id(uid)}

    def card(self, person: str) -> bytes:
        """Return the whole card of a person who has none there."""
        return card(self._people[person], self._wish)

    def updated(self, person: str, there: Sequence[bytes]) -> bytes:
        """Return the first card of a person as it is to be: the same bytes where it differs in nothing."""
        record = self._base.by_id.get(person)
        return self._updated(person, there, record.said if record else None)

    def same(self, person: str, there: Sequence[bytes]) -> bool:
        """Return whether the cards of a person say what the vault says."""
        return self._updated(person, there, None) == there[0]

    def is_unchanged(self, person: str, there: Sequence[bytes]) -> bool:
        """Return whether the cards of a person say what the other side said last, so that nothing would be lost."""
        record = self._base.by_id.get(person)
        told = [self._candidate(data) for data in there]
        return record is not None and _is_known([one for one in told if one], record.said)

    def is_card_unchanged(self, uid: str, data: bytes) -> bool:
        """Return whether a card of somebody no longer in the vault says what the other side said last."""
        return uid in self._by_uid and self.is_unchanged(self._by_uid[uid], [data])

    def uids(self, data: bytes) -> tuple[str, ...]:
        """Return the ids that we should give to the cards of a file; none for a card that tells of nobody known."""
        told = (sanitize(one, self._wish.today)[0] for one in read_bytes(data, "card").candidates)
        people = filter(None, (self._who(one) for one in told))
        return tuple(self._wish.uid(self._people[person]) for person in people if person in self._people)

    def _who(self, told: Candidate) -> str:
        """Return of whom a card tells; empty where nobody is known by what it says."""
        known, keys = self._base.id_by_key, candidate_keys(told, self._region)
        if own := next((known[key] for key in own_ids(keys, told) if key in known), ""):
            return own
        people = {known[key] for key in keys if key in known} or {
            record.id for record in self._base.records if told.name in record.said.get("name", ())
        }
        return people.pop() if len(people) == 1 else ""

    def is_shared(self, uid: str) -> bool:
        """Return whether several people are known to have had an id."""
        return uid in self._shared

    def had_card(self, person: str) -> bool:
        """Return whether the other side once had a card of a person."""
        return person in self._base.by_id and bool(_uids(self._base.by_id[person]))

    def _candidate(self, data: bytes) -> Candidate | None:
        return _candidate(data, self._wish)

    def _updated(self, person: str, there: Sequence[bytes], said: Said | None) -> bytes:
        data = utf8(there[0])
        first, *others = (self._candidate(one) for one in there)
        lines = next((one for one in read_cards(data) if isinstance(one, Card)), None)
        if first is None or lines is None:
            return there[0]
        told = FolderCard(data, lines, first, tuple(filter(None, others)), said, self._number, _alike)
        wanted = updated(told, self._people[person], self._wish)
        return there[0] if wanted is None or wanted == data else wanted


def _alike(one: str, other: str) -> bool:
    """Return whether two texts differ at most by blanks, and by what an import sets apart in them."""
    return gist(one) == gist(other)


def _candidate(data: bytes, wish: Wish) -> Candidate | None:
    """Read a card as importing reads it, so that what is remembered is what an import will find."""
    found = next(iter(read_bytes(data, "card").candidates), None)
    return sanitize(found, wish.today)[0] if found else None


def _remembered(said: Said, before: Said) -> Said:
    """Return what is kept of what was said: all names, and of the notes no word, only by what to know them again."""
    names = tuple(dict.fromkeys((*said.get("name", ()), *before.get("name", ()))))
    said = {**said, "name": names} if names else said
    notes = (digest(note.encode()) for note in said.get("note", ()) if isinstance(note, str))
    known = tuple(dict.fromkeys((*before.get("note", ()), *notes)))
    return {**said, "note": known} if known else said


def _is_known(told: Sequence[Candidate], before: Said) -> bool:
    """Return whether the cards of one person say nothing new, and leave out nothing that was said.

    Of what a person has one only, several cards may each say another; one of them was taken over. Of all names that
    were said the first is the newest.
    """
    if not told:
        return False
    then, listed = (
        _by_field({**before, "name": before.get("name", ())[:1]}),
        _by_field(_remembered(said_by(combined(told)), {})),
    )
    for name in {*then, *listed}:
        now, said = listed.get(name, set()), then.get(name, set())
        several = len(told) > 1 and name in SCALARS | {"x", "links"}
        if not (said <= now if several else now <= said if name in _ACCUMULATES else now == said):
            return False
    return True


def _by_field(said: Said) -> dict[str, set[str]]:
    return {name: {json.dumps(value, sort_keys=True) for value in values} for name, values in as_json(said).items()}


def _remember(vault: Vault, base: Base, outcome: Outcome, wish: Wish) -> None:
    """Write the base: what the cards that are in the folder now say; of the others it stays as it was."""
    records = dict(base.by_id)
    for person, cards in outcome.cards_of.items():
        told = [one for data in cards if (one := _candidate(data, wish))]
        said = said_by(combined(told)) if told else {}
        before = records.get(person, Record(person, as_of=base.as_of))
        keys = [key for one in told for key in _keys(one, before, vault.settings.region)]
        known = (f"{UID}:{uid}" for uid in _uids(before))
        once = {name: values[:1] if name in SCALARS else values for name, values in said.items()}
        records[person] = replace(
            before, keys=tuple(dict.fromkeys((*known, *keys))), said=_remembered(once, before.said), snapshot=True
        )
    gone = {uid: record.id for record in base.records for uid in _uids(record)}
    for uid in outcome.gone.values():
        records.pop(gone.get(uid, ""), None)
    _save(vault, base, replace(base, records=tuple(records.values())))


def _keys(told: Candidate, before: Record, region: str | None) -> tuple[str, ...]:
    """Return the keys of a card; an id that somebody else's card has as well is remembered together with the name."""
    keys = candidate_keys(told, region)
    own = [key for key in own_ids(keys, told) if key in before.keys]
    return (*own, *(key for key in keys if kind_of(key) != UID)) if own else keys


def _save(vault: Vault, before: Base, after: Base) -> None:
    path = vault.root / after.path
    old = path.read_bytes() if path.exists() else None
    data = after.text().encode()
    if data == old:
        return
    if old is not None and read_base(vault.root, after.source) != before:
        raise ConflictError(f"{after.path} was changed by another program meanwhile; export once more.")
    replace_or_create(vault.root, after.path, data, digest(old) if old is not None else None)
