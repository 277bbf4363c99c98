"""Who each candidate of one reading is: somebody of the vault, somebody new, or nobody knows."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from netkeep.exchange.candidate import Candidate, Problem
from netkeep.exchange.exporters.vcard.card import uid_of
from netkeep.exchange.matching.keys import EMAIL, candidate_keys, contact_keys, kind_of, of_source
from netkeep.exchange.matching.match import New, Pair, People, Same, Unclear
from netkeep.exchange.matching.traits import SAME_NAME
from netkeep.exchange.merging.base import NAME, Base, Record, joined_key
from netkeep.exchange.merging.forgotten import Forgotten
from netkeep.exchange.merging.outcome import Unsure
from netkeep.model.names import fold, org_key
from netkeep.model.people import Email, Role
from netkeep.model.reach import email_key
from netkeep.store.vault import Vault

NEW = "new"
_ANOTHER = "somebody else in this source is this person already"
_TWICE = "somebody else in this source has the same e-mail address"
_MAYBE = "may be somebody in the vault"


@dataclass(frozen=True, slots=True)
class Unit:
    """What one source says of one person; ``keys`` are strong, or the name alone where there is no strong one."""

    candidate: Candidate
    keys: tuple[str, ...]

    @property
    def strong(self) -> bool:
        """Tell whether there is a key that belongs to one person alone."""
        return not any(key.startswith(NAME) for key in self.keys)


@dataclass(slots=True)
class Decided:
    """The candidates by what they are; ``same`` by id."""

    same: dict[str, Unit] = field(default_factory=dict)
    new: list[Unit] = field(default_factory=list)
    unclear: list[Unsure] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)
    away: list[str] = field(default_factory=list)


def units(candidates: Iterable[Candidate], region: str | None) -> list[Unit]:
    """Give the people of a source; candidates with one uid or profile are one."""
    found: list[Unit | None] = []
    at: dict[str, int] = {}
    for candidate in candidates:
        unit = Unit(candidate, candidate_keys(candidate, region))
        places = sorted({at[key] for key in unit.keys if key in at})
        for place in places:
            if (other := found[place]) is not None:
                unit = _joined(other, unit)
                found[place] = None
        at.update(dict.fromkeys((key for key in unit.keys if of_source(key)), len(found)))
        found.append(unit)
    return _named([unit for unit in found if unit])


def _joined(one: Unit, other: Unit) -> Unit:
    facts = (*one.candidate.facts, *other.candidate.facts)
    uid = one.candidate.uid or other.candidate.uid
    return Unit(replace(one.candidate, facts=facts, uid=uid), tuple(dict.fromkeys((*one.keys, *other.keys))))


def _named(found: list[Unit]) -> list[Unit]:
    """Give those without a strong key one of their name, and of what tells namesakes apart."""
    weak = [unit.candidate for unit in found if not unit.keys]
    names = Counter(map(_name, weak))
    both = Counter(map(_name_and_org, weak))
    seen: Counter[str] = Counter()
    result: list[Unit] = []
    for unit in found:
        if unit.keys:
            result.append(unit)
            continue
        key = _name(unit.candidate) if names[_name(unit.candidate)] == 1 else _name_and_org(unit.candidate)
        seen[key] += 1
        result.append(Unit(unit.candidate, (f"{key}#{seen[key]}" if both[key] > 1 else key,)))
    return result


def shared_key(candidate: Candidate) -> str:
    """Give the key of who has no strong one that is nobody else's: a telephone, say, of two people."""
    return f"{_name(candidate)}|*"


def _name(candidate: Candidate) -> str:
    return f"{NAME}{' '.join(fold(candidate.name).split())}"


def _name_and_org(candidate: Candidate) -> str:
    return f"{_name(candidate)}|{','.join(org_key(role.org) for role in candidate.values('roles', Role))}"


def _called(record: Record, unit: Unit) -> bool:
    names = {fold(str(one)) for one in record.said.get("name", ())}
    return fold(unit.candidate.name) in names or joined_key(unit.candidate.name) in record.keys


