"""Whom the owner would lose with a job, and the plan for its end: names and words, never a hidden value."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from netkeep.agenda.stages import asking_period, is_current, last_day
from netkeep.model.dates import Duration
from netkeep.model.jobs import Job
from netkeep.network.exit_plan import leaving
from netkeep.network.exposure import exposure
from netkeep.presenters.exit_plan import Day, in_words
from netkeep.presenters.exposure import UNREACHABLE, account
from netkeep.store.vault import Vault

_SPEAKS_OF = frozenset({"log", "roles", "worked_with"})
_WAYS = frozenset({"emails", "phones", "links"})
_PLAN_FROM = Duration(60, "day")


class Exposed(NamedTuple):
    """One job's people, as if it ended: how many there are, how many stay in reach, the others' ids by heading."""

    people: int
    kept: int
    groups: tuple[tuple[str, tuple[str, ...]], ...]


def exposed(vault: Vault, today: date, hide: frozenset[str]) -> Mapping[str, Exposed]:
    """Return the current jobs as if they ended today; nothing where a field that this uses is hidden.

    It uses the domains of employers, which are shown nowhere, and hidden addresses; but then it does not say who has
    none.
    """
    if _SPEAKS_OF & hide:
        return {}
    return {job.id: _exposed(vault, job, today, hide) for job in vault.jobs.values() if is_current(job, today)}


def _exposed(vault: Vault, job: Job, today: date, hide: frozenset[str]) -> Exposed:
    summary = account(exposure(vault, job, (), today), vault.settings.fades_after, today)
    groups = ((title, people) for title, people in summary.groups if title != UNREACHABLE or not _WAYS & hide)
    return Exposed(
        summary.people, summary.kept, tuple((title, tuple(person.id for person in people)) for title, people in groups)
    )


def plans(vault: Vault, today: date, hide: frozenset[str]) -> Mapping[str, tuple[Day, ...]]:
    """Return what to do around the end of each job that is ending; nothing where a field that this uses is hidden."""
    if _SPEAKS_OF & hide:
        return {}
    return {job.id: _plan(vault, job, today, hide) for job in vault.jobs.values() if _ending(job, today)}


def _ending(job: Job, today: date) -> bool:
    end, window = last_day(job), asking_period(job)
    return end is not None and window is not None and _PLAN_FROM.before(end) <= today < window[1]


def _plan(vault: Vault, job: Job, today: date, hide: frozenset[str]) -> tuple[Day, ...]:
    plan = leaving(vault, job, last_day(job) or today, (), today)
    steps = tuple(step for step in plan.steps if not (step.kind == "private address" and _WAYS & hide))
    return in_words(replace(plan, steps=steps), today).days
