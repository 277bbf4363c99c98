"""What a job would take with it, and the plan for its end: names and words, never a value that is not shown."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from netkeep.agenda.stages import asking, over, runs
from netkeep.model.dates import Duration
from netkeep.model.work import Job
from netkeep.network.exposure import Exposure, exposure
from netkeep.network.leaving import Step, leaving
from netkeep.store.vault import Vault
from netkeep.words import on_day, one_of, to_you

_SPEAKS_OF = frozenset({"log", "roles", "worked_with"})
_WAYS = frozenset({"emails", "phones", "links"})
_PLAN_FROM = Duration(60, "day")


class Exposed(NamedTuple):
    """One job's people, as if it ended: how many there are, how many are kept, and the ids of the others."""

    people: int
    kept: int
    months: tuple[tuple[date, int], ...]
    unreachable: tuple[str, ...]
    forgetting: tuple[str, ...]


class ToDo(NamedTuple):
    """One thing to do before a job ends: by when, with whom (an id), what, and what they are to the owner."""

    by: date
    day: str
    who: str
    what: str
    relation: str


def exposed(vault: Vault, today: date, hide: frozenset[str]) -> Mapping[str, Exposed]:
    """Weigh the jobs that go on; nothing where a field that it speaks of is hidden.

    It reckons with the domains of employers, which are shown nowhere; and with hidden addresses, but then it does not
    say who has none.
    """
    if _SPEAKS_OF & hide:
        return {}
    return {job.id: _exposed(exposure(vault, job, (), today), hide) for job in vault.jobs.values() if runs(job, today)}


def _exposed(found: Exposure, hide: frozenset[str]) -> Exposed:
    return Exposed(
        len(found.people),
        sum(one.kept for one in found.people),
        tuple((month.day, month.remembering) for month in found.months),
        () if _WAYS & hide else tuple(one.contact.id for one in found.unreachable()),
        tuple(one.contact.id for one in found.forgetting()),
    )


def plans(vault: Vault, today: date, hide: frozenset[str]) -> Mapping[str, tuple[ToDo, ...]]:
    """Give what is to be done around the end of each job that is ending; nothing where a field of it is hidden."""
    if _SPEAKS_OF & hide:
        return {}
    return {job.id: _plan(vault, job, today, hide) for job in vault.jobs.values() if _ending(job, today)}


def _ending(job: Job, today: date) -> bool:
    end, window = over(job), asking(job)
    return end is not None and window is not None and _PLAN_FROM.before(end) <= today < window[1]


def _plan(vault: Vault, job: Job, today: date, hide: frozenset[str]) -> tuple[ToDo, ...]:
    steps = leaving(vault, job, over(job) or today, (), today).steps
    return tuple(
        ToDo(step.by, on_day(step.by, today), step.contact.id, _what(step), to_you(step.relation))
        for step in steps
        if not (step.kind == "private address" and _WAYS & hide)
    )


def _what(step: Step) -> str:
    favour = step.favour or ""
    return {
        "ask": f"Ask for {one_of(favour)}",
        "reference": "Ask whether you may name them as a reference",
        "follow up": f"Remind them of the {favour} you asked for",
        "give back": f"Give something back for their {favour}",
        "private address": "Ask for a private address",
    }[step.kind]
