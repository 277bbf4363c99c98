"""Which contact a candidate is: by keys that belong to one person alone, never by a name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from netkeep.exchange.candidate import Candidate
from netkeep.exchange.matching.features import (
    Likeness,
    Traits,
    compare,
    other_evidence,
    traits_of_candidate,
    traits_of_contact,
)
from netkeep.exchange.matching.keys import EMAIL, PHONE, UID, URL, contact_keys, kind_of, of_source
from netkeep.exchange.matching.name_similarity import Names
from netkeep.model.people import Contact

_MOST_PAIRS = 10
_EVIDENCE = {UID: "the same id in the source", URL: "the same profile", EMAIL: "the same e-mail address"}
_PHONE_EVIDENCE = "the same phone number"
_CERTAIN, _BY_PHONE = 95, 70


class Pair(NamedTuple):
    """A contact that may be the candidate. ``score`` ranks, from 0 to 100; ``evidence`` holds no personal data."""

    id: str
    score: int
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Same:
    """The candidate is this person; ``evidence`` says why."""

    id: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class New:
    """Nobody in the vault is the candidate."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """The candidate may be one of these, the likeliest first: the user has to decide."""

    pairs: tuple[Pair, ...]


Match = Same | New | Unclear


class People:
    """The people of a vault, indexed once for matching candidates.

    ``owner_by_key`` is what earlier imports of the same source said: strong keys, and the id of the person that has
    each. It is decisive for ``uid:`` and ``url:``; ids that are no longer in the vault are ignored.
    """

    def __init__(
        self, contacts: Iterable[Contact], owner_by_key: Mapping[str, str] | None = None, region: str | None = None
    ) -> None:
        self._region = region
        self._contacts = {contact.id: contact for contact in contacts}
        self._known = {key: person for key, person in (owner_by_key or {}).items() if person in self._contacts}
        self._owners: dict[str, dict[str, None]] = {}
        for contact in self._contacts.values():
            for key in contact_keys(contact, region):
                self._owners.setdefault(key, {})[contact.id] = None
        self._sourced: dict[str, set[str]] = {}
        for key, person in self._known.items():
            self._owners.setdefault(key, {})[person] = None
            if of_source(key):
                self._sourced.setdefault(person, set()).add(key)
        self._traits: dict[str, Traits] = {}
        self._names = Names((contact.id, (contact.name, *contact.aliases)) for contact in self._contacts.values())

    def find(self, candidate: Candidate, keys: tuple[str, ...], shared: tuple[str, ...] = ()) -> Match:
        """Return who a candidate is.

        ``keys`` are theirs alone in their source, ``shared`` those that several people there have.
        """
        if not self._contacts:
            return New()
        wanted = traits_of_candidate(candidate, self._region)
        return (
            self._by_earlier_imports(keys)
            or self._by_keys(keys, wanted)
            or self._by_name_and_key((*keys, *shared), wanted)
            or self._by_name(keys, wanted)
        )

    def likeness(self, candidate: Candidate, person: str) -> Likeness:
        """Return what a candidate and a contact have in common besides strong keys."""
        return compare(traits_of_candidate(candidate, self._region), self._of(person))

    def _by_earlier_imports(self, keys: tuple[str, ...]) -> Match | None:
        """Match by what the same source said earlier, its own id first."""
        for kind in (UID, URL):
            people = dict.fromkeys(self._known[key] for key in keys if kind_of(key) == kind and key in self._known)
            if len(people) == 1:
                return Same(next(iter(people)), (_EVIDENCE[kind],))
            if people:
                return _unclear(Pair(person, _CERTAIN, (_EVIDENCE[kind],)) for person in people)
        return None

    def _by_keys(self, keys: tuple[str, ...], wanted: Traits) -> Match | None:
        """Match by all keys that hit: they must all hit the same person."""
        hits = {key: self._owners[key] for key in keys if key in self._owners}
        if wanted.names:
            hits = {key: owners for key, owners in hits.items() if not self._is_shared(key)}
        if not hits:
            return None
        shared = set.intersection(*(set(owners) for owners in hits.values()))
        everyone = dict.fromkeys(person for owners in hits.values() for person in owners)
        pairs = [self._hit(person, hits, wanted) for person in everyone]
        if len(shared) != 1:
            return _unclear(pairs)
        person = shared.pop()
        pair = next(hit for hit in pairs if hit.id == person)
        return _unclear([pair]) if self._is_doubtful(person, hits, wanted) else Same(person, pair.evidence)

    def _by_name_and_key(self, keys: tuple[str, ...], wanted: Traits) -> Match | None:
        """Match by what several people share: the candidate is the one of them with the same name."""
        people = dict.fromkeys(person for key in keys for person in self._owners.get(key, ()))
        namesakes = [person for person in people if compare(wanted, self._of(person)).same_name]
        if len(namesakes) != 1 or self._of(namesakes[0]).generation_differs(wanted):
            return None
        hits = {key: self._owners[key] for key in keys if namesakes[0] in self._owners.get(key, ())}
        return Same(namesakes[0], self._hit(namesakes[0], hits, wanted).evidence)

    def _is_shared(self, key: str) -> bool:
        """Return whether several people have a number or mailbox: it shows where they are, not who."""
        return not of_source(key) and len(self._owners[key]) > 1

    def _hit(self, person: str, hits: Mapping[str, Iterable[str]], wanted: Traits) -> Pair:
        kinds = dict.fromkeys(kind_of(key) for key, owners in hits.items() if person in owners)
        shared_evidence = [_EVIDENCE.get(kind, _PHONE_EVIDENCE) for kind in kinds]
        likeness = compare(wanted, self._of(person))
        score = _BY_PHONE if set(kinds) == {PHONE} else _CERTAIN
        return Pair(
            person,
            min(100, score + likeness.score // 20),
            (*shared_evidence, *other_evidence(likeness.evidence, kinds)),
        )

    def _is_doubtful(self, person: str, hits: Mapping[str, object], wanted: Traits) -> bool:
        """Return whether the only hits are mailboxes or numbers that two people may share."""
        if any(of_source(key) for key in hits):
            return False
        other = self._of(person)
        if other.unlike(wanted) or other.generation_differs(wanted):
            return True
        return other.profile_differs(wanted) and not compare(wanted, other).same_name

    def _by_name(self, keys: tuple[str, ...], wanted: Traits) -> Match:
        """Return as unclear who has such a name and is not provably another person; a name alone never decides."""
        pairs: list[Pair] = []
        for person in self._names.like(wanted.names):
            likeness = compare(wanted, self._of(person))
            if (likeness.same_name or likeness.evidence[1:]) and not self._are_provably_two(person, keys, wanted):
                pairs.append(Pair(person, likeness.score, likeness.evidence))
        return _unclear(pairs) if pairs else New()

    def _are_provably_two(self, person: str, keys: tuple[str, ...], wanted: Traits) -> bool:
        """Return whether both have a profile at the same service, or an id in the source, and these differ."""
        ids = {key for key in self._sourced.get(person, ()) if kind_of(key) == UID}
        return bool(ids and any(kind_of(key) == UID for key in keys)) or self._of(person).profile_differs(wanted)

    def _of(self, person: str) -> Traits:
        if person not in self._traits:
            self._traits[person] = traits_of_contact(
                self._contacts[person], self._region, self._sourced.get(person, ())
            )
        return self._traits[person]


def _unclear(pairs: Iterable[Pair]) -> Unclear:
    return Unclear(tuple(sorted(pairs, key=lambda pair: (-pair.score, pair.id)))[:_MOST_PAIRS])
