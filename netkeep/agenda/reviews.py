"""The annual review of a job."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date

from netkeep.agenda.item import Due
from netkeep.agenda.stages import first_day, is_current, last_day
from netkeep.model.dates import Duration
from netkeep.model.jobs import Job
from netkeep.network.employment import colleagues
from netkeep.store.vault import Vault
from netkeep.words import MONTHS, on_day

OPEN_FOR = Duration(60, "day")
EARLY = Duration(30, "day")


def reviews(vault: Vault, today: date, until: date) -> Iterator[Due]:
    """Yield the annual review of each current job: the open one, else the next up to ``until``."""
    for job in vault.jobs.values():
        day = next_review(job, today)
        if day and day <= until:
            yield Due("review", job.id, job.org, day, _why(vault, job, day, today), f"netkeep log {job.id} -k review")


def next_review(job: Job, today: date) -> date | None:
    """Return the first day of the open review, or of the next one while the job goes on.

    Open for sixty days, until it is logged; a review logged up to thirty days early counts as that year's.
    """
    if job.review is None or not is_current(job, today):
        return None
    first, last = first_day(job) or date.min, last_day(job) or date.max
    years = range(max(MINYEAR, today.year - 1), min(MAXYEAR, today.year + 2) + 1)
    days = (_in_year(job.review, year) for year in years)
    open_or_next = (day for day in days if first <= day <= last and OPEN_FOR.after(day) > today)
    return next((day for day in open_or_next if not _done(job, day, today)), None)


def _in_year(review: tuple[int, int | None], year: int) -> date:
    """Return the day of the review in a year: the first of a month, or the day; 29 February may become the 28th."""
    month, day = review
    return date(year, month, min(day or 1, monthrange(year, month)[1]))


def _done(job: Job, day: date, today: date) -> bool:
    since, until = EARLY.before(day), min(today, OPEN_FOR.after(day))
    return any(entry.kind == "review" and since <= entry.date <= until for entry in job.body.log)


def _why(vault: Vault, job: Job, day: date, today: date) -> str:
    month = job.review is not None and job.review[1] is None
    when = f"in {MONTHS[day.month - 1]}" if month else f"on {on_day(day, today)}"
    return (
        f"the review {when}: look around, bring the vault up to date, ask {_boss(vault, job)} to endorse, "
        "and offer the same to your peers"
    )


def _boss(vault: Vault, job: Job) -> str:
    bosses = [colleague.contact for colleague in colleagues(vault, job) if colleague.relation == "manager"]
    names = [boss.name for boss in bosses if boss.archived is None]
    return names[0] if len(names) == 1 else "your boss"
