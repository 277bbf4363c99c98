"""Which of the owner's jobs a command is about."""

from datetime import date

from netkeep.agenda.stages import is_current, last_day
from netkeep.cli.choosing import one_job
from netkeep.cli.output import say
from netkeep.cli.printable import clean
from netkeep.errors import LookupFailedError
from netkeep.model.jobs import Job
from netkeep.store.vault import Vault
from netkeep.words import full_date


def current_jobs(vault: Vault, today: date) -> tuple[Job, ...]:
    """Return the owner's current jobs. Raises :class:`LookupFailedError` where there is none."""
    current = tuple(job for job in vault.jobs.values() if is_current(job, today))
    if not current:
        raise LookupFailedError("you have no current job: name one, or start one with 'netkeep job start'")
    return current


def resolve_jobs(vault: Vault, text: str | None, today: date) -> tuple[Job, ...]:
    """Return the job that a text means, else all current ones, else the last that ended, and say which that is.

    Raises :class:`LookupFailedError` where no job is current, and none has ended.
    """
    if text:
        return (one_job(vault, text),)
    ended = [(end, job.id) for job in vault.jobs.values() if (end := last_day(job)) and end < today]
    if not ended or any(is_current(job, today) for job in vault.jobs.values()):
        return current_jobs(vault, today)
    end, last = max(ended)
    job = vault.jobs[last]
    words = f"netkeep: you have no current job; this is your last, {job.org} ({last}), until {full_date(end)}"
    say(clean(words), err=True)
    return (job,)
