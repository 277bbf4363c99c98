"""The questions of a sweep, which asks who of a job's world is not in the vault yet."""

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
from netkeep.network.sweeping.from_sightings import sightings_asked
from netkeep.network.sweeping.from_vault import World, introductions, lonely_teams, meetings, strong
from netkeep.network.sweeping.phase import phase
from netkeep.network.sweeping.question import Question
from netkeep.network.sweeping.shipped import SHIPPED, Shipped
from netkeep.store.vault import Vault

_T = TypeVar("_T")
_THIN = 2
"""A group with so few people at most is asked after first."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of people beside the vault: sightings, names in logs, and keys of whom not to suggest."""

    sightings: Iterable[Sighting] = ()
    mentions: Iterable[Mention] = ()
    never: frozenset[str] = frozenset()


def questions(vault: Vault, job: Job, today: date, seen: Seen, answered: Collection[str] = ()) -> tuple[Question, ...]:
    """Return the questions of a day's sweep, in the order in which to ask them, none twice.

    By turns from what was seen, from groups with nobody or few, and from what the vault tells; ``answered`` holds the
    marks of what the last sweep answered, which comes last. The same day and job give the same questions.
    """
    world = World(vault, job, colleagues(vault, job), today)
    unknown, missed = sightings_asked(world, seen.sightings, seen.mentions, seen.never)
    thin, full = _shipped(world)
    told = _by_turns([strong(world), lonely_teams(world), meetings(world), introductions(world)])
    found = _by_turns([unknown, thin, told, missed, full])
    once = {question.key: question for question in found}.values()
    return (*(one for one in once if one.mark not in answered), *(one for one in once if one.mark in answered))


def _shipped(world: World) -> tuple[list[Question], list[Question]]:
    """Return the shipped questions that fit: those of thin groups, the thinnest first, and the others."""
    size = {group.name: len(group.people) for group in coverage(world.vault, world.job, world.today)}
    now = phase(world.job, world.today)
    fitting = [one for one in SHIPPED if now in one.phases and (not one.kinds or world.job.kind in {None, *one.kinds})]
    of_group: dict[str, list[Shipped]] = {}
    for one in sorted(fitting, key=lambda one: (len(one.phases), _turn(world, one.key))):
        of_group.setdefault(_group(one), []).append(one)
    order = sorted(of_group, key=lambda name: (size[name], _turn(world, name)))
    thin = _by_turns([of_group[name] for name in order if size[name] <= _THIN])
    full = _by_turns([of_group[name] for name in order if size[name] > _THIN])
    return [_question(one) for one in thin], [_question(one) for one in full]


def _question(one: Shipped) -> Question:
    return Question(one.key, "shipped", one.text, relation=one.relation)


def _group(one: Shipped) -> str:
    return next(name for name, relations in GROUPS.items() if one.relation in relations)


def _turn(world: World, key: str) -> bytes:
    """Shuffle, in the same way all day: other days begin with other questions."""
    return blake2s(f"{world.today.isoformat()} {world.job.id} {key}".encode(), digest_size=8).digest()


def _by_turns(rows: Sequence[Iterable[_T]]) -> Iterator[_T]:
    return (one for turn in zip_longest(*rows) for one in turn if one is not None)
