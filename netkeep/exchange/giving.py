"""A folder of cards that goes both ways: the vault is written to it, and what was given is remembered for importing.

What a source last said is the base of the three-way merge. A card that we gave is one that the source has said: only so
is a fact that is removed there told from one that it never had.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from netkeep.errors import ConflictError
from netkeep.exchange.candidate import Candidate
from netkeep.exchange.exporters.vcard import Wish, card
from netkeep.exchange.exporters.vcard.vdir import Given, Judge, Outcome, write_folder
from netkeep.exchange.importers.vcard import read_bytes
from netkeep.exchange.matching.keys import UID, candidate_keys
from netkeep.exchange.merging.base import Base, Record, read_base
from netkeep.exchange.merging.facts import Said, as_json
from netkeep.exchange.merging.three_way import said_by
from netkeep.exchange.merging.tidy import tidied
from netkeep.exchange.vcard.cards import pictures
from netkeep.model.people import Contact
from netkeep.store.batch import replace_or_create
from netkeep.store.vault import Vault
from netkeep.text.source import digest


def give(vault: Vault, folder: Path, source: str | None, people: Sequence[Contact], wish: Wish) -> Outcome:
    """Write people's cards to a folder, and remember under the name of a source what was given.

    Raises :class:`netkeep.errors.NetkeepError` where the folder or the base cannot be read or written.
    """
    base = read_base(vault.root, source) if source else Base("")
    wish = replace(wish, uids=_uids(base))
    said = {uid: base.by_id[person].said for person, uid in wish.uids.items()}
    judge = Judge(
        same=lambda one, other: _said(one, wish.today) == _said(other, wish.today),
        known=lambda uid, data: uid in said and _is_known(_said(data, wish.today), said[uid]),
        given=lambda uid: uid in said,
    )
    outcome = write_folder(vault.root, folder, [_given(contact, wish) for contact in people], judge)
    if source:
        _remember(vault, base, outcome, wish)
    return outcome


def _uids(base: Base) -> dict[str, str]:
    """Give the id by which the source knows each person, where it has told or been given one."""
    found: dict[str, str] = {}
    for record in base.records:
        for key in record.keys:
            kind, _, uid = key.partition(":")
            if kind == UID:
                found.setdefault(record.id, uid)
    return found


def _given(contact: Contact, wish: Wish) -> Given:
    return Given(contact.id, wish.uid(contact), _card_beside(contact, wish))


def _card_beside(contact: Contact, wish: Wish) -> Callable[[bytes | None], bytes]:
    """Give the card, with the pictures of the one that is there: they are not read into the vault."""

    def data(there: bytes | None) -> bytes:
        return card(contact, wish, pictures(there) if there else ())

    return data


def _candidate(data: bytes, today: date) -> Candidate | None:
    """Read a card as importing reads it, so that what is remembered is what an import will find."""
    found = next(iter(read_bytes(data, "card").candidates), None)
    return tidied(found, today)[0] if found else None


def _said(data: bytes, today: date) -> Said | None:
    candidate = _candidate(data, today)
    return said_by(candidate) if candidate else None


def _remembered(said: Said, before: Said) -> Said:
    """Give what is kept of what was said: of the notes no word, only by what to know them again."""
    notes = (digest(note.encode()) for note in said.get("note", ()) if isinstance(note, str))
    known = tuple(dict.fromkeys((*before.get("note", ()), *notes)))
    return {**said, "note": known} if known else said


def _is_known(said: Said | None, before: Said) -> bool:
    """Tell whether somebody who says this says nothing new."""
    if said is None:
        return False
    now = _remembered(said, {})
    fields = (now.keys() | before.keys()) - {"note"}
    same = all(as_json({name: now.get(name, ())}) == as_json({name: before.get(name, ())}) for name in fields)
    return same and set(now.get("note", ())) <= set(before.get("note", ()))


def _remember(vault: Vault, base: Base, outcome: Outcome, wish: Wish) -> None:
    """Write the base: what the cards that are in the folder now say; of the others it stays as it was."""
    records = dict(base.by_id)
    for person, data in outcome.bytes_of.items():
        if candidate := _candidate(data, wish.today):
            before = records.get(person, Record(person, as_of=base.as_of))
            keys = candidate_keys(candidate, vault.settings.region)
            known = tuple(dict.fromkeys((*_uid_keys(before), *keys)))
            said = _remembered(said_by(candidate), before.said)
            records[person] = replace(before, keys=known, said=said, snapshot=True)
    gone = {uid: person for person, uid in wish.uids.items()}
    for uid in outcome.gone.values():
        records.pop(gone.get(uid, ""), None)
    _save(vault, base, Base(base.source, base.clock, tuple(records.values())))


def _uid_keys(record: Record) -> tuple[str, ...]:
    return tuple(key for key in record.keys if key.startswith(f"{UID}:"))


def _save(vault: Vault, before: Base, after: Base) -> None:
    path = vault.root / after.path
    old = path.read_bytes() if path.exists() else None
    data = after.text().encode()
    if data == old:
        return
    if old is not None and read_base(vault.root, after.source) != before:
        raise ConflictError(f"{after.path} was changed by another program meanwhile; export once more.")
    replace_or_create(vault.root, after.path, data, digest(old) if old is not None else None)
