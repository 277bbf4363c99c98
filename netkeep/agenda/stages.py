"""The days on which the stages of a job begin and end."""

from datetime import date

from netkeep.model.dates import Duration
from netkeep.model.jobs import Job

ASK_BEFORE = Duration(30, "day")
LATE_AFTER = Duration(30, "day")
HELLO_AFTER = Duration(3, "month")
HELLO_FOR = Duration(3, "month")


def first_day(job: Job) -> date | None:
    """Return the first day of a job; for a month or a year, its first day."""
    return job.start.earliest() if job.start else None


def last_day(job: Job) -> date | None:
    """Return the last day of a job; for a month or a year, its last day. None while it is open-ended."""
    return job.end.latest() if job.end else None


def is_current(job: Job, today: date) -> bool:
    """Return whether a job is current: it has begun, as far as is known, and its last day is not past."""
    return (first_day(job) or date.min) <= today <= (last_day(job) or date.max)


def asking_period(job: Job) -> tuple[date, date] | None:
    """Return the day from which to ask for favours, and the day on which saying hello takes over.

    A month before the end, or the first day of a job shorter than that. None while no end is known.
    """
    end = last_day(job)
    if end is None:
        return None
    return max(ASK_BEFORE.before(end), min(first_day(job) or date.min, end)), HELLO_AFTER.after(end)


def hello_period(job: Job) -> tuple[date, date] | None:
    """Return the day from which to say hello after a job, and the day on which that is over."""
    end = last_day(job)
    return None if end is None else (HELLO_AFTER.after(end), HELLO_FOR.after(HELLO_AFTER.after(end)))


def by_end(jobs: list[Job]) -> list[Job]:
    """Return jobs in the order in which they end."""
    return sorted(jobs, key=lambda job: (last_day(job) or date.max, job.id))
