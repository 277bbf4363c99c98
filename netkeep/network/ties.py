"""Who knows whom: by what is said of them, by having been at the same things, by having worked side by side."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from netkeep.model.people import Contact, Role
from netkeep.network.employment import surely_overlap
from netkeep.network.places import Post, posts_at
from netkeep.store.once import once
from netkeep.store.orgs import Org
from netkeep.store.vault import Vault

How = Literal["knows", "introduced", "together", "colleagues"]
_CROWD = 60
"""So many people at one organisation at one time do not all know each other."""


class Tie(NamedTuple):
    """How two people know each other: what ``knows`` says, when they last met, or where they worked together."""

    how: How
    words: str | None = None
    on: date | None = None
    org: Org | None = None


class Ties:
    """Who knows whom: of each person only when they are asked for, and of each organisation once."""

    def __init__(self, vault: Vault, today: date) -> None:
        self._vault = vault
        self._today = today
        self._posts: dict[str, tuple[Post, ...]] = {}

    def of(self, person: str) -> dict[str, Tie]:
        """Return everyone whom a person knows, by the best that is known of how."""
        contact = self._vault.contacts[person]
        return {**self._colleagues(contact), **_met(self._vault, person, self._today), **stated(self._vault, contact)}

    def _colleagues(self, contact: Contact) -> dict[str, Tie]:
        found: dict[str, Tie] = {}
        for role in contact.roles:
            org = self._vault.orgs.of(role.org)
            posts = self._at(org) if org else ()
            beside = [post for post in posts if post.contact.id != contact.id and surely_overlap(role, post.role)]
            for post in beside if len(beside) <= _CROWD else _same_team(role, beside):
                found.setdefault(post.contact.id, Tie("colleagues", org=org))
        return found

    def _at(self, org: Org) -> tuple[Post, ...]:
        if org.id not in self._posts:
            self._posts[org.id] = posts_at(self._vault, org)
        return self._posts[org.id]


def _same_team(role: Role, posts: list[Post]) -> list[Post]:
    return [post for post in posts if role.team and post.role.team == role.team]


def stated(vault: Vault, contact: Contact) -> dict[str, Tie]:
    """Return whom the vault says that someone knows, and who introduced them or was introduced by them, by id."""
    introduced = {one.id for one in vault.naming(contact.id) if one.introduced_by == contact.id}
    if contact.introduced_by and contact.introduced_by in vault.contacts:
        introduced.add(contact.introduced_by)
    found = {one: Tie("introduced") for one in introduced - {contact.id}}
    return {**found, **{other.id: Tie("knows", how) for other, how in neighbours(vault, contact)}}


def _met(vault: Vault, person: str, today: date) -> dict[str, Tie]:
    """Return who was at the same things, as their own files and each other's tell: the last time of each two."""
    found: dict[str, Tie] = {}
    for one in reversed(vault.contacts_with(person, today)):
        there = {one.source, *one.others} if one.source in vault.contacts else set(one.others)
        found |= {other: Tie("together", on=one.date) for other in there if other != person and other in vault.contacts}
    return found


def neighbours(vault: Vault, contact: Contact) -> tuple[tuple[Contact, str | None], ...]:
    """Return whom someone knows, read in both directions, with how; sorted by id."""
    found: dict[str, str | None] = {item.id: item.how for item in contact.knows}
    for other in vault.naming(contact.id):
        for item in other.knows:
            if item.id == contact.id and not found.get(other.id):
                found[other.id] = item.how
    return tuple(
        (vault.contacts[person], how)
        for person, how in sorted(found.items())
        if person in vault.contacts and person != contact.id
    )


class Acquainted(NamedTuple):
    """Someone that a person knows, and how."""

    contact: Contact
    how: str | None


@once
def acquainted(vault: Vault) -> Mapping[str, tuple[Acquainted, ...]]:
    """Return everyone's :func:`neighbours` at once, in one pass; people who know nobody are absent."""
    ties: dict[str, dict[str, str | None]] = defaultdict(dict)
    for one, contact in vault.contacts.items():
        for item in contact.knows:
            if (other := item.id) in vault.contacts and other != one:
                ties[one][other] = item.how or ties[one].get(other)
                ties[other][one] = ties[other].get(one) or item.how
    return {
        person: tuple(Acquainted(vault.contacts[other], how) for other, how in sorted(found.items()))
        for person, found in ties.items()
    }
