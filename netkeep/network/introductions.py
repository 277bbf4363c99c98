"""The warmest short introductions: from the owner, through people who know each other, to a person or a place."""

from collections.abc import Collection, Mapping
from datetime import date
from math import prod
from typing import NamedTuple

from netkeep.model.people import Contact
from netkeep.network.strength import Strength, strength
from netkeep.network.ties import How, Tie, Ties
from netkeep.store.vault import Vault

_WARMTH: Mapping[How, float] = {"knows": 1.0, "introduced": 1.0, "together": 0.7, "colleagues": 0.4}
MAX_STEPS = 3


class Step(NamedTuple):
    """From one person to the next; the first step is the owner's own, and has no ``tie``."""

    contact: Contact
    tie: Tie | None


class Path(NamedTuple):
    """A way to somebody: ``steps`` from the owner on; ``warmth`` is what is left of the owner's own tie at its end."""

    steps: tuple[Step, ...]
    strength: Strength
    warmth: float


def introductions(vault: Vault, goals: Collection[str], today: date, limit: int = 5) -> tuple[Path, ...]:
    """Return the ways to any of some people: the shortest first, then the warmest; at most three steps, one per helper.

    People the owner has been in contact with are one step away. If all ways of a length begin with a weak tie, longer
    ones are searched too: a good friend's word may open more. Archived people are asked for nothing.
    """
    ties = Ties(vault, today)
    ways: dict[str, tuple[Step, ...]] = {goal: () for goal in sorted(goals) if goal in vault.contacts}
    reached = set(ways)
    paths: list[Path] = []
    for _ in range(MAX_STEPS):
        vault.prefetch_history(ways.keys())
        paths += (path for person, behind in ways.items() if (path := _from_owner(vault, person, behind, today)))
        if any(path.strength.level != "weak" for path in paths):
            break
        ways = _further(vault, ties, ways, reached)
        reached |= ways.keys()
    return tuple(sorted(paths, key=_order)[:limit])


def _order(path: Path) -> tuple[int, float, str]:
    return len(path.steps), -path.warmth, path.steps[0].contact.id


def _from_owner(vault: Vault, person: str, behind: tuple[Step, ...], today: date) -> Path | None:
    contact = vault.contacts[person]
    own = strength(vault, person, today)
    if not own.parts or (behind and contact.archived is not None):
        return None
    return Path((Step(contact, None), *behind), own, own.score * _warmth(behind))


def _warmth(steps: tuple[Step, ...]) -> float:
    """Return the part of a tie that is left after some steps."""
    return prod(_WARMTH[step.tie.how] for step in steps if step.tie)


def _further(
    vault: Vault, ties: Ties, ways: Mapping[str, tuple[Step, ...]], reached: Collection[str]
) -> dict[str, tuple[Step, ...]]:
    """Return everyone one step further from the goals, each with the warmest way to them."""
    further: dict[str, tuple[Step, ...]] = {}
    vault.prefetch_ties(ways.keys())
    for person, behind in ways.items():
        for other, tie in sorted(ties.of(person).items()):
            way = (Step(vault.contacts[person], tie), *behind)
            if other not in reached and (other not in further or _warmth(further[other]) < _warmth(way)):
                further[other] = way
    return further
