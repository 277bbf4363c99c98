"""Which of the owner's jobs a command is about."""

from datetime import date

from netkeep.agenda.stages import is_current
from netkeep.errors import LookupFailedError
from netkeep.model.jobs import Job
from netkeep.store.lookup import one_job
from netkeep.store.vault import Vault


def resolve_jobs(vault: Vault, text: str | None, today: date) -> tuple[Job, ...]:
    """Return the job that a text means, else every one that goes on.

    Raises :class:`LookupFailedError` where no job goes on.
    """
    if text:
        return (one_job(vault, text),)
    running = tuple(job for job in vault.jobs.values() if is_current(job, today))
    if not running:
        raise LookupFailedError("no job of yours goes on; name one, or begin one with 'netkeep job start'")
    return running
