"""Weak evidence besides strong keys: names, organisations, places, parts of addresses."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from netkeep.check.names import folded_name, generation
from netkeep.exchange.candidate import Candidate, Extra
from netkeep.exchange.matching.keys import EMAIL, PHONE, URL, candidate_keys, contact_keys, kind_of
from netkeep.exchange.matching.name_similarity import BUT_FOR_THE_MIDDLE, likeness
from netkeep.exchange.matching.profiles import service_of
from netkeep.exchange.matching.verdict import people_apart
from netkeep.model.contact_points import ROLE_MAILBOXES, email_key, mailbox
from netkeep.model.names import fold, org_key
from netkeep.model.no_employer import names_no_employer
from netkeep.model.people import Contact, Email, Phone, Role
from netkeep.model.person_names import suffixed
from netkeep.model.unnamed import is_unnamed, names_nobody

_PUBLIC = frozenset(
    (
        *("gmail", "googlemail", "outlook", "hotmail", "live", "msn", "yahoo", "ymail", "icloud", "me", "mac", "aol"),
        *("gmx", "web", "t-online", "freenet", "posteo", "mailbox", "proton", "protonmail", "pm", "tutanota", "tuta"),
        *("fastmail", "hey", "zoho", "mail", "inbox", "bk", "list", "yandex", "ya", "rambler", "qq", "163", "126"),
        *("sina", "naver", "daum", "hanmail", "orange", "wanadoo", "free", "laposte", "sfr", "libero", "virgilio"),
        *("tiscali", "wp", "o2", "onet", "interia", "seznam", "btinternet", "sky", "virginmedia", "talktalk"),
        *("comcast", "verizon", "att", "sbcglobal", "bellsouth", "cox", "charter", "rediffmail", "uol", "bol", "terra"),
    )
)
SAME_NAME = "the same name"
SAME_BUT_FOR_THE_MIDDLE = "the same name but for a middle one"
SIMILAR_NAME = "a similar name"
_SHARED_NUMBER = "the same main number"
_SHARED_MAILBOX = "the same beginning of an e-mail address"
_SHARED_DOMAIN = "the same domain of an e-mail address"
_IMPLIED = {PHONE: (_SHARED_NUMBER,), EMAIL: (_SHARED_MAILBOX, _SHARED_DOMAIN)}
_EXACT, _ALIKE = 50, 40
_MOST_NAMES = 20
_ORG, _NUMBER, _MAILBOX, _DOMAIN, _PLACE = 25, 20, 20, 15, 10


@dataclass(frozen=True, slots=True)
class Traits:
    """The features of a person that are compared. ``profiles`` are by service, ``generations`` a Jr. or III."""

    names: tuple[str, ...]
    orgs: frozenset[str] = frozenset()
    mailboxes: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    profiles: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    generations: frozenset[str] = frozenset()

    def profile_differs(self, other: "Traits") -> bool:
        """Return whether both have profiles at the same service, but none in common there."""
        both = self.profiles.keys() & other.profiles.keys()
        return any(not self.profiles[service] & other.profiles[service] for service in both)

    def generation_differs(self, other: "Traits") -> bool:
        """Return whether both state a generation, as father and son do, and not the same one."""
        return bool(self.generations and other.generations) and not self.generations & other.generations

    def unlike(self, other: "Traits") -> bool:
        """Return whether no name of one may be a spelling of a name of the other, or the generations differ."""
        if self.generation_differs(other):
            return True
        return bool(self.names and other.names) and people_apart(self.names, other.names)


class Likeness(NamedTuple):
    """How alike two people are; ``evidence`` is in words, starting with the name if that is alike."""

    score: int
    evidence: tuple[str, ...]
    same_name: bool


def traits_of_candidate(candidate: Candidate, region: str | None) -> Traits:
    """Return the traits of a candidate."""
    addresses = [email.address for email in candidate.values("emails", Email)]
    nobody = names_nobody(candidate.name, addresses, (phone.number for phone in candidate.values("phones", Phone)))
    return _traits(
        (*(() if nobody else (candidate.name,)), *candidate.values("aliases", str)),
        (role.org for role in candidate.values("roles", Role)),
        addresses,
        candidate.values("location", str),
        candidate_keys(candidate, region),
        suffixed(candidate.name, dict(candidate.values("x", Extra))),
    )


def traits_of_contact(contact: Contact, region: str | None, source_keys: Iterable[str] = ()) -> Traits:
    """Return the traits of a person in the vault; ``source_keys`` are further keys from a source."""
    return _traits(
        (*(() if is_unnamed(contact) else (contact.name,)), *contact.aliases),
        (role.org for role in contact.roles),
        [email.address for email in contact.emails],
        (contact.location,) if contact.location else (),
        (*contact_keys(contact, region), *source_keys),
        suffixed(contact.name, contact.x),
    )


def _traits(  # noqa: PLR0913, PLR0917
    called: Iterable[str],
    orgs: Iterable[str],
    addresses: list[str],
    places: Iterable[str],
    keys: Iterable[str],
    suffixed_name: str,
) -> Traits:
    names = tuple(islice(called, _MOST_NAMES))
    profiles: dict[str, set[str]] = {}
    numbers: set[str] = set()
    for key in keys:
        if kind_of(key) == URL:
            profiles.setdefault(service_of(key[len(URL) + 1 :]), set()).add(key)
        elif kind_of(key) == PHONE:
            numbers.add(key.partition(";")[0])
    return Traits(
        tuple(dict.fromkeys(filter(None, map(folded_name, names)))),
        frozenset(org_key(org) for org in orgs if not names_no_employer(org)),
        frozenset({mailbox(address) for address in addresses} - ROLE_MAILBOXES),
        frozenset(domain for address in addresses if (domain := _domain(address))),
        frozenset(city for place in places if (city := fold(place.partition(",")[0]).strip())),
        frozenset(numbers),
        {service: frozenset(urls) for service, urls in profiles.items()},
        frozenset(filter(None, map(generation, (suffixed_name, *names)))),
    )


def _domain(address: str) -> str:
    """Return the domain of an address; empty for one at which anybody can have an address."""
    domain = email_key(address).rpartition("@")[2]
    return "" if domain.partition(".")[0] in _PUBLIC else domain


def compare(person: Traits, other: Traits) -> Likeness:
    """Return what two people have in common besides strong keys, and a score of it, up to 100."""
    name = max((likeness(first, second) for first in person.names for second in other.names), default=0.0)
    if person.generation_differs(other):
        name = 0.0
    features = list(_common(person, other))
    score = sum(weight for weight, _ in features)
    evidence = [words for _, words in features]
    if name == 1:
        return Likeness(min(100, score + _EXACT), (SAME_NAME, *evidence), same_name=True)
    if name:
        name_evidence = SAME_BUT_FOR_THE_MIDDLE if name == BUT_FOR_THE_MIDDLE else SIMILAR_NAME
        weight = int((_EXACT if name == BUT_FOR_THE_MIDDLE else _ALIKE) * name)
        return Likeness(min(100, score + weight), (name_evidence, *evidence), same_name=False)
    return Likeness(min(100, score), tuple(evidence), same_name=False)


def other_evidence(evidence: tuple[str, ...], kinds: Collection[str]) -> tuple[str, ...]:
    """Return the evidence that shared keys of these kinds do not already imply."""
    implied = [words for kind in kinds for words in _IMPLIED.get(kind, ())]
    return tuple(words for words in evidence if words not in implied)


def _common(person: Traits, other: Traits) -> Iterator[tuple[int, str]]:
    if person.orgs & other.orgs:
        yield _ORG, "the same organisation"
    if person.numbers & other.numbers:
        yield _NUMBER, _SHARED_NUMBER
    if person.mailboxes & other.mailboxes:
        yield _MAILBOX, _SHARED_MAILBOX
    if person.domains & other.domains:
        yield _DOMAIN, _SHARED_DOMAIN
    if person.places & other.places:
        yield _PLACE, "the same place"
