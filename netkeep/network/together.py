"""In which of the owner's jobs someone and the owner worked together."""

from datetime import date
from typing import NamedTuple

from netkeep.model.dates import PartialDate
from netkeep.model.people import Contact
from netkeep.model.work import Job
from netkeep.network.places import in_jobs
from netkeep.store.vault import Vault


class Shared(NamedTuple):
    """A job that both know, or (not ``certain``) may know.

    ``job`` is None where its file is missing, ``relation`` where only the dates say that they were there.
    """

    id: str
    job: Job | None
    relation: str | None
    certain: bool = True


def together(vault: Vault, contact: Contact) -> tuple[Shared, ...]:
    """Return the jobs named by ``worked_with``, then the others of :func:`netkeep.network.places.in_jobs`."""
    named = [Shared(item.job, vault.jobs.get(item.job), item.relation) for item in contact.worked_with]
    known = {shared.id for shared in named}
    others = [one for one in in_jobs(vault, contact) if one.job.id not in known]
    others.sort(key=lambda one: (not one.certain, one.job.id))
    return (*named, *(Shared(one.job.id, one.job, one.relation, one.certain) for one in others))


def days_together(vault: Vault, contact: Contact, job: Job, today: date) -> int:
    """Give how many days someone's roles at a job's organisation and the job had in common, up to a day.

    0 where a beginning is unknown; a partial date counts from its first day to its last.
    """
    org = vault.orgs.of(job.org)
    if org is None or job.start is None:
        return 0
    first, last = job.start.earliest(), _until(job.end, today)
    spans = (
        (max(first, role.start.earliest()), min(last, _until(role.end, today)))
        for role in contact.roles
        if role.start and vault.orgs.of(role.org) is org
    )
    return sum(max(0, (end - start).days + 1) for start, end in spans)


def _until(end: PartialDate | None, today: date) -> date:
    return min(end.latest(), today) if end else today
