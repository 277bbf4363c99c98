"""Who of the vault a candidate is: by keys that belong to one person alone, never by a name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from netkeep.exchange.candidate import Candidate
from netkeep.exchange.matching.features import Likeness, Traits, besides, compared, of_candidate, of_contact
from netkeep.exchange.matching.keys import EMAIL, PHONE, UID, URL, contact_keys, kind_of, of_source
from netkeep.exchange.matching.name_similarity import Names
from netkeep.model.people import Contact

_MOST_PAIRS = 10
_SAID = {UID: "the same id in the source", URL: "the same profile", EMAIL: "the same e-mail address"}
_SAID_PHONE = "the same phone number"
_CERTAIN, _BY_PHONE = 95, 70


class Pair(NamedTuple):
    """Somebody who may be meant. ``score`` ranks, from 0 to 100; ``evidence`` holds no value of anybody's."""

    id: str
    score: int
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Same:
    """The candidate is this person; ``evidence`` says by what."""

    id: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class New:
    """Nobody in the vault is the candidate."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """The candidate may be one of these, the likeliest first: a person has to say."""

    pairs: tuple[Pair, ...]


Match = Same | New | Unclear


class People:
    """The people of a vault, made ready once to find candidates among.

    ``known`` is what earlier imports of the same source said: a strong key, and the id of the person that has it. It is
    decisive for ``uid:`` and ``url:``; ids that are no longer in the vault are passed over.
    """

    def __init__(
        self, contacts: Iterable[Contact], known: Mapping[str, str] | None = None, region: str | None = None
    ) -> None:
        self._region = region
        self._contacts = {contact.id: contact for contact in contacts}
        self._known = {key: person for key, person in (known or {}).items() if person in self._contacts}
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
        self._names = Names((one.id, (one.name, *one.aliases)) for one in self._contacts.values())

    def find(self, candidate: Candidate, keys: tuple[str, ...], shared: tuple[str, ...] = ()) -> Match:
        """Return who a candidate is.

        ``keys`` are those that belong to them alone in their source, ``shared`` those that several people there have.
        """
        wanted = of_candidate(candidate, self._region)
        return (
            self._by_known(keys)
            or self._by_keys(keys, wanted)
            or self._by_name_and_key((*keys, *shared), wanted)
            or self._by_name(keys, wanted)
        )

    def likeness(self, candidate: Candidate, person: str) -> Likeness:
        """Return what a candidate and somebody of the vault have in common besides strong keys."""
        return compared(of_candidate(candidate, self._region), self._of(person))

    def _by_known(self, keys: tuple[str, ...]) -> Match | None:
        """Go by what the same source said before, its own id first."""
        for kind in (UID, URL):
            found = dict.fromkeys(self._known[key] for key in keys if kind_of(key) == kind and key in self._known)
            if len(found) == 1:
                return Same(next(iter(found)), (_SAID[kind],))
            if found:
                return _unclear(Pair(person, _CERTAIN, (_SAID[kind],)) for person in found)
        return None

    def _by_keys(self, keys: tuple[str, ...], wanted: Traits) -> Match | None:
        """Go by all keys that hit: they must hit one and the same person."""
        hits = {key: self._owners[key] for key in keys if key in self._owners}
        if wanted.names:
            hits = {key: owners for key, owners in hits.items() if not self._switchboard(key)}
        if not hits:
            return None
        shared = set.intersection(*(set(owners) for owners in hits.values()))
        everyone = dict.fromkeys(person for owners in hits.values() for person in owners)
        pairs = [self._hit(person, hits, wanted) for person in everyone]
        if len(shared) != 1:
            return _unclear(pairs)
        person = shared.pop()
        pair = next(one for one in pairs if one.id == person)
        return _unclear([pair]) if self._doubtful(person, hits, wanted) else Same(person, pair.evidence)

    def _by_name_and_key(self, keys: tuple[str, ...], wanted: Traits) -> Match | None:
        """Go by what several people share: of them it is the one of the same name."""
        people = dict.fromkeys(person for key in keys for person in self._owners.get(key, ()))
        called = [person for person in people if compared(wanted, self._of(person)).same_name]
        if len(called) != 1 or self._of(called[0]).generation_differs(wanted):
            return None
        hits = {key: self._owners[key] for key in keys if called[0] in self._owners.get(key, ())}
        return Same(called[0], self._hit(called[0], hits, wanted).evidence)

    def _switchboard(self, key: str) -> bool:
        """Return whether a number or mailbox is several people's: it says where somebody is, not who they are."""
        return not of_source(key) and len(self._owners[key]) > 1

    def _hit(self, person: str, hits: Mapping[str, Iterable[str]], wanted: Traits) -> Pair:
        kinds = dict.fromkeys(kind_of(key) for key, owners in hits.items() if person in owners)
        said = [_SAID.get(kind, _SAID_PHONE) for kind in kinds]
        likeness = compared(wanted, self._of(person))
        score = _BY_PHONE if set(kinds) == {PHONE} else _CERTAIN
        return Pair(person, min(100, score + likeness.score // 20), (*said, *besides(likeness.evidence, kinds)))

    def _doubtful(self, person: str, hits: Mapping[str, object], wanted: Traits) -> bool:
        """Return whether a mailbox or a telephone alone may be that of two who share it."""
        if any(of_source(key) for key in hits):
            return False
        other = self._of(person)
        if other.unlike(wanted) or other.generation_differs(wanted):
            return True
        return other.profile_differs(wanted) and not compared(wanted, other).same_name

    def _by_name(self, keys: tuple[str, ...], wanted: Traits) -> Match:
        """Ask where the name is an existing person's and nothing proves them two; a name alone never decides."""
        found: list[Pair] = []
        for person in self._names.like(wanted.names):
            likeness = compared(wanted, self._of(person))
            if (likeness.same_name or likeness.evidence[1:]) and not self._proved_two(person, keys, wanted):
                found.append(Pair(person, likeness.score, likeness.evidence))
        return _unclear(found) if found else New()

    def _proved_two(self, person: str, keys: tuple[str, ...], wanted: Traits) -> bool:
        """Return whether both have a profile at one service, or an id in one source, and not the same."""
        ids = {key for key in self._sourced.get(person, ()) if kind_of(key) == UID}
        return bool(ids and any(kind_of(key) == UID for key in keys)) or self._of(person).profile_differs(wanted)

    def _of(self, person: str) -> Traits:
        if person not in self._traits:
            self._traits[person] = of_contact(self._contacts[person], self._region, self._sourced.get(person, ()))
        return self._traits[person]


def _unclear(pairs: Iterable[Pair]) -> Unclear:
    return Unclear(tuple(sorted(pairs, key=lambda pair: (-pair.score, pair.id)))[:_MOST_PAIRS])
