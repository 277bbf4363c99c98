"""Contacts that may be the same person, the likeliest pair first, with the evidence."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from netkeep.exchange.matching.features import (
    SAME_BUT_FOR_THE_MIDDLE,
    SAME_NAME,
    SIMILAR_NAME,
    Likeness,
    Traits,
    compare,
    other_evidence,
    traits_of_contact,
)
from netkeep.exchange.matching.keys import EMAIL, PHONE, UID, URL, contact_keys, kind_of
from netkeep.exchange.matching.name_similarity import Names
from netkeep.model.people import Contact

ACCEPTED = "NK608"
"""The check rule that reports the same: two files that suppress it are two people's."""
_MANY = 20  # people with the same address or number: it is an office's
_SHARED = {UID: "the same id in a source", URL: "the same profile", EMAIL: "the same e-mail address"}
_SHARED_PHONE = "the same phone number"
_WEIGHT = {UID: 90, URL: 90, EMAIL: 80, PHONE: 40}
_LEAST_OF_PHONE = 45


class LikelyDuplicate(NamedTuple):
    """Two contacts that may be one person. ``score`` ranks, from 0 to 100; ``evidence`` holds no personal data.

    ``keep`` is the one with more data.
    """

    keep: Contact
    other: Contact
    score: int
    evidence: tuple[str, ...]


def likely_duplicates(contacts: Iterable[Contact], region: str | None = None) -> tuple[LikelyDuplicate, ...]:
    """Return the pairs that share a strong key, and those with similar names and something else in common.

    A name that is the same but for a middle one is enough by itself: the import asks about exactly the same name, but
    not about such a pair. Pairs are left out if one names the other, or both files suppress NK608.
    ``region`` is the country (ISO 3166, two letters) of numbers without one.
    """
    people = {contact.id: contact for contact in contacts}
    keys = {person: contact_keys(contact, region) for person, contact in people.items()}
    traits = {person: traits_of_contact(contact, region) for person, contact in people.items()}
    duplicates: dict[tuple[str, str], LikelyDuplicate] = {}
    for first, second in (*_pairs_sharing_a_key(keys), *_pairs_with_similar_names(people, traits)):
        ids = (min(first, second), max(first, second))
        if ids not in duplicates and not _are_two_people(people[first], people[second]):
            shared = dict.fromkeys(kind_of(key) for key in keys[first] if key in keys[second])
            if duplicate := _likely(people[ids[0]], people[ids[1]], tuple(shared), traits):
                duplicates[ids] = duplicate
    return tuple(sorted(duplicates.values(), key=lambda pair: (-pair.score, pair.keep.id, pair.other.id)))


def _pairs_sharing_a_key(keys: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    owners: dict[str, list[str]] = {}
    for person, person_keys in keys.items():
        for key in person_keys:
            owners.setdefault(key, []).append(person)
    return (pair for people in owners.values() if len(people) <= _MANY for pair in combinations(people, 2))


def _pairs_with_similar_names(people: dict[str, Contact], traits: dict[str, Traits]) -> Iterator[tuple[str, str]]:
    names = Names((contact.id, (contact.name, *contact.aliases)) for contact in people.values())
    for person in people:
        yield from ((person, other) for other in names.like(traits[person].names) if other > person)


def _likely(
    first: Contact, second: Contact, shared: tuple[str, ...], traits: dict[str, Traits]
) -> LikelyDuplicate | None:
    traits_of_first, traits_of_second = traits[first.id], traits[second.id]
    likeness = compare(traits_of_first, traits_of_second)
    if not {UID, URL}.intersection(shared) and traits_of_first.unlike(traits_of_second):
        return None  # a family, or an office, that shares an address or a number
    if not (
        _keys_suffice(shared, likeness)
        if shared
        else _name_suffices(likeness) and not traits_of_first.profile_differs(traits_of_second)
    ):
        return None
    shared_evidence = [_SHARED.get(kind, _SHARED_PHONE) for kind in shared]
    evidence = (*shared_evidence, *other_evidence(likeness.evidence, shared))
    score = min(100, max((_WEIGHT[kind] for kind in shared), default=0) + likeness.score // (5 if shared else 1))
    keep, other = sorted((first, second), key=_amount_known, reverse=True)
    return LikelyDuplicate(keep, other, score if shared else min(score, _WEIGHT[EMAIL] - 1), evidence)


def _keys_suffice(shared: tuple[str, ...], likeness: Likeness) -> bool:
    """Return whether the shared keys suffice: two who live or work together may share a number."""
    return set(shared) != {PHONE} or likeness.score >= _LEAST_OF_PHONE


def _name_suffices(likeness: Likeness) -> bool:
    """Return whether the names are alike, and something else is the same as well."""
    name, *others = likeness.evidence or ("",)
    return name == SAME_BUT_FOR_THE_MIDDLE or (name in {SAME_NAME, SIMILAR_NAME} and bool(others))


def _are_two_people(first: Contact, second: Contact) -> bool:
    return (
        (ACCEPTED in first.check_ignore and ACCEPTED in second.check_ignore)
        or _names(first, second)
        or _names(second, first)
    )


def _names(first: Contact, second: Contact) -> bool:
    """Return whether the first contact refers to the second: nobody refers to themselves."""
    ids = {link.id for link in first.body.links} | {item.id for item in first.knows}
    return second.id in ids or first.introduced_by == second.id


def _amount_known(contact: Contact) -> tuple[int, int, list[int]]:
    """Return how much is known of a contact, for comparing; among equals the shorter id ranks higher."""
    lists = (contact.emails, contact.phones, contact.links, contact.roles, contact.worked_with, contact.tags)
    facts = sum(map(len, lists)) + sum(map(bool, (contact.location, contact.birthday, contact.cadence)))
    return len(contact.body.log), facts, [-len(contact.id), *(-ord(letter) for letter in contact.id)]
