"""Sweeps: looking around in a job for people who are not in the vault yet."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from netkeep.agenda.item import Due
from netkeep.agenda.stages import first_day, is_current, last_day
from netkeep.model.dates import Duration
from netkeep.model.jobs import Job
from netkeep.store.vault import Vault
from netkeep.words import ago, ahead, on_day

EVERY = Duration(6, "month")
_WEEKS = 4
_LAST_WEEK = Duration(6, "day")  # with the last day itself, seven


class Sweep(NamedTuple):
    """The due or next sweep of a job; ``week`` counts the first weeks, ``last`` is the day of the previous sweep."""

    on: date
    week: int | None = None
    last: date | None = None
    final: bool = False


def sweeps(vault: Vault, today: date, until: date) -> Iterator[Due]:
    """Yield the sweep of each current job: the open one, else the next up to ``until``."""
    for job in vault.jobs.values():
        sweep = next_sweep(job, today)
        if sweep and sweep.on <= until:
            yield Due("sweep", job.id, job.org, sweep.on, _why(job, sweep, today), f"netkeep sweep {job.id}")


def next_sweep(job: Job, today: date) -> Sweep | None:
    """Return the due or next sweep; None for a job that is not current, or whose final sweep is done.

    Weekly in the first four weeks, each due on the last day of its week; then at the job's interval after the last one;
    at the end the final one, in the last seven days.
    """
    if not is_current(job, today):
        return None
    start, end, last = first_day(job), last_day(job), _last(job, today)
    final = max(_LAST_WEEK.before(end), start or date.min) if end else date.max
    if today >= final and end:
        return None if last and last >= final else Sweep(final, last=last, final=True)
    due = [sweep for sweep in _regular(start, last, job.sweep or EVERY, today) if sweep.on < final]
    open_ones = [sweep for sweep in due if sweep.on <= today]
    if due:
        return open_ones[-1] if open_ones else due[0]
    return Sweep(final, last=last, final=True) if end else None


def _last(job: Job, today: date) -> date | None:
    start = first_day(job) or date.min
    days = (entry.date for entry in job.body.log if entry.kind == "sweep" and start <= entry.date <= today)
    return max(days, default=None)


def _regular(start: date | None, last: date | None, every: Duration, today: date) -> Iterator[Sweep]:
    """Yield the regular sweeps that are not done yet, by date."""
    if start is None:
        yield Sweep(every.after(last) if last else today, last=last)
        return
    weeks = [Duration(number, "week").after(start) for number in range(1, _WEEKS + 1)]
    for number, day in enumerate(weeks, start=1):
        if last is None or (number > 1 and last <= weeks[number - 2]):
            yield Sweep(day, number, last)
    yield Sweep(every.after(last if last and last > weeks[-2] else weeks[-1]), last=last)


def _why(job: Job, sweep: Sweep, today: date) -> str:
    if sweep.final:
        end = last_day(job) or today
        near = ahead(end, today)
        when = near if near in {"today", "tomorrow"} else f"on {on_day(end, today)}"
        return f"it ends {when}: sweep once more for people you would lose"
    if sweep.week:
        return f"week {sweep.week} there: who has helped you and is not in the vault yet?"
    since = f"last sweep {ago(sweep.last, today)}" if sweep.last else "no sweep yet"
    return f"{since}: whom have you met since who is missing?" if sweep.last else f"{since}: who is missing?"
