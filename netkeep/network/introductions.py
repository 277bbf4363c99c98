"""The warmest short introductions: from the owner, by way of people who know each other, to a person or a place."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import prod
from typing import Literal, NamedTuple

from netkeep.model.people import Contact, Role
from netkeep.network.places import Post, posts_by_org
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


@dataclass(frozen=True, slots=True)
class Path:
    """A way to somebody: ``steps`` from the owner's side on; ``warmth`` is what is left of the owner's own tie."""

    steps: tuple[Step, ...]
    strength: Strength
    warmth: float


def introductions(vault: Vault, goals: Collection[str], today: date, limit: int = 5) -> tuple[Path, ...]:
    """Give the ways to any of some people: the shortest first, then the warmest; at most three steps, one a helper.

    Whom the owner has been in contact with is one step away. Archived people are asked for nothing.
    """
    ties = _Ties(vault, today)
    ways: dict[str, tuple[Step, ...]] = {goal: () for goal in sorted(goals) if goal in vault.contacts}
    reached = set(ways)
    for _ in range(MAX_STEPS):
        found = [path for person, behind in ways.items() if (path := _from_owner(vault, person, behind, today))]
        if found:
            return tuple(sorted(found, key=_order)[:limit])
        ways = _further(vault, ties, ways, reached)
        reached |= ways.keys()
    return ()


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
    for person, behind in ways.items():
        for other, tie in sorted(ties.of(person).items()):
            way = (Step(vault.contacts[person], tie), *behind)
            if other not in reached and (other not in found or _warmth(found[other]) < _warmth(way)):
                found[other] = way
    return found


class _Ties:
    """Who knows whom, made once; what is asked of it is made when it is asked."""

    def __init__(self, vault: Vault, today: date) -> None:
        self._vault = vault
        self._said = _said(vault)
        self._met = _met(vault, today)
        self._posts = posts_by_org(vault)

    def of(self, person: str) -> dict[str, Tie]:
        """Give everyone whom a person knows, by the best that is known of how."""
        return {**self._colleagues(person), **self._met.get(person, {}), **self._said.get(person, {})}

    def _colleagues(self, person: str) -> dict[str, Tie]:
        contact = self._vault.contacts[person]
        found: dict[str, Tie] = {}
        for role in contact.roles:
            org = self._vault.orgs.of(role.org)
            posts = self._posts.get(org.id, ()) if org else ()
            beside = [post for post in posts if post.contact.id != person and _overlap(role, post.role)]
            for post in beside if len(beside) <= _CROWD else _same_team(role, beside):
                found.setdefault(post.contact.id, Tie("colleagues", org=org))
        return found


def _same_team(role: Role, posts: list[Post]) -> list[Post]:
    return [post for post in posts if role.team and post.role.team == role.team]


def _overlap(one: Role, other: Role) -> bool:
    """Tell whether two roles certainly had time in common: both beginnings are known."""
    if one.start is None or other.start is None:
        return False
    first, last = (one, other) if one.start.earliest() <= other.start.earliest() else (other, one)
    return first.end is None or (last.start is not None and last.start.latest() <= first.end.earliest())


def _said(vault: Vault) -> dict[str, dict[str, Tie]]:
    found: dict[str, dict[str, Tie]] = defaultdict(dict)
    for contact in vault.contacts.values():
        introducer = contact.introduced_by
        if introducer is not None and introducer in vault.contacts and introducer != contact.id:
            for one, other in ((contact.id, introducer), (introducer, contact.id)):
                found[one].setdefault(other, Tie("introduced"))
        for item in contact.knows:
            if item.id in vault.contacts and item.id != contact.id:
                for one, other in ((contact.id, item.id), (item.id, contact.id)):
                    before = found[one].get(other)
                    found[one][other] = Tie("knows", item.how or (before.words if before else None))
    return found


def _met(vault: Vault, today: date) -> dict[str, dict[str, Tie]]:
    """Give who was at the same things: the last time of each two."""
    found: dict[str, dict[str, Tie]] = defaultdict(dict)
    for contact in vault.contacts.values():
        for entry in contact.body.log:
            if entry.date > today or not vault.settings.kinds.counts(entry.kind):
                continue
            people = {contact.id, *(link.id for link in entry.others if link.id in vault.contacts)}
            for one, other in combinations(sorted(people), 2):
                for here, there in ((one, other), (other, one)):
                    before = found[here].get(there)
                    if before is None or (before.on or entry.date) < entry.date:
                        found[here][there] = Tie("together", on=entry.date)
    return found
