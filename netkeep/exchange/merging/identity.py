"""Who each candidate of one reading is: somebody in the vault, somebody new, or unclear."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from netkeep.exchange.candidate import Candidate, Field, Problem
from netkeep.exchange.exporters.vcard.card import uid_of
from netkeep.exchange.matching.features import SAME_NAME
from netkeep.exchange.matching.keys import EMAIL, contact_keys, kind_of, of_source
from netkeep.exchange.matching.match import New, Pair, People, Same, Unclear
from netkeep.exchange.merging.base import NAME, Base, Record, joined_key
from netkeep.exchange.merging.combine import name_of, weight
from netkeep.exchange.merging.facts import said_by
from netkeep.exchange.merging.plan_types import Unsure
from netkeep.exchange.merging.three_way import Policy, merge
from netkeep.exchange.merging.tombstones import Forgotten
from netkeep.exchange.merging.units import ANYBODYS, Unit, joined, own_ids, shared_key
from netkeep.model.contact_points import email_key
from netkeep.model.names import fold
from netkeep.model.people import Contact, Email
from netkeep.model.unnamed import is_unnamed
from netkeep.store.vault import Vault

NEW = "new"
_SAY_LITTLE: frozenset[Field] = frozenset({"name", "aliases", "tags", "x", "properties"})
_BY_NAME = 50  # the score of a name alone
_ANOTHER = "somebody else in this source is this person already"
_MAYBE = "may be somebody in the vault"
_SAME_ID = "has the same id (UID) as somebody else in this source; they are two people"


@dataclass(slots=True)
class Decisions:
    """The candidates by decision; ``same`` by id. ``noted`` is worth reporting though nothing is wrong."""

    same: dict[str, Unit] = field(default_factory=dict)
    new: list[Unit] = field(default_factory=list)
    unclear: list[Unsure] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)
    away: list[str] = field(default_factory=list)
    noted: list[Problem] = field(default_factory=list)


def _by_weight(pending: tuple[Unit, str]) -> tuple[bool, bool, int, str]:
    """Return a sort key that puts people without doubts first, then those with a name, then the fullest."""
    unit, _ = pending
    return (True, not name_of(unit.candidate), *weight(unit.candidate)) if unit.doubts else (False, False, 0, "")


def _has_name(record: Record, unit: Unit) -> bool:
    names = {fold(str(name)) for name in record.said.get("name", ())}
    return fold(unit.candidate.name) in names or joined_key(unit.candidate.name) in record.keys


class Decider:
    """Decides who each candidate is: by what the same source said before, then by what is in the files."""

    def __init__(
        self, vault: Vault, base: Base, forgotten: Forgotten, resolve: Mapping[str, str], *, namesakes: bool
    ) -> None:
        region = vault.settings.region
        self._region = region
        self._id_by_key, self._records = base.id_by_key, base.by_id
        self._here = vault.contacts
        self._people = People(vault.contacts.values(), self._strong(), region)
        self._forgotten = forgotten
        self._owner = {email_key(address) for address in vault.settings.owner_emails}
        self._resolve = resolve
        self._namesakes = namesakes
        self._owner_name = fold(vault.settings.owner_name or "")
        self._accepted: dict[str, str] = {}  # the place of each in the source -> id in the vault; empty for new people
        self._pending: list[tuple[Unit, str]] = []  # each with an id in the vault; empty for new people
        self._place: Mapping[str, int] = {}
        self._previous: Mapping[str, str | None] = {}
        self.decided = Decisions()

    def _strong(self) -> dict[str, str]:
        return {key: person for key, person in self._id_by_key.items() if not key.startswith(NAME)}

    def decide_all(self, candidates: Iterable[Unit]) -> Decisions:
        """Decide who all of them are; those whom the source identifies for certain come first, new people last."""
        everyone = list(candidates)
        self._place = {unit.candidate.where: number for number, unit in enumerate(everyone)}
        self._previous = {unit.candidate.where: self._previous_person(unit) for unit in everyone}
        for unit in sorted(everyone, key=self._rank):
            self._decide(unit)
        for unit, person in sorted(self._pending, key=_by_weight):
            self._new(unit, person)
        # People without a name come last, so that a shared number goes to those with a name first.
        self.decided.new.sort(key=self._by_name)
        self.decided.unclear.sort(key=lambda unsure: self._place[unsure.where])
        return self.decided

    def _by_name(self, unit: Unit) -> tuple[bool, int, str]:
        """Return a sort key: people with a name in the source's order, then the others, whatever that order."""
        named = bool(name_of(unit.candidate))
        return (False, self._place[unit.candidate.where], "") if named else (True, *weight(unit.candidate))

    def _rank(self, unit: Unit) -> tuple[bool, bool, int, bool]:
        certain = any(self._id_by_key.get(key) in self._here for key in unit.keys if of_source(key))
        previous = self._previous[unit.candidate.where]
        same = set(self._records[previous].keys).intersection(unit.keys) if previous else ()
        return not certain, previous is None, -len(same), not unit.candidate.name

    def _decide(self, unit: Unit) -> None:
        where = unit.candidate.where
        if chosen := self._resolve.get(where):
            self._apply_choice(unit, chosen)
        elif not unit.strong and not unit.candidate.name:
            self.decided.refused.append(Problem(where, "has neither a name nor anything else to identify them by"))
        elif self._stays_away(unit):
            self.decided.away.append(where)
        else:
            self._match(unit)

    def _apply_choice(self, unit: Unit, chosen: str) -> None:
        if chosen == NEW:
            self._create(unit)
        elif chosen in self._here:
            self._assign(unit, chosen, chosen=True)
        else:
            self.decided.refused.append(Problem(unit.candidate.where, "nobody in the vault has the id that was chosen"))

    def _stays_away(self, unit: Unit) -> bool:
        """Return whether somebody was forgotten, or is the owner; merely sharing the owner's address does not count."""
        addresses = {email_key(email.address) for email in unit.candidate.values("emails", Email)}
        shared = {key.removeprefix(f"{EMAIL}:") for key in unit.shared}
        if not self._owner_name or fold(unit.candidate.name) != self._owner_name:
            addresses -= shared
        return self._forgotten.knows((*unit.keys, *unit.shared)) or not self._owner.isdisjoint(addresses)

    def _match(self, unit: Unit) -> None:
        if (previous := self._previous[unit.candidate.where]) is not None:
            self._assign(unit, previous, chosen=False)
            return
        match self._people.find(unit.candidate, unit.keys, unit.shared):
            case Same(person):
                self._same(unit, person)
            case New() | Unclear() if own := self._own_export(unit):
                self._assign(unit, own, chosen=False)
            case New() if self._was_deleted(unit):
                self.decided.away.append(unit.candidate.where)
            case New() if exported := self._exported(unit):
                self._unclear(unit, (Pair(exported, _BY_NAME, (SAME_NAME,)),))
            case New():
                self._pending.append((unit, ""))
            case Unclear(pairs):
                self._unclear(unit, pairs)

    def _same(self, unit: Unit, person: str) -> None:
        """Assign a unit; but a doubted one that has only an address or a number in common, and no name, later."""
        theirs = contact_keys(self._here[person], self._region)
        certain = any(of_source(key) and (key in theirs or self._id_by_key.get(key) == person) for key in unit.keys)
        if unit.doubts and not certain and (unit.why == ANYBODYS or is_unnamed(self._here[person])):
            self._pending.append((unit, person))
        else:
            self._assign(unit, person, chosen=False)

    def _own_export(self, unit: Unit) -> str | None:
        """Return the person whom our own export gave the id of a unit, where the name is the same too.

        An export of another vault may have the same id and name, so something else has to agree, unless the unit says
        nothing but the name, or nothing that is not in the file.
        """
        person = self._exported(unit)
        if person is None:
            return None
        only_named = {fact.field for fact in unit.candidate.facts} <= _SAY_LITTLE
        if only_named or self._people.likeness(unit.candidate, person).evidence[1:]:
            return person
        return person if self._says_all(self._here[person], unit.candidate) else None

    def _says_all(self, ours: Contact, candidate: Candidate) -> bool:
        """Return whether a contact has all that a candidate says."""
        result = merge(None, ours, said_by(candidate), Policy(date.min, region=self._region, chosen=candidate.chosen))
        return result.contact == ours and not result.entries and not result.kept

    def _exported(self, unit: Unit) -> str | None:
        """Return the person whom our own exports give the id of a unit, where the names agree too."""
        uid = unit.candidate.uid
        if uid is None:
            return None
        person = uid if uid in self._here else self._export_ids.get(uid)
        if person is None:
            return None
        same = fold(unit.candidate.name) == fold(self._here[person].name)
        return person if same or self._people.likeness(unit.candidate, person).same_name else None

    @cached_property
    def _keys_here(self) -> frozenset[str]:
        """The strong keys of everybody in the vault."""
        return frozenset(key for contact in self._here.values() for key in contact_keys(contact, self._region))

    @cached_property
    def _export_ids(self) -> Mapping[str, str]:
        return {uid_of(person): person for person in self._here}

    def _previous_person(self, unit: Unit) -> str | None:
        """Return the person whom the source meant before by the same key and the same name, if there is just one.

        Sharing a telephone or a mailbox is not enough; among namesakes with one telephone it is the one who has a more
        telling key in common too.
        """
        telling = tuple(key for key in unit.keys if of_source(key) or kind_of(key) == EMAIL)
        for keys in ((*unit.keys, *own_ids(unit.keys, unit.candidate)), (shared_key(unit.candidate),)):
            if people := self._with_keys_and_name(keys, unit):
                people = people if len(people) == 1 else self._with_keys_and_name(telling, unit)
                return people[0] if len(people) == 1 else None
        return None

    def _with_keys_and_name(self, keys: Iterable[str], unit: Unit) -> list[str]:
        """Return the people in the vault whom the source knew by one of these keys and by this name."""
        people = {self._id_by_key[key] for key in keys if self._id_by_key.get(key) in self._here}
        return [person for person in people if _has_name(self._records[person], unit)]

    def _was_deleted(self, unit: Unit) -> bool:
        """Return whether the source had them before, and the owner has deleted their file since."""
        keys = (*unit.keys, shared_key(unit.candidate))
        telling = (key for key in keys if of_source(key) or kind_of(key) == EMAIL or key.startswith(NAME))
        return any(key in self._id_by_key and self._id_by_key[key] not in self._here for key in telling)

    def _unclear(self, unit: Unit, pairs: tuple[Pair, ...]) -> None:
        if self._was_deleted(unit):
            self.decided.away.append(unit.candidate.where)
        elif self._namesakes and unit.candidate.name and self._keys_here.isdisjoint(unit.keys):
            self._pending.append((unit, ""))
        else:
            self.decided.unclear.append(Unsure(unit.candidate, pairs, _MAYBE))

    def _assign(self, unit: Unit, person: str, *, chosen: bool) -> None:
        """Assign a unit to a person, unless another candidate is that person already."""
        accepted = self.decided.same.get(person)
        if accepted is None:
            self._accept(unit, person)
            self.decided.same[person] = unit
        elif chosen or self._was_joined(unit, person):
            self._accept(unit, person)
            first, second = sorted((accepted, unit), key=lambda member: self._place[member.candidate.where])
            name_keys = tuple(joined_key(member.candidate.name) for member in (first, second))
            both = joined(first, second)
            self.decided.same[person] = replace(both, keys=tuple(dict.fromkeys((*both.keys, *name_keys))))
        else:
            self.decided.unclear.append(Unsure(unit.candidate, (Pair(person, 0, ()),), _ANOTHER))

    def _was_joined(self, unit: Unit, person: str) -> bool:
        """Return whether the two candidates were joined into one person before; a key of the name records it."""
        keys = (*(key for key in unit.keys if of_source(key)), joined_key(unit.candidate.name))
        return any(self._id_by_key.get(key) == person for key in keys)

    def _new(self, unit: Unit, person: str) -> None:
        """Assign or create somebody, unless they may be the same as somebody else in the source."""
        if unit.why != ANYBODYS and not any(where in self._accepted for where in unit.doubts):
            if person:
                self._assign(unit, person, chosen=False)
            else:
                self._create(unit)
            return
        same = {person, *(self._accepted.get(where, "") for where in unit.doubts)} - {""}
        pairs = tuple(Pair(person, 0, ()) for person in sorted(same))
        self.decided.unclear.append(Unsure(unit.candidate, pairs, unit.why))

    def _create(self, unit: Unit) -> None:
        if not unit.candidate.name:
            self.decided.refused.append(Problem(unit.candidate.where, "has no name"))
            return
        self._accept(unit)
        self.decided.new.append(unit)

    def _accept(self, unit: Unit, person: str = "") -> None:
        self._accepted[unit.candidate.where] = person
        if unit.same_id:
            self.decided.noted.append(Problem(unit.candidate.where, _SAME_ID, fate="noted", who=unit.candidate.name))
