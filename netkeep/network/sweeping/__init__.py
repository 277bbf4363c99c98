"""The questions of a sweep, which asks who around a job is not in the vault yet."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2s
from itertools import zip_longest
from typing import TypeVar

from netkeep.model.jobs import Job
from netkeep.model.sighting import Sighting
from netkeep.network.coverage import GROUPS, coverage
from netkeep.network.employment import colleagues
from netkeep.network.suggest.unknown import Mention
from netkeep.network.sweeping.from_sightings import questions_from_sightings
from netkeep.network.sweeping.from_vault import World, introductions, lonely_teams, meetings, strong_ties
from netkeep.network.sweeping.phase import phase
from netkeep.network.sweeping.question import Question
from netkeep.network.sweeping.shipped import SHIPPED, Shipped
from netkeep.store.vault import Vault

_T = TypeVar("_T")
_THIN = 2
"""Groups with at most so few people come first."""


@dataclass(frozen=True, slots=True)
class Seen:
    """People seen outside the vault's files: sightings, names in logs, and keys of those not to suggest."""

    sightings: Iterable[Sighting] = ()
    mentions: Iterable[Mention] = ()
    never: frozenset[str] = frozenset()


def questions(vault: Vault, job: Job, today: date, seen: Seen, answered: Collection[str] = ()) -> tuple[Question, ...]:
    """Return the questions of a day's sweep, in the order in which to ask them, none twice.

    They come by turns from sightings, from groups with few people or none, and from the vault; ``answered`` holds the
    marks of the questions that the last sweep answered, which come last. The same day and job give the same questions.
    """
    world = World(vault, job, colleagues(vault, job), today)
    unknown, missed = questions_from_sightings(world, seen.sightings, seen.mentions, seen.never)
    thin, full = _shipped(world)
    from_vault = _by_turns([strong_ties(world), lonely_teams(world), meetings(world), introductions(world)])
    ordered = _by_turns([unknown, thin, from_vault, missed, full])
    once = {question.key: question for question in ordered}.values()
    return (
        *(question for question in once if question.mark not in answered),
        *(question for question in once if question.mark in answered),
    )


def _shipped(world: World) -> tuple[list[Question], list[Question]]:
    """Return the shipped questions that fit: those about thin groups, the thinnest first, and the others."""
    size = {group.name: len(group.people) for group in coverage(world.vault, world.job, world.today)}
    now = phase(world.job, world.today)
    fitting = [
        shipped
        for shipped in SHIPPED
        if now in shipped.phases and (not shipped.kinds or world.job.kind in {None, *shipped.kinds})
    ]
    of_group: dict[str, list[Shipped]] = {}
    for shipped in sorted(fitting, key=lambda shipped: (len(shipped.phases), _turn(world, shipped.key))):
        of_group.setdefault(_group(shipped), []).append(shipped)
    order = sorted(of_group, key=lambda name: (size[name], _turn(world, name)))
    thin = _by_turns([of_group[name] for name in order if size[name] <= _THIN])
    full = _by_turns([of_group[name] for name in order if size[name] > _THIN])
    return [_question(shipped) for shipped in thin], [_question(shipped) for shipped in full]


def _question(shipped: Shipped) -> Question:
    return Question(shipped.key, "shipped", shipped.text, relation=shipped.relation)


def _group(shipped: Shipped) -> str:
    return next(name for name, relations in GROUPS.items() if shipped.relation in relations)


def _turn(world: World, key: str) -> bytes:
    """Return a key that shuffles, in the same way all day: other days begin with other questions."""
    return blake2s(f"{world.today.isoformat()} {world.job.id} {key}".encode(), digest_size=8).digest()


def _by_turns(rows: Sequence[Iterable[_T]]) -> Iterator[_T]:
    return (item for turn in zip_longest(*rows) for item in turn if item is not None)
