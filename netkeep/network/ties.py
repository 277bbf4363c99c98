"""Who knows whom: because a file says so, because they were at the same events, or because they worked together."""

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
CROWD = 60
"""More people than this at one organisation at one time do not all know each other."""


class Tie(NamedTuple):
    """How two people know each other: what ``knows`` says, when they last met, or where they worked together."""

    how: How
    words: str | None = None
    on: date | None = None
    org: Org | None = None


class Ties:
    """The ties between people: computed for each person on demand, and for each organisation once."""

    def __init__(self, vault: Vault, today: date) -> None:
        self._vault = vault
        self._today = today
        self._posts: dict[str, tuple[Post, ...]] = {}

    def of(self, person: str) -> dict[str, Tie]:
        """Return everyone a person knows, each with the best tie."""
        contact = self._vault.contacts[person]
        return {
            **self._colleagues(contact),
            **_met(self._vault, person, self._today),
            **stated_ties(self._vault, contact),
        }

    def _colleagues(self, contact: Contact) -> dict[str, Tie]:
        ties: dict[str, Tie] = {}
        for role in contact.roles:
            org = self._vault.orgs.of(role.org)
            posts = self._at(org) if org else ()
            beside = [post for post in posts if post.contact.id != contact.id and surely_overlap(role, post.role)]
            for post in beside if len(beside) <= CROWD else _same_team(role, beside):
                ties.setdefault(post.contact.id, Tie("colleagues", org=org))
        return ties

    def _at(self, org: Org) -> tuple[Post, ...]:
        if org.id not in self._posts:
            self._posts[org.id] = posts_at(self._vault, org)
        return self._posts[org.id]


def _same_team(role: Role, posts: list[Post]) -> list[Post]:
    return [post for post in posts if role.team and post.role.team == role.team]


def stated_ties(vault: Vault, contact: Contact) -> dict[str, Tie]:
    """Return by id the people someone knows according to the vault, or introduced, or was introduced by."""
    introduced = {other.id for other in vault.naming(contact.id) if other.introduced_by == contact.id}
    if contact.introduced_by and contact.introduced_by in vault.contacts:
        introduced.add(contact.introduced_by)
    ties = {person: Tie("introduced") for person in introduced - {contact.id}}
    return {**ties, **{other.id: Tie("knows", how) for other, how in neighbours(vault, contact)}}


def _met(vault: Vault, person: str, today: date) -> dict[str, Tie]:
    """Return who was at the same events, by their own and each other's files: the last time of each."""
    ties: dict[str, Tie] = {}
    for entry in reversed(vault.contacts_with(person, today)):
        there = {entry.source, *entry.others} if entry.source in vault.contacts else set(entry.others)
        ties |= {
            other: Tie("together", on=entry.date) for other in there if other != person and other in vault.contacts
        }
    return ties


def neighbours(vault: Vault, contact: Contact) -> tuple[tuple[Contact, str | None], ...]:
    """Return the people someone knows, read in both directions, and how; sorted by id."""
    how_by_id: dict[str, str | None] = {item.id: item.how for item in contact.knows}
    for other in vault.naming(contact.id):
        for item in other.knows:
            if item.id == contact.id and not how_by_id.get(other.id):
                how_by_id[other.id] = item.how
    return tuple(
        (vault.contacts[person], how)
        for person, how in sorted(how_by_id.items())
        if person in vault.contacts and person != contact.id
    )


class Acquainted(NamedTuple):
    """Someone that a person knows, and how."""

    contact: Contact
    how: str | None


@once
def acquainted(vault: Vault) -> Mapping[str, tuple[Acquainted, ...]]:
    """Return everyone's :func:`neighbours` in one pass; people who know nobody are left out."""
    ties: dict[str, dict[str, str | None]] = defaultdict(dict)
    for person, contact in vault.contacts.items():
        for item in contact.knows:
            if (other := item.id) in vault.contacts and other != person:
                ties[person][other] = item.how or ties[person].get(other)
                ties[other][person] = ties[other].get(person) or item.how
    return {
        person: tuple(Acquainted(vault.contacts[other], how) for other, how in sorted(others.items()))
        for person, others in ties.items()
    }
