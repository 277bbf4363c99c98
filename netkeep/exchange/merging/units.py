"""The people of one reading: which of its records are one person's, which are not, and which of them nobody can tell.

Records are one person's by what belongs to one person alone (a profile; an id, unless the names cannot be one
person's), and by a name together with an address or a number. An address or number on several names is shared, by a
household or an office: everybody keeps it, and nobody is known by it. Nothing here depends on the order of records.
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
from netkeep.exchange.merging.combine import digest, name_of, together
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

    ``keys`` are those by which they are known: strong ones, or the name alone where there is no strong one. ``shared``
    are strong keys that others in the source have as well. ``doubts`` are the places of units that may be of the same
    person, and ``why`` says so in words. ``same_id`` says that somebody else in the source has the same id.
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


def units(candidates: Iterable[Candidate], region: str | None) -> list[Unit]:
    """Return the people of a source in the order of their first records; ``region`` as for :func:`candidate_keys`."""
    return _Records(list(candidates), region).units()


class _Sets:
    """Numbers in sets that can be joined, each known by its smallest number."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, number: int) -> int:
        """Return the number by which the set of a number is known."""
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
        found: dict[int, list[int]] = {}
        for number in numbers:
            found.setdefault(self.root(number), []).append(number)
        return found.values()


class _Records:
    def __init__(self, candidates: Sequence[Candidate], region: str | None) -> None:
        self._candidates = candidates
        self._keys = [candidate_keys(candidate, region) for candidate in candidates]
        self._ways = [frozenset(_ways(candidate, region)) for candidate in candidates]
        self._names = [name_of(candidate) for candidate in candidates]
        self._aliases = [tuple(candidate.values("aliases", str)) for candidate in candidates]
        self._words = [" ".join(sorted(folded_name(name).split())) if name else "" for name in self._names]
        self._one = _Sets(len(candidates))
        self._doubts: defaultdict[int, set[int]] = defaultdict(set)
        self._why: dict[int, str] = {}
        self._same_id: set[int] = set()

    def units(self) -> list[Unit]:
        self._join_the_same()
        self._compare_ids()
        self._join_nameless()
        self._compare_ways()
        groups = {self._one.root(records[0]): records for records in self._one.of(range(len(self._candidates)))}
        shared = self._shared()
        return _named(_told_apart([self._unit(root, records, shared) for root, records in groups.items()]))

    def _join_the_same(self) -> None:
        """Join records that say the very same, have one profile, or one name (or none) and one address or number."""
        for records in _several([key for key in keys if kind_of(key) == URL] for keys in self._keys):
            self._one.join(records)
        sizes = ((f"{candidate.name} {len(candidate.facts)}",) for candidate in self._candidates)
        alike = {number for records in _several(sizes) for number in records}
        digests = ((digest(one),) if number in alike else () for number, one in enumerate(self._candidates))
        for records in _several(digests):
            self._one.join(records)
        # Who has no name is called by an address or a number of theirs.
        names = (words or fold(one.name) for words, one in zip(self._words, self._candidates, strict=True))
        called = (
            [f"{name} {way}" for way in ways] if name else () for name, ways in zip(names, self._ways, strict=True)
        )
        for records in _several(called):
            self._join_unless_they_clash(records)

    def _join_unless_they_clash(self, records: Sequence[int]) -> None:
        """Join records of one name; of several birthdays, or of father and son, only those that agree."""
        births = [birthday for number in records for birthday in _births(self._candidates[number])]
        suffixes = {suffix for number in records if (suffix := _generation(self._candidates[number]))}
        clash = len(suffixes) > 1 or any(_other_days(one, other) for one, other in combinations(set(births), 2))
        kinds: dict[object, int] = {}
        for number in records:
            candidate = self._candidates[number]
            kind = (frozenset(_births(candidate)), _generation(candidate)) if clash else ()
            self._one.join([kinds.setdefault(kind, number), number])
        for one, other in combinations(kinds.values(), 2):
            self._doubt(one, other, OTHER_BIRTHDAY)

    def _compare_ids(self) -> None:
        """Join records of one id, unless their names are two people's; what else is the same makes that a question."""
        for records in _several([key for key in keys if kind_of(key) == UID] for keys in self._keys):
            for one, other in self._pairs(records):
                names = self._verdict(one, other)
                if names == "apart":
                    if self._ways[one] & self._ways[other]:
                        self._doubt(one, other, SAME_ID)
                elif self._clash(one, other):
                    self._doubt(one, other, OTHER_BIRTHDAY)
                elif self._ways[one] & self._ways[other] or self._same_surname(one, other):
                    self._one.join([one, other])
                else:
                    self._doubt(one, other, SAME_ID)
            if len({self._one.root(number) for number in records}) > 1:
                self._same_id.update(records)

    def _verdict(self, one: int, other: int) -> Verdict:
        """Return what the names of two records say; another name of either may be the other's."""
        names = verdict(self._names[one], self._names[other])
        if names != "apart" or not (self._aliases[one] or self._aliases[other]):
            return names
        ones, others = ((self._names[number], *self._aliases[number]) for number in (one, other))
        return "apart" if people_apart(ones, others) else "perhaps"

    def _clash(self, one: int, other: int) -> bool:
        """Return whether two records tell of two birthdays, or of two generations."""
        first, second = self._candidates[one], self._candidates[other]
        days = [_other_days(birthday, another) for birthday in _births(first) for another in _births(second)]
        suffixes = {_generation(first), _generation(second)} - {""}
        return (bool(days) and all(days)) or len(suffixes) > 1

    def _same_surname(self, one: int, other: int) -> bool:
        """Return whether two names have the last word in common, or one has no word that the other lacks."""
        first, second = (folded_name(self._names[number]).split() for number in (one, other))
        return (
            not first or not second or first[-1] == second[-1] or set(first) <= set(second) or set(second) <= set(first)
        )

    def _join_nameless(self) -> None:
        """Join what only an address or a number is known of to whoever has it, where that is one person."""
        people: defaultdict[str, set[int]] = defaultdict(set)
        for number, keys in enumerate(self._keys):
            for key in keys if self._names[number] else ():
                people[key].add(self._one.root(number))
        owners = {
            number: {owner for key in self._keys[number] for owner in people.get(key, ())}
            for number, name in enumerate(self._names)
            if not name and self._keys[number]
        }
        alike = _Sets(len(self._keys))
        for records in _several(keys if number in owners else () for number, keys in enumerate(self._keys)):
            alike.join(records)
        for records in alike.of(owners):
            several = {owner for number in records for owner in owners[number]}
            if len(several) < 2:  # noqa: PLR2004 (one person has them all, or nobody)
                self._one.join([*several, *records])
                continue
            for number in records:
                if len(owners[number]) == 1:
                    self._one.join([*owners[number], number])

    def _compare_ways(self) -> None:
        """Doubt where an address or number is on two names that may be one person's."""
        for records in _several(self._ways):
            for one, other in self._pairs(records):
                nameless = not self._names[one] or not self._names[other]
                if nameless or self._one.root(one) == self._one.root(other) or self._proved_two(one, other):
                    continue
                if self._verdict(one, other) != "apart":
                    self._doubt(one, other, SAME_ADDRESS)

    def _proved_two(self, one: int, other: int) -> bool:
        """Return whether both have a profile at one service, and not the same."""
        first, second = (
            {key.partition("/")[0]: key for key in self._keys[number] if kind_of(key) == URL} for number in (one, other)
        )
        return any(first[service] != second[service] for service in first.keys() & second.keys())

    def _doubt(self, one: int, other: int, why: str) -> None:
        for number, another in ((one, other), (other, one)):
            self._doubts[number].add(another)
            self._why.setdefault(number, why)

    def _pairs(self, records: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield the pairs that are worth comparing: all of a few records, of many those of like names."""
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
            root = self._one.root(number)
            for key in keys:
                if owners.setdefault(key, root) != root:
                    shared.add(key)
        return frozenset(shared)

    def _unit(self, root: int, records: Sequence[int], shared: frozenset[str]) -> Unit:
        candidate = together([self._candidates[number] for number in records])
        keys = tuple(dict.fromkeys(key for number in records for key in self._keys[number]))
        own = tuple(_own_id(key, candidate) if kind_of(key) == UID and key in shared else key for key in keys)
        doubts = {other for number in records for other in self._doubts[number] if self._one.root(other) != root}
        return Unit(
            candidate,
            tuple(key for key in own if key not in shared),
            tuple(key for key in keys if key in shared and not of_source(key)),
            frozenset(self._candidates[self._one.root(other)].where for other in doubts),  # where its unit begins
            next((self._why[number] for number in records if number in self._why), "") if doubts else "",
            same_id=not self._same_id.isdisjoint(records),
        )


def _several(keys: Iterable[Iterable[str]]) -> Iterator[list[int]]:
    """Yield the numbers of the records that have a key in common, for each such key."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, some in enumerate(keys):
        for key in some:
            found[key].append(number)
    return (records for records in found.values() if len(records) > 1)


def _own_id(key: str, candidate: Candidate) -> str:
    """Return the key of an id that several people of a source have: the id and the name."""
    return f"{key}|{' '.join(sorted(folded_name(name_of(candidate)).split()))}"


def own_ids(keys: Iterable[str], candidate: Candidate) -> tuple[str, ...]:
    """Return the keys under which the ids of a candidate may be remembered as shared ones."""
    return tuple(_own_id(key, candidate) for key in keys if kind_of(key) == UID and not is_own_id(key))


def is_own_id(text: str) -> bool:
    """Return whether an id is remembered together with a name, as one that several people of a source have."""
    return "|" in text


def _ways(candidate: Candidate, region: str | None) -> Iterator[str]:
    """Yield addresses and numbers in the form to compare, those of offices included."""
    for email in candidate.values("emails", Email):
        yield f"{EMAIL}:{email_key(email.address)}"
    for phone in candidate.values("phones", Phone):
        key = international(phone.number, region)
        if sum(map(str.isdigit, key.partition(";")[0])) >= _FEWEST_DIGITS:
            yield f"{PHONE}:{key}"


def _births(candidate: Candidate) -> Iterator[Birthday]:
    return candidate.values("birthday", Birthday)


def _generation(candidate: Candidate) -> str:
    """Return what name and suffixes say of the generation."""
    return generation(suffixed(candidate.name, dict(candidate.values("x", Extra))))


def _other_days(birthday: Birthday, another: Birthday) -> bool:
    """Return whether two birthdays are two days; one without a year is that of any year."""
    years = {birthday.year, another.year} - {None}
    return (birthday.month, birthday.day) != (another.month, another.day) or len(years) > 1


def joined(first: Unit, second: Unit) -> Unit:
    """Return the unit of two that are one person, what the first one says before what the second one says."""
    candidate = together([first.candidate, second.candidate])
    keys, shared = ((*first.keys, *second.keys), (*first.shared, *second.shared))
    return replace(first, candidate=candidate, keys=tuple(dict.fromkeys(keys)), shared=tuple(dict.fromkeys(shared)))


def _told_apart(found: list[Unit]) -> list[Unit]:
    """Return units without the keys that do not tell them apart: those of an id that namesakes have."""
    times = Counter(key for unit in found for key in unit.keys if is_own_id(key))
    twice = {key for key, count in times.items() if count > 1}
    keys = (tuple(key for key in unit.keys if key not in twice) for unit in found)
    return [replace(unit, keys=told) for unit, told in zip(found, keys, strict=True)] if twice else found


def _named(found: list[Unit]) -> list[Unit]:
    """Return units of which each has a key: without a strong one the name, and what tells namesakes apart."""
    weak = [unit.candidate for unit in found if not unit.keys]
    names = Counter(map(_name_key, weak))
    both = Counter(map(_name_and_org, weak))
    return [unit if unit.keys else replace(unit, keys=(_weak_key(unit.candidate, names, both),)) for unit in found]


def _weak_key(candidate: Candidate, names: Counter[str], both: Counter[str]) -> str:
    if names[_name_key(candidate)] == 1:
        return _name_key(candidate)
    key = _name_and_org(candidate)
    return key if both[key] == 1 else f"{key}#{digest(candidate)[:16]}"


def shared_key(candidate: Candidate) -> str:
    """Return the key of somebody who has no strong one that is nobody else's: a telephone, say, of two people."""
    return f"{_name_key(candidate)}|*"


def _name_key(candidate: Candidate) -> str:
    return f"{NAME}{' '.join(fold(candidate.name).split())}"


def _name_and_org(candidate: Candidate) -> str:
    return f"{_name_key(candidate)}|{','.join(org_key(role.org) for role in candidate.values('roles', Role))}"
