"""What a job would take with it, and the plan for its end: names and words, never a value that is not shown."""

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
    """One job's people, as if it ended: how many there are, how many are kept, and the ids of the others by heading."""

    people: int
    kept: int
    groups: tuple[tuple[str, tuple[str, ...]], ...]


def exposed(vault: Vault, today: date, hide: frozenset[str]) -> Mapping[str, Exposed]:
    """Weigh the jobs that go on; nothing where a field that it speaks of is hidden.

    It reckons with the domains of employers, which are shown nowhere; and with hidden addresses, but then it does not
    say who has none.
    """
    if _SPEAKS_OF & hide:
        return {}
    return {job.id: _exposed(vault, job, today, hide) for job in vault.jobs.values() if is_current(job, today)}


def _exposed(vault: Vault, job: Job, today: date, hide: frozenset[str]) -> Exposed:
    found = account(exposure(vault, job, (), today), today)
    groups = ((title, people) for title, people in found.groups if title != UNREACHABLE or not _WAYS & hide)
    return Exposed(
        found.people, found.kept, tuple((title, tuple(one.id for one in people)) for title, people in groups)
    )


def plans(vault: Vault, today: date, hide: frozenset[str]) -> Mapping[str, tuple[Day, ...]]:
    """Return what is to be done around the end of each job that is ending; nothing where a field of it is hidden."""
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
