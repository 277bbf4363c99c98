"""The phases of a job."""

from datetime import date, timedelta
from typing import Literal

from netkeep.model.jobs import Job

Phase = Literal["first", "middle", "last", "after"]
_FIRST = timedelta(weeks=4)
_LAST = timedelta(days=30)


def phase(job: Job, today: date) -> Phase:
    """Return the phase of a job on a day: the first four weeks, the last thirty days, after the end, or in between."""
    if job.end and job.end.latest() < today:
        return "after"
    if job.end and job.end.latest() - _LAST <= today:
        return "last"
    return "first" if job.start and today < job.start.earliest() + _FIRST else "middle"