class Decider:
    """Decides who each candidate is. What the same source said before comes first, then what is in the files."""

    def __init__(
        self, vault: Vault, base: Base, forgotten: Forgotten, resolve: Mapping[str, str], *, namesakes: bool
    ) -> None:
        region = vault.settings.region
        self._known, self._records = base.known, base.by_id
        self._here = vault.contacts
        self._people = People(vault.contacts.values(), self._strong(), region)
        self._forgotten = forgotten
        self._owner = {email_key(address) for address in vault.settings.owner_emails}
        self._resolve = resolve
        self._namesakes = namesakes
        self._taken: set[str] = set()
        self._pending: list[Unit] = []
        self._place: Mapping[str, int] = {}
        self._owned = {key for one in vault.contacts.values() for key in contact_keys(one, region)}
        self.decided = Decided()

    def _strong(self) -> dict[str, str]:
        return {key: person for key, person in self._known.items() if not key.startswith(NAME)}

    def decide_all(self, candidates: Iterable[Unit]) -> Decided:
        """Decide who all of them are; whom the source knows for certain comes first, and who is new last."""
        everyone = list(candidates)
        self._place = {unit.candidate.where: number for number, unit in enumerate(everyone)}
        for unit in sorted(everyone, key=self._rank):
            self._decide(unit)
        for unit in self._pending:
            self._new(unit)
        self.decided.unclear.sort(key=lambda unsure: self._place[unsure.where])
        return self.decided

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
        addresses = {email_key(email.address) for email in unit.candidate.values("emails", Email)}
        return self._forgotten.knows(unit.keys) or not self._owner.isdisjoint(addresses)

    def _match(self, unit: Unit) -> None:
        if (known := self._told_before(unit)) is not None:
            self._is(unit, known, chosen=False)
            return
        match self._people.find(unit.candidate):
            case Same(person):
                self._is(unit, person, chosen=False)
            case New() if self._removed(unit):
                self.decided.away.append(unit.candidate.where)
            case New():
                self._pending.append(unit)
            case Unclear(pairs) if own := self._own(unit, pairs):
                self._is(unit, own, chosen=False)
            case Unclear(pairs):
                self._unclear(unit, pairs)

    def _own(self, unit: Unit, pairs: tuple[Pair, ...]) -> str | None:
        """Give who has the id that our own exports gave them, where the name and something else agree, too."""
        uid = unit.candidate.uid
        alike = (pair.id for pair in pairs if pair.evidence[:1] == (SAME_NAME,) and pair.evidence[1:])
        return next((person for person in alike if uid in {person, uid_of(person)}), None)

    def _told_before(self, unit: Unit) -> str | None:
        """Give the one person of whom the source has said this before: under the same key, and the same name.

        Who shares a telephone or a mailbox with somebody is not that person; of namesakes with one telephone it is the
        one who has something else in common, too.
        """
        telling = tuple(key for key in unit.keys if of_source(key) or kind_of(key) == EMAIL)
        for keys in (unit.keys, (shared_key(unit.candidate),)):
            if found := self._called_so(keys, unit):
                found = found if len(found) == 1 else self._called_so(telling, unit)
                return found[0] if len(found) == 1 else None
        return None

    def _called_so(self, keys: Iterable[str], unit: Unit) -> list[str]:
        """Give the people of the vault whom the source knew by one of these keys, and by this name."""
        people = {self._known[key] for key in keys if self._known.get(key) in self._here}
        return [person for person in people if _called(self._records[person], unit)]

    def _removed(self, unit: Unit) -> bool:
        """Tell whether the source has told of them before, and the owner has deleted their file since."""
        keys = (*unit.keys, shared_key(unit.candidate))
        telling = (key for key in keys if of_source(key) or kind_of(key) == EMAIL or key.startswith(NAME))
        return any(key in self._known and self._known[key] not in self._here for key in telling)

    def _unclear(self, unit: Unit, pairs: tuple[Pair, ...]) -> None:
        if self._removed(unit):
            self.decided.away.append(unit.candidate.where)
        elif self._namesakes and unit.candidate.name and self._owned.isdisjoint(unit.keys):
            self._pending.append(unit)
        else:
            self.decided.unclear.append(Unsure(unit.candidate, pairs, _MAYBE))

    def _is(self, unit: Unit, person: str, *, chosen: bool) -> None:
        """Say who it is, unless another candidate is that person already."""
        before = self.decided.same.get(person)
        self._taken.update(unit.keys)
        if before is None:
            self.decided.same[person] = unit
        elif chosen or self._joined_before(unit, person):
            first, second = sorted((before, unit), key=lambda one: self._place[one.candidate.where])
            both = _joined(first, second)
            told = (joined_key(one.candidate.name) for one in (first, second))
            self.decided.same[person] = Unit(both.candidate, tuple(dict.fromkeys((*both.keys, *told))))
        else:
            self.decided.unclear.append(Unsure(unit.candidate, (Pair(person, 0, ()),), _ANOTHER))

    def _joined_before(self, unit: Unit, person: str) -> bool:
        """Tell whether somebody has said before that two candidates are one person; a name is kept for it."""
        keys = (*(key for key in unit.keys if of_source(key)), joined_key(unit.candidate.name))
        return any(self._known.get(key) == person for key in keys)

    def _new(self, unit: Unit) -> None:
        """Create somebody, unless an address of theirs is that of somebody else in the source."""
        if any(key in self._taken for key in unit.keys if kind_of(key) == EMAIL):
            self.decided.unclear.append(Unsure(unit.candidate, (), _TWICE))
        else:
            self._create(unit)

    def _create(self, unit: Unit) -> None:
        if not unit.candidate.name:
            self.decided.refused.append(Problem(unit.candidate.where, "has no name"))
            return
        self._taken.update(unit.keys)
        self.decided.new.append(unit)
