"""Who each candidate of one reading is: somebody of the vault, somebody new, or nobody knows."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from netkeep.exchange.candidate import Candidate, Problem
from netkeep.exchange.matching.keys import EMAIL, PHONE, candidate_keys, contact_keys, kind_of, of_source
from netkeep.exchange.matching.match import New, Pair, People, Same, Unclear
from netkeep.exchange.merging.base import Base, Record
from netkeep.exchange.merging.forgotten import Forgotten
from netkeep.exchange.merging.outcome import Unsure
from netkeep.model.names import fold, org_key
from netkeep.model.people import Email, Role
from netkeep.model.reach import email_key
from netkeep.store.vault import Vault

NAME = "name:"
NEW = "new"
_ANOTHER = "somebody else in this source is this person already"
_TWICE = "somebody else in this source, who is new, has the same e-mail address"
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
    names = Counter(map(name_key, weak))
    both = Counter(map(_name_and_org, weak))
    seen: Counter[str] = Counter()
    result: list[Unit] = []
    for unit in found:
        if unit.keys:
            result.append(unit)
            continue
        key = name_key(unit.candidate) if names[name_key(unit.candidate)] == 1 else _name_and_org(unit.candidate)
        seen[key] += 1
        result.append(Unit(unit.candidate, (f"{key}#{seen[key]}" if both[key] > 1 else key,)))
    return result


def name_key(candidate: Candidate) -> str:
    """Give the key of who has no strong one: their name, which tells nobody from a namesake."""
    return f"{NAME}{' '.join(fold(candidate.name).split())}"


def _name_and_org(candidate: Candidate) -> str:
    return f"{name_key(candidate)}|{','.join(org_key(role.org) for role in candidate.values('roles', Role))}"


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
        self._new_keys: set[str] = set()
        self._owned = {key for one in vault.contacts.values() for key in contact_keys(one, region)}
        self.decided = Decided()

    def _strong(self) -> dict[str, str]:
        return {key: person for key, person in self._known.items() if not key.startswith(NAME)}

    def decide(self, unit: Unit) -> None:
        """Put a candidate where it belongs."""
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
                self._new(unit)
            case Unclear(pairs):
                self._unclear(unit, pairs)

    def _told_before(self, unit: Unit) -> str | None:
        """Give the one person of whom the source has said this before."""
        keys = (*unit.keys, name_key(unit.candidate))
        people = {self._known[key] for key in keys if self._known.get(key) in self._here}
        found = [person for person in people if self._again(self._records[person], unit, keys)]
        return found[0] if len(found) == 1 else None

    def _again(self, record: Record, unit: Unit, keys: tuple[str, ...]) -> bool:
        """Tell whether a record is of the same person: one key is the same, and the name or all other keys too.

        Those who share a telephone are not one for that.
        """
        names = {fold(str(name)) for name in record.said.get("name", ())}
        if fold(unit.candidate.name) in names or name_key(unit.candidate) in record.keys:
            return True
        return {*keys}.issuperset(record.keys) and any(kind_of(key) != PHONE for key in record.keys)

    def _removed(self, unit: Unit) -> bool:
        """Tell whether the source has told of them before, and the owner has deleted their file since."""
        telling = (key for key in unit.keys if of_source(key) or kind_of(key) == EMAIL or key.startswith(NAME))
        return any(key in self._known and self._known[key] not in self._here for key in telling)

    def _unclear(self, unit: Unit, pairs: tuple[Pair, ...]) -> None:
        if self._removed(unit):
            self.decided.away.append(unit.candidate.where)
        elif self._namesakes and unit.candidate.name and self._owned.isdisjoint(unit.keys):
            self._new(unit)
        else:
            self.decided.unclear.append(Unsure(unit.candidate, pairs, _MAYBE))

    def _is(self, unit: Unit, person: str, *, chosen: bool) -> None:
        """Say who it is, unless another candidate is that person already."""
        before = self.decided.same.get(person)
        if before is None:
            self.decided.same[person] = unit
        elif chosen or self._joined_before(unit, person):
            both = _joined(before, unit)
            self.decided.same[person] = Unit(both.candidate, (*both.keys, name_key(unit.candidate)))
        else:
            self.decided.unclear.append(Unsure(unit.candidate, (Pair(person, 0, ()),), _ANOTHER))

    def _joined_before(self, unit: Unit, person: str) -> bool:
        """Tell whether somebody has said before that two candidates are one person; a name is kept for it."""
        keys = (*(key for key in unit.keys if of_source(key)), name_key(unit.candidate))
        return any(self._known.get(key) == person for key in keys)

    def _new(self, unit: Unit) -> None:
        """Create somebody, unless an address of theirs is that of somebody else who is new."""
        if any(key in self._new_keys for key in unit.keys if kind_of(key) == EMAIL):
            self.decided.unclear.append(Unsure(unit.candidate, (), _TWICE))
        else:
            self._create(unit)

    def _create(self, unit: Unit) -> None:
        if not unit.candidate.name:
            self.decided.refused.append(Problem(unit.candidate.where, "has no name"))
            return
        self._new_keys.update(unit.keys)
        self.decided.new.append(unit)
