"""People of a vault who may be one, the likeliest pair first, and what speaks for it."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from netkeep.exchange.matching.features import (
    SAME_BUT_FOR_THE_MIDDLE,
    SAME_NAME,
    SIMILAR_NAME,
    Likeness,
    Traits,
    besides,
    compared,
    of_contact,
)
from netkeep.exchange.matching.keys import EMAIL, PHONE, UID, URL, contact_keys, kind_of
from netkeep.exchange.matching.name_similarity import Names
from netkeep.model.people import Contact

ACCEPTED = "NK608"
"""The rule that says the same in a check: two files that accept it are two people's."""
_MANY = 20  # who have one address or number: it is an office's
_SHARED = {UID: "the same id in a source", URL: "the same profile", EMAIL: "the same e-mail address"}
_SHARED_PHONE = "the same phone number"
_WEIGHT = {UID: 90, URL: 90, EMAIL: 80, PHONE: 40}
_LEAST_OF_PHONE = 45


class Likely(NamedTuple):
    """Two who may be one. ``score`` ranks, from 0 to 100; ``evidence`` holds no value of anybody's.

    ``keep`` is the one of whom more is known.
    """

    keep: Contact
    other: Contact
    score: int
    evidence: tuple[str, ...]


def likely(contacts: Iterable[Contact], region: str | None = None) -> tuple[Likely, ...]:
    """Return the pairs that share a strong key, and those of a like name who have something else in common.

    A name that is the same but for a middle one is enough by itself: whoever has exactly one name was asked about when
    they came, such a pair was not. Left out are two of whom one names the other, and two whose files both accept NK608.
    ``region`` is the country (ISO 3166, two letters) of numbers without one.
    """
    people = {contact.id: contact for contact in contacts}
    keys = {person: contact_keys(contact, region) for person, contact in people.items()}
    traits = {person: of_contact(contact, region) for person, contact in people.items()}
    found: dict[tuple[str, str], Likely] = {}
    for one, two in (*_sharing(keys), *_called_alike(people, traits)):
        pair = (min(one, two), max(one, two))
        if pair not in found and not _told_apart(people[one], people[two]):
            shared = dict.fromkeys(kind_of(key) for key in keys[one] if key in keys[two])
            if likely := _likely(people[pair[0]], people[pair[1]], tuple(shared), traits):
                found[pair] = likely
    return tuple(sorted(found.values(), key=lambda pair: (-pair.score, pair.keep.id, pair.other.id)))


def _sharing(keys: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    owners: dict[str, list[str]] = {}
    for person, theirs in keys.items():
        for key in theirs:
            owners.setdefault(key, []).append(person)
    return (pair for some in owners.values() if len(some) <= _MANY for pair in combinations(some, 2))


def _called_alike(people: dict[str, Contact], traits: dict[str, Traits]) -> Iterator[tuple[str, str]]:
    names = Names((one.id, (one.name, *one.aliases)) for one in people.values())
    for person in people:
        yield from ((person, other) for other in names.like(traits[person].names) if other > person)


def _likely(one: Contact, two: Contact, shared: tuple[str, ...], traits: dict[str, Traits]) -> Likely | None:
    first, second = traits[one.id], traits[two.id]
    likeness = compared(first, second)
    if not {UID, URL}.intersection(shared) and first.unlike(second):
        return None  # a family, or an office, that shares an address or a number
    if not (_by_keys(shared, likeness) if shared else _by_name(likeness) and not first.profile_differs(second)):
        return None
    said = [_SHARED.get(kind, _SHARED_PHONE) for kind in shared]
    evidence = (*said, *besides(likeness.evidence, shared))
    score = min(100, max((_WEIGHT[kind] for kind in shared), default=0) + likeness.score // (5 if shared else 1))
    keep, other = sorted((one, two), key=_known, reverse=True)
    return Likely(keep, other, score if shared else min(score, _WEIGHT[EMAIL] - 1), evidence)


def _by_keys(shared: tuple[str, ...], likeness: Likeness) -> bool:
    """Return whether a shared key says enough: a number alone is also that of two who live or work together."""
    return set(shared) != {PHONE} or likeness.score >= _LEAST_OF_PHONE


def _by_name(likeness: Likeness) -> bool:
    """Return whether the names are alike, and something else is the same as well."""
    name, *others = likeness.evidence or ("",)
    return name == SAME_BUT_FOR_THE_MIDDLE or (name in {SAME_NAME, SIMILAR_NAME} and bool(others))


def _told_apart(one: Contact, two: Contact) -> bool:
    return (ACCEPTED in one.check_ignore and ACCEPTED in two.check_ignore) or _names(one, two) or _names(two, one)


def _names(one: Contact, two: Contact) -> bool:
    """Return whether one names the other: nobody writes so of themselves."""
    ids = {link.id for link in one.body.links} | {item.id for item in one.knows}
    return two.id in ids or one.introduced_by == two.id


def _known(contact: Contact) -> tuple[int, int, list[int]]:
    """Return how much is known of somebody; of two of whom as much is known, the shorter id comes first."""
    lists = (contact.emails, contact.phones, contact.links, contact.roles, contact.worked_with, contact.tags)
    facts = sum(map(len, lists)) + sum(map(bool, (contact.location, contact.birthday, contact.cadence)))
    return len(contact.body.log), facts, [-len(contact.id), *(-ord(letter) for letter in contact.id)]
