"""The warmest short introductions: from the owner, by way of people who know each other, to a person or a place."""

from collections.abc import Collection, Mapping
from datetime import date
from math import prod
from typing import Literal, NamedTuple

from netkeep.model.people import Contact, Role
from netkeep.network.employment import surely_overlap
from netkeep.network.places import Post, neighbours
from netkeep.network.strength import Strength, strength
from netkeep.store.orgs import Org
from netkeep.store.vault import Vault

How = Literal["knows", "introduced", "together", "colleagues"]
_WARMTH: Mapping[How, float] = {"knows": 1.0, "introduced": 1.0, "together": 0.7, "colleagues": 0.4}
MAX_STEPS = 3
_CROWD = 60
"""So many people at one organisation at one time do not all know each other."""


class Tie(NamedTuple):
    """How two people know each other: what ``knows`` says, when they last met, or where they worked together."""

    how: How
    words: str | None = None
    on: date | None = None
    org: Org | None = None


class Step(NamedTuple):
    """From one person to the next; the first step is the owner's own, and has no ``tie``."""

    contact: Contact
    tie: Tie | None


class Path(NamedTuple):
    """A way to somebody: ``steps`` from the owner's side on; ``warmth`` is what is left of the owner's own tie."""

    steps: tuple[Step, ...]
    strength: Strength
    warmth: float


def introductions(vault: Vault, goals: Collection[str], today: date, limit: int = 5) -> tuple[Path, ...]:
    """Give the ways to any of some people: the shortest first, then the warmest; at most three steps, one a helper.

    Whom the owner has been in contact with is one step away. Where all ways of a length begin with a weak tie, longer
    ones are looked for too: a good friend's word may open more. Archived people are asked for nothing.
    """
    ties = _Ties(vault, today)
    ways: dict[str, tuple[Step, ...]] = {goal: () for goal in sorted(goals) if goal in vault.contacts}
    reached = set(ways)
    found: list[Path] = []
    for _ in range(MAX_STEPS):
        vault.recall(ways.keys())
        found += (path for person, behind in ways.items() if (path := _from_owner(vault, person, behind, today)))
        if any(path.strength.level != "weak" for path in found):
            break
        ways = _further(vault, ties, ways, reached)
        reached |= ways.keys()
    return tuple(sorted(found, key=_order)[:limit])


def _order(path: Path) -> tuple[int, float, str]:
    return len(path.steps), -path.warmth, path.steps[0].contact.id


def _from_owner(vault: Vault, person: str, behind: tuple[Step, ...], today: date) -> Path | None:
    contact = vault.contacts[person]
    own = strength(vault, person, today)
    if not own.parts or (behind and contact.archived is not None):
        return None
    return Path((Step(contact, None), *behind), own, own.score * _warmth(behind))


def _warmth(steps: tuple[Step, ...]) -> float:
    """Give what of a tie is left over some steps."""
    return prod(_WARMTH[step.tie.how] for step in steps if step.tie)


def _further(
    vault: Vault, ties: "_Ties", ways: Mapping[str, tuple[Step, ...]], reached: Collection[str]
) -> dict[str, tuple[Step, ...]]:
    """Give everyone one step further from the goals, each with the warmest way from there."""
    found: dict[str, tuple[Step, ...]] = {}
    vault.acquaint(ways.keys())
    for person, behind in ways.items():
        for other, tie in sorted(ties.of(person).items()):
            way = (Step(vault.contacts[person], tie), *behind)
            if other not in reached and (other not in found or _warmth(found[other]) < _warmth(way)):
                found[other] = way
    return found


class _Ties:
    """Who knows whom: of each person only when they are asked for, and of each organisation once."""

    def __init__(self, vault: Vault, today: date) -> None:
        self._vault = vault
        self._today = today
        self._posts: dict[str, tuple[Post, ...]] = {}

    def of(self, person: str) -> dict[str, Tie]:
        """Give everyone whom a person knows, by the best that is known of how."""
        contact = self._vault.contacts[person]
        return {**self._colleagues(contact), **_met(self._vault, person, self._today), **_said(self._vault, contact)}

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
            people = self._vault.people_at(org.spellings)
            posts = (Post(one, role) for one in people for role in one.roles if role.org in org.spellings)
            self._posts[org.id] = tuple(posts)
        return self._posts[org.id]


def _same_team(role: Role, posts: list[Post]) -> list[Post]:
    return [post for post in posts if role.team and post.role.team == role.team]


def _said(vault: Vault, contact: Contact) -> dict[str, Tie]:
    introduced = {one.id for one in vault.naming(contact.id) if one.introduced_by == contact.id}
    if contact.introduced_by and contact.introduced_by in vault.contacts:
        introduced.add(contact.introduced_by)
    found = {one: Tie("introduced") for one in introduced - {contact.id}}
    return {**found, **{other.id: Tie("knows", how) for other, how in neighbours(vault, contact)}}


def _met(vault: Vault, person: str, today: date) -> dict[str, Tie]:
    """Give who was at the same things, as their own files and each other's tell: the last time of each two."""
    found: dict[str, Tie] = {}
    for one in reversed(vault.contacts_with(person, today)):
        there = {one.source, *one.others} if one.source in vault.contacts else set(one.others)
        found |= {other: Tie("together", on=one.date) for other in there if other != person and other in vault.contacts}
    return found
