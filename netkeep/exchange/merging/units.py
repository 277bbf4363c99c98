"""The people of one reading: which of its records are one person's, which are not, and which of them may be.

Records are one person's if they share what belongs to one person alone (a profile; an id, unless the names cannot be
one person's), or a name together with an address or a number. An address or number with several names is shared, by a
household or an office: everybody keeps it, and nobody is identified by it. The order of records does not matter.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from netkeep.check.names import block, folded_name, generation
from netkeep.exchange.candidate import Candidate, Extra
from netkeep.exchange.matching.keys import EMAIL, PHONE, UID, URL, candidate_keys, international, kind_of, of_source
from netkeep.exchange.matching.verdict import Verdict, people_apart, verdict
from netkeep.exchange.merging.base import NAME
from netkeep.exchange.merging.combine import combined, digest, name_of
from netkeep.model.contact_points import email_key
from netkeep.model.dates import Birthday
from netkeep.model.names import fold, org_key
from netkeep.model.people import Email, Phone, Role
from netkeep.model.person_names import suffixed

_FEWEST_DIGITS = 3
_MOST_COMPARED = 30  # of those who share a key and the first letter of a name: of more the whole name alone counts


@dataclass(frozen=True, slots=True)
class Unit:
    """What one source says of one person.

    ``keys`` identify the person: strong ones, or the name alone where there is no strong one. ``shared`` are strong
    keys that others in the source have as well. ``doubts`` are the places of units that may be the same person, and
    ``why`` says so in words. ``same_id`` says that somebody else in the source has the same id.
    """

    candidate: Candidate
    keys: tuple[str, ...]
    shared: tuple[str, ...] = ()
    doubts: frozenset[str] = frozenset()
    why: str = ""
    same_id: bool = False

    @property
    def strong(self) -> bool:
        """Return whether there is a key that belongs to one person alone."""
        return not any(key.startswith(NAME) for key in self.keys)


SAME_ADDRESS = "somebody else in this source has the same address or number, and perhaps the same name"
OTHER_BIRTHDAY = "somebody in this source has the same name and address, but another birthday or suffix"
SAME_ID = "somebody in this source has the same id, and perhaps another name"
ANYBODYS = "has no name, and several people in this source have the same address or number"


def units(candidates: Iterable[Candidate], region: str | None) -> list[Unit]:
    """Return the people of a source in the order of their first records; ``region`` as for :func:`candidate_keys`."""
    return _Records(list(candidates), region).units()


class _Sets:
    """Numbers in sets that can be joined, each named by its smallest number."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, number: int) -> int:
        """Return the number that names the set of a number."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, numbers: Iterable[int]) -> None:
        """Make one set of the sets of some numbers."""
        first, *others = sorted(map(self.root, numbers))
        for other in others:
            self._parent[other] = first

    def of(self, numbers: Iterable[int]) -> Iterable[list[int]]:
        """Return some numbers set by set, in their order."""
        sets: dict[int, list[int]] = {}
        for number in numbers:
            sets.setdefault(self.root(number), []).append(number)
        return sets.values()


class _Records:
    def __init__(self, candidates: Sequence[Candidate], region: str | None) -> None:
        self._candidates = candidates
        self._keys = [candidate_keys(candidate, region) for candidate in candidates]
        self._reach = [frozenset(_reach(candidate, region)) for candidate in candidates]
        self._names = [name_of(candidate) for candidate in candidates]
        self._aliases = [tuple(candidate.values("aliases", str)) for candidate in candidates]
        self._words = [" ".join(sorted(folded_name(name).split())) if name else "" for name in self._names]
        self._groups = _Sets(len(candidates))
        self._doubts: defaultdict[int, set[int]] = defaultdict(set)
        self._why: dict[int, str] = {}
        self._same_id: set[int] = set()

    def units(self) -> list[Unit]:
        self._join_equal()
        self._compare_ids()
        self._join_nameless()
        self._compare_reach()
        groups = {self._groups.root(records[0]): records for records in self._groups.of(range(len(self._candidates)))}
        shared = self._shared()
        return _with_weak_keys(_with_own_keys([self._unit(root, records, shared) for root, records in groups.items()]))

    def _join_equal(self) -> None:
        """Join records that say exactly the same, have one profile, or one name (or none) and one address or number."""
        for records in _with_shared_key([key for key in keys if kind_of(key) == URL] for keys in self._keys):
            self._groups.join(records)
        sizes = ((f"{candidate.name} {len(candidate.facts)}",) for candidate in self._candidates)
        alike = {number for records in _with_shared_key(sizes) for number in records}
        digests = ((digest(candidate),) if number in alike else () for number, candidate in enumerate(self._candidates))
        for records in _with_shared_key(digests):
            self._groups.join(records)
        # Who has no name is called by an address or a number of theirs.
        names = (words or fold(candidate.name) for words, candidate in zip(self._words, self._candidates, strict=True))
        shared_names = (
            [f"{name} {key}" for key in reach] if name else () for name, reach in zip(names, self._reach, strict=True)
        )
        for records in _with_shared_key(shared_names):
            self._join_unless_they_clash(records)

    def _join_unless_they_clash(self, records: Sequence[int]) -> None:
        """Join records with one name; where birthdays or generations differ, only those that agree."""
        birthdays = [birthday for number in records for birthday in _birthdays(self._candidates[number])]
        suffixes = {suffix for number in records if (suffix := _generation(self._candidates[number]))}
        clash = len(suffixes) > 1 or any(left.differs(right) for left, right in combinations(set(birthdays), 2))
        kinds: dict[object, int] = {}
        for number in records:
            candidate = self._candidates[number]
            kind = (frozenset(_birthdays(candidate)), _generation(candidate)) if clash else ()
            self._groups.join([kinds.setdefault(kind, number), number])
        for left, right in combinations(kinds.values(), 2):
            self._doubt(left, right, OTHER_BIRTHDAY)

    def _compare_ids(self) -> None:
        """Join records with one id, unless the names are two people's; then anything else in common raises a doubt."""
        for records in _with_shared_key([key for key in keys if kind_of(key) == UID] for keys in self._keys):
            for left, right in self._pairs(records):
                names = self._verdict(left, right)
                if names == "apart":
                    if self._reach[left] & self._reach[right]:
                        self._doubt(left, right, SAME_ID)
                elif self._clash(left, right):
                    self._doubt(left, right, OTHER_BIRTHDAY)
                elif self._reach[left] & self._reach[right] or self._same_surname(left, right):
                    self._groups.join([left, right])
                else:
                    self._doubt(left, right, SAME_ID)
            if len({self._groups.root(number) for number in records}) > 1:
                self._same_id.update(records)

    def _verdict(self, left: int, right: int) -> Verdict:
        """Return the verdict on the names of two records; an alias of one may be the name of the other."""
        names = verdict(self._names[left], self._names[right])
        if names != "apart" or not (self._aliases[left] or self._aliases[right]):
            return names
        left_names, right_names = ((self._names[number], *self._aliases[number]) for number in (left, right))
        return "apart" if people_apart(left_names, right_names) else "perhaps"

    def _clash(self, left: int, right: int) -> bool:
        """Return whether two records have different birthdays or generations."""
        first, second = self._candidates[left], self._candidates[right]
        days = [birthday.differs(another) for birthday in _birthdays(first) for another in _birthdays(second)]
        suffixes = {_generation(first), _generation(second)} - {""}
        return (bool(days) and all(days)) or len(suffixes) > 1

    def _same_surname(self, left: int, right: int) -> bool:
        """Return whether two names have the last word in common, or one has no word that the other lacks."""
        first, second = (folded_name(self._names[number]).split() for number in (left, right))
        return first[-1:] == second[-1:] or set(first) <= set(second) or set(second) <= set(first)

    def _join_nameless(self) -> None:
        """Join records that have only an address or a number to the person who has it; of several it may be any."""
        owners = self._owners_of_nameless()
        alike = _Sets(len(self._keys))
        for records in _with_shared_key(keys if number in owners else () for number, keys in enumerate(self._keys)):
            alike.join(records)
        for records in alike.of(owners):
            possible = {owner for number in records for owner in owners[number]}
            if len(possible) < 2:  # noqa: PLR2004 (one person has them all, or nobody)
                self._groups.join([*possible, *records])
                continue
            for number in records:
                if len(owners[number]) == 1:
                    self._groups.join([*owners[number], number])
                elif owners[number]:
                    self._doubts[number] |= owners[number]
                    self._why[number] = ANYBODYS

    def _owners_of_nameless(self) -> dict[int, set[int]]:
        """Return, for each record without a name, who with a name has one of its addresses or numbers."""
        people: defaultdict[str, set[int]] = defaultdict(set)
        for number, keys in enumerate(self._keys):
            for key in keys if self._names[number] else ():
                people[key].add(self._groups.root(number))
        return {
            number: {owner for key in self._keys[number] for owner in people.get(key, ())}
            for number, name in enumerate(self._names)
            if not name and self._keys[number]
        }

    def _compare_reach(self) -> None:
        """Raise a doubt where an address or number stands beside two names that may be one person's."""
        for records in _with_shared_key(self._reach):
            for left, right in self._pairs(records):
                nameless = not self._names[left] or not self._names[right]
                if nameless or self._groups.root(left) == self._groups.root(right) or self._proved_apart(left, right):
                    continue
                if self._verdict(left, right) != "apart":
                    self._doubt(left, right, SAME_ADDRESS)

    def _proved_apart(self, left: int, right: int) -> bool:
        """Return whether both have a profile at one service, and the two differ."""
        first, second = (
            {key.partition("/")[0]: key for key in self._keys[side] if kind_of(key) == URL} for side in (left, right)
        )
        return any(first[service] != second[service] for service in first.keys() & second.keys())

    def _doubt(self, left: int, right: int, why: str) -> None:
        for number, doubted in ((left, right), (right, left)):
            self._doubts[number].add(doubted)
            self._why.setdefault(number, why)

    def _pairs(self, records: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield the pairs worth comparing: all pairs of a few records; of many, those with similar names."""
        if len(records) <= _MOST_COMPARED:
            yield from combinations(records, 2)
            return
        blocks: defaultdict[str, list[int]] = defaultdict(list)
        for number in records:
            blocks[block(self._names[number])].append(number)
        for like in blocks.values():
            yield from combinations(like[:_MOST_COMPARED], 2)

    def _shared(self) -> frozenset[str]:
        """Return the strong keys that belong to more than one person of the source."""
        owners: dict[str, int] = {}
        shared: set[str] = set()
        for number, keys in enumerate(self._keys):
            root = self._groups.root(number)
            for key in keys:
                if owners.setdefault(key, root) != root:
                    shared.add(key)
        return frozenset(shared)

    def _unit(self, root: int, records: Sequence[int], shared: frozenset[str]) -> Unit:
        candidate = combined([self._candidates[number] for number in records])
        keys = tuple(dict.fromkeys(key for number in records for key in self._keys[number]))
        own = tuple(_own_id(key, candidate) if kind_of(key) == UID and key in shared else key for key in keys)
        doubts = {other for number in records for other in self._doubts[number] if self._groups.root(other) != root}
        return Unit(
            candidate,
            tuple(key for key in own if key not in shared),
            tuple(key for key in keys if key in shared and not of_source(key)),
            frozenset(self._candidates[self._groups.root(other)].where for other in doubts),  # where its unit begins
            next((self._why[number] for number in records if number in self._why), "") if doubts else "",
            same_id=not self._same_id.isdisjoint(records),
        )


def _with_shared_key(keys: Iterable[Iterable[str]]) -> Iterator[list[int]]:
    """Yield, for each key that several records have, the numbers of these records."""
    by_key: defaultdict[str, list[int]] = defaultdict(list)
    for number, keys_of_record in enumerate(keys):
        for key in keys_of_record:
            by_key[key].append(number)
    return (records for records in by_key.values() if len(records) > 1)


def _own_id(key: str, candidate: Candidate) -> str:
    """Return the key for an id that several people of a source have: the id and the name."""
    return f"{key}|{' '.join(sorted(folded_name(name_of(candidate)).split()))}"


def own_ids(keys: Iterable[str], candidate: Candidate) -> tuple[str, ...]:
    """Return the keys under which a candidate's ids are stored when other people share them."""
    return tuple(_own_id(key, candidate) for key in keys if kind_of(key) == UID and not is_own_id(key))


def is_own_id(text: str) -> bool:
    """Return whether a key joins an id with a name, as for an id that several people of a source have."""
    return "|" in text


def _reach(candidate: Candidate, region: str | None) -> Iterator[str]:
    """Yield the keys of addresses and numbers, those of offices included."""
    for email in candidate.values("emails", Email):
        yield f"{EMAIL}:{email_key(email.address)}"
    for phone in candidate.values("phones", Phone):
        key = international(phone.number, region)
        if sum(map(str.isdigit, key.partition(";")[0])) >= _FEWEST_DIGITS:
            yield f"{PHONE}:{key}"


def _birthdays(candidate: Candidate) -> Iterator[Birthday]:
    return candidate.values("birthday", Birthday)


def _generation(candidate: Candidate) -> str:
    """Return the generation that the name and its suffixes state."""
    return generation(suffixed(candidate.name, dict(candidate.values("x", Extra))))


def joined(first: Unit, second: Unit) -> Unit:
    """Return one unit for two that are one person, the facts of the first before those of the second."""
    candidate = combined([first.candidate, second.candidate])
    keys, shared = ((*first.keys, *second.keys), (*first.shared, *second.shared))
    return replace(first, candidate=candidate, keys=tuple(dict.fromkeys(keys)), shared=tuple(dict.fromkeys(shared)))


def _with_own_keys(people: list[Unit]) -> list[Unit]:
    """Return units without keys that several of them have: an id shared by namesakes."""
    times = Counter(key for unit in people for key in unit.keys if is_own_id(key))
    repeated = {key for key, count in times.items() if count > 1}
    keys = (tuple(key for key in unit.keys if key not in repeated) for unit in people)
    return [replace(unit, keys=own) for unit, own in zip(people, keys, strict=True)] if repeated else people


def _with_weak_keys(people: list[Unit]) -> list[Unit]:
    """Return units that all have a key: without a strong one, the name and what distinguishes namesakes."""
    without_keys = [unit.candidate for unit in people if not unit.keys]
    names = Counter(map(_name_key, without_keys))
    both = Counter(map(_name_and_org, without_keys))
    return [unit if unit.keys else replace(unit, keys=(_weak_key(unit.candidate, names, both),)) for unit in people]


def _weak_key(candidate: Candidate, names: Counter[str], both: Counter[str]) -> str:
    if names[_name_key(candidate)] == 1:
        return _name_key(candidate)
    key = _name_and_org(candidate)
    return key if both[key] == 1 else f"{key}#{digest(candidate)[:16]}"


def shared_key(candidate: Candidate) -> str:
    """Return the key of somebody whose strong keys all belong to others too: two people with one telephone."""
    return f"{_name_key(candidate)}|*"


def _name_key(candidate: Candidate) -> str:
    return f"{NAME}{' '.join(fold(candidate.name).split())}"


def _name_and_org(candidate: Candidate) -> str:
    return f"{_name_key(candidate)}|{','.join(org_key(role.org) for role in candidate.values('roles', Role))}"
