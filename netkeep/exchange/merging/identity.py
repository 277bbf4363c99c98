"""Who each candidate of one reading is: somebody of the vault, somebody new, or nobody knows."""

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
from netkeep.exchange.merging.units import Unit, joined, own_ids, shared_key
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
    """The candidates by what they are; ``same`` by id. ``noted`` is what is worth a word though nothing is wrong."""

    same: dict[str, Unit] = field(default_factory=dict)
    new: list[Unit] = field(default_factory=list)
    unclear: list[Unsure] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)
    away: list[str] = field(default_factory=list)
    noted: list[Problem] = field(default_factory=list)


def _by_weight(pending: tuple[Unit, str]) -> tuple[bool, int, str]:
    """Return what sorts those first of whom nothing is in doubt, and then who is told the most of."""
    unit, _ = pending
    return (True, *weight(unit.candidate)) if unit.doubts else (False, 0, "")


def _called(record: Record, unit: Unit) -> bool:
    names = {fold(str(one)) for one in record.said.get("name", ())}
    return fold(unit.candidate.name) in names or joined_key(unit.candidate.name) in record.keys


class Decider:
    """Decides who each candidate is. What the same source said before comes first, then what is in the files."""

    def __init__(
        self, vault: Vault, base: Base, forgotten: Forgotten, resolve: Mapping[str, str], *, namesakes: bool
    ) -> None:
        region = vault.settings.region
        self._region = region
        self._known, self._records = base.known, base.by_id
        self._here = vault.contacts
        self._people = People(vault.contacts.values(), self._strong(), region)
        self._forgotten = forgotten
        self._owner = {email_key(address) for address in vault.settings.owner_emails}
        self._resolve = resolve
        self._namesakes = namesakes
        self._owner_name = fold(vault.settings.owner_name or "")
        self._accepted: dict[str, str] = {}  # where each of them stands in the source, and who of the vault it is
        self._pending: list[tuple[Unit, str]] = []  # each with who of the vault they are, or nobody
        self._place: Mapping[str, int] = {}
        self._owned = {key for one in vault.contacts.values() for key in contact_keys(one, region)}
        self.decided = Decisions()

    def _strong(self) -> dict[str, str]:
        return {key: person for key, person in self._known.items() if not key.startswith(NAME)}

    def decide_all(self, candidates: Iterable[Unit]) -> Decisions:
        """Decide who all of them are; whom the source knows for certain comes first, and who is new last."""
        everyone = list(candidates)
        self._place = {unit.candidate.where: number for number, unit in enumerate(everyone)}
        for unit in sorted(everyone, key=self._rank):
            self._decide(unit)
        for unit, person in sorted(self._pending, key=_by_weight):
            self._new(unit, person)
        # Who has no name comes last: of a number that several share, nobody with a name goes without.
        self.decided.new.sort(key=self._by_name)
        self.decided.unclear.sort(key=lambda unsure: self._place[unsure.where])
        return self.decided

    def _by_name(self, unit: Unit) -> tuple[bool, int, str]:
        """Return what sorts people with a name as the source has them, and the others whatever its order."""
        named = bool(name_of(unit.candidate))
        return (False, self._place[unit.candidate.where], "") if named else (True, *weight(unit.candidate))

    def _rank(self, unit: Unit) -> tuple[bool, bool, int, bool]:
        certain = any(self._known.get(key) in self._here for key in unit.keys if of_source(key))
        told = self._told_before(unit)
        same = set(self._records[told].keys).intersection(unit.keys) if told else ()
        return not certain, told is None, -len(same), not unit.candidate.name

    def _decide(self, unit: Unit) -> None:
        where = unit.candidate.where
        if chosen := self._resolve.get(where):
            self._resolved(unit, chosen)
        elif not unit.strong and not unit.candidate.name:
            self.decided.refused.append(Problem(where, "has neither a name nor anything else to know them by"))
        elif self._stays_away(unit):
            self.decided.away.append(where)
        else:
            self._match(unit)

    def _resolved(self, unit: Unit, chosen: str) -> None:
        if chosen == NEW:
            self._create(unit)
        elif chosen in self._here:
            self._is(unit, chosen, chosen=True)
        else:
            self.decided.refused.append(Problem(unit.candidate.where, "nobody in the vault has the id that was chosen"))

    def _stays_away(self, unit: Unit) -> bool:
        """Return whether somebody was forgotten, or is the owner; who shares an address with the owner is not."""
        addresses = {email_key(email.address) for email in unit.candidate.values("emails", Email)}
        shared = {key.removeprefix(f"{EMAIL}:") for key in unit.shared}
        if not self._owner_name or fold(unit.candidate.name) != self._owner_name:
            addresses -= shared
        return self._forgotten.knows((*unit.keys, *unit.shared)) or not self._owner.isdisjoint(addresses)

    def _match(self, unit: Unit) -> None:
        if (known := self._told_before(unit)) is not None:
            self._is(unit, known, chosen=False)
            return
        match self._people.find(unit.candidate, unit.keys, unit.shared):
            case Same(person):
                self._same(unit, person)
            case New() | Unclear() if own := self._own(unit):
                self._is(unit, own, chosen=False)
            case New() if self._removed(unit):
                self.decided.away.append(unit.candidate.where)
            case New() if exported := self._exported(unit):
                self._unclear(unit, (Pair(exported, _BY_NAME, (SAME_NAME,)),))
            case New():
                self._pending.append((unit, ""))
            case Unclear(pairs):
                self._unclear(unit, pairs)

    def _same(self, unit: Unit, person: str) -> None:
        """Say who it is; an address or number without a name does not tell two of a source apart who may be one."""
        theirs = contact_keys(self._here[person], self._region)
        certain = any(of_source(key) and (key in theirs or self._known.get(key) == person) for key in unit.keys)
        if unit.doubts and not certain and is_unnamed(self._here[person]):
            self._pending.append((unit, person))
        else:
            self._is(unit, person, chosen=False)

    def _own(self, unit: Unit) -> str | None:
        """Return who was exported by us under the id of a unit, where the name is the same and nothing is another.

        An export of another vault may have the same id and name: then something else has to agree, too, unless the
        name is all that is said, or all that is said stands in the file.
        """
        person = self._exported(unit)
        if person is None:
            return None
        only_named = {fact.field for fact in unit.candidate.facts} <= _SAY_LITTLE
        if only_named or self._people.likeness(unit.candidate, person).evidence[1:]:
            return person
        return person if self._says_all(self._here[person], unit.candidate) else None

    def _says_all(self, ours: Contact, candidate: Candidate) -> bool:
        """Return whether all that a candidate says stands in a file."""
        result = merge(None, ours, said_by(candidate), Policy(date.min, region=self._region, chosen=candidate.chosen))
        return result.contact == ours and not result.entries and not result.kept

    def _exported(self, unit: Unit) -> str | None:
        """Return whom our own exports know by the id of a unit, where the name is theirs, too."""
        uid = unit.candidate.uid
        if uid is None:
            return None
        person = uid if uid in self._here else self._export_ids.get(uid)
        if person is None:
            return None
        same = fold(unit.candidate.name) == fold(self._here[person].name)
        return person if same or self._people.likeness(unit.candidate, person).same_name else None

    @cached_property
    def _export_ids(self) -> Mapping[str, str]:
        return {uid_of(person): person for person in self._here}

    def _told_before(self, unit: Unit) -> str | None:
        """Return the one person of whom the source has said this before: under the same key, and the same name.

        Who shares a telephone or a mailbox with somebody is not that person; of namesakes with one telephone it is the
        one who has something else in common, too.
        """
        telling = tuple(key for key in unit.keys if of_source(key) or kind_of(key) == EMAIL)
        for keys in ((*unit.keys, *own_ids(unit.keys, unit.candidate)), (shared_key(unit.candidate),)):
            if found := self._called_so(keys, unit):
                found = found if len(found) == 1 else self._called_so(telling, unit)
                return found[0] if len(found) == 1 else None
        return None

    def _called_so(self, keys: Iterable[str], unit: Unit) -> list[str]:
        """Return the people of the vault whom the source knew by one of these keys, and by this name."""
        people = {self._known[key] for key in keys if self._known.get(key) in self._here}
        return [person for person in people if _called(self._records[person], unit)]

    def _removed(self, unit: Unit) -> bool:
        """Return whether the source has told of them before, and the owner has deleted their file since."""
        keys = (*unit.keys, shared_key(unit.candidate))
        telling = (key for key in keys if of_source(key) or kind_of(key) == EMAIL or key.startswith(NAME))
        return any(key in self._known and self._known[key] not in self._here for key in telling)

    def _unclear(self, unit: Unit, pairs: tuple[Pair, ...]) -> None:
        if self._removed(unit):
            self.decided.away.append(unit.candidate.where)
        elif self._namesakes and unit.candidate.name and self._owned.isdisjoint(unit.keys):
            self._pending.append((unit, ""))
        else:
            self.decided.unclear.append(Unsure(unit.candidate, pairs, _MAYBE))

    def _is(self, unit: Unit, person: str, *, chosen: bool) -> None:
        """Say who it is, unless another candidate is that person already."""
        before = self.decided.same.get(person)
        if before is None:
            self._accept(unit, person)
            self.decided.same[person] = unit
        elif chosen or self._joined_before(unit, person):
            self._accept(unit, person)
            first, second = sorted((before, unit), key=lambda one: self._place[one.candidate.where])
            told = tuple(joined_key(one.candidate.name) for one in (first, second))
            both = joined(first, second)
            self.decided.same[person] = replace(both, keys=tuple(dict.fromkeys((*both.keys, *told))))
        else:
            self.decided.unclear.append(Unsure(unit.candidate, (Pair(person, 0, ()),), _ANOTHER))

    def _joined_before(self, unit: Unit, person: str) -> bool:
        """Return whether somebody has said before that two candidates are one person; a name is kept for it."""
        keys = (*(key for key in unit.keys if of_source(key)), joined_key(unit.candidate.name))
        return any(self._known.get(key) == person for key in keys)

    def _new(self, unit: Unit, person: str) -> None:
        """Take somebody for a person without a name, or create them, unless they may be somebody else of the source."""
        if not any(where in self._accepted for where in unit.doubts):
            if person:
                self._is(unit, person, chosen=False)
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
