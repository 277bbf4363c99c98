"""The days on which something begins or is over: in the life of a job."""

from datetime import date

from netkeep.model.dates import Duration
from netkeep.model.jobs import Job

ASK_BEFORE = Duration(30, "day")
LATE_AFTER = Duration(30, "day")
HELLO_AFTER = Duration(3, "month")
HELLO_FOR = Duration(3, "month")


def begun(job: Job) -> date | None:
    """Return the first day of a job; of a month or a year its first day."""
    return job.start.earliest() if job.start else None


def over(job: Job) -> date | None:
    """Return the last day of a job; of a month or a year its last day. None while it is open-ended."""
    return job.end.latest() if job.end else None


def runs(job: Job, today: date) -> bool:
    """Return whether a job goes on: it has begun, as far as is known, and its last day has not gone by."""
    return (begun(job) or date.min) <= today <= (over(job) or date.max)


def asking(job: Job) -> tuple[date, date] | None:
    """Return from which day on one asks before the end, and the day on which the hello takes its place.

    A month before the end; in a job shorter than that, from its first day on. None while no end is known.
    """
    end = over(job)
    if end is None:
        return None
    return max(ASK_BEFORE.before(end), min(begun(job) or date.min, end)), HELLO_AFTER.after(end)


def hello(job: Job) -> tuple[date, date] | None:
    """Return from which day on one says hello after a job, and the day on which that is over."""
    end = over(job)
    return None if end is None else (HELLO_AFTER.after(end), HELLO_FOR.after(HELLO_AFTER.after(end)))


def by_end(jobs: list[Job]) -> list[Job]:
    """Return jobs in the order in which they end."""
    return sorted(jobs, key=lambda job: (over(job) or date.max, job.id))
