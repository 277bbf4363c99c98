"""The owner's jobs that others were in as well: as what, whether for certain, and for how long."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from netkeep.model.dates import PartialDate
from netkeep.model.jobs import Job
from netkeep.model.people import Contact, Role
from netkeep.store.once import once
from netkeep.store.vault import Vault


class Colleague(NamedTuple):
    """Someone from one of the owner's jobs; ``relation`` is None if only the dates show it."""

    contact: Contact
    relation: str | None


class InJob(NamedTuple):
    """One of the owner's jobs that someone was in, or, if not ``certain``, may have been in; and as what."""

    job: Job
    relation: str | None
    certain: bool = True


def colleagues(vault: Vault, job: Job) -> tuple[Colleague, ...]:
    """Return the people who were certainly in a job with the owner: see :func:`in_jobs`."""
    return _colleagues(vault).get(job.id, ())


def possible_colleagues(vault: Vault, job: Job) -> tuple[Contact, ...]:
    """Return the people who may have been in a job with the owner, but whose dates leave it open."""
    return tuple(
        vault.contacts[person]
        for person, jobs in with_jobs(vault).items()
        if any(in_job.job.id == job.id and not in_job.certain for in_job in jobs)
    )


@once
def _colleagues(vault: Vault) -> Mapping[str, tuple[Colleague, ...]]:
    by_job: dict[str, list[Colleague]] = {}
    for person, jobs in with_jobs(vault).items():
        for in_job in jobs:
            if in_job.certain:
                by_job.setdefault(in_job.job.id, []).append(Colleague(vault.contacts[person], in_job.relation))
    return {job: tuple(people) for job, people in by_job.items()}


@once
def with_jobs(vault: Vault) -> Mapping[str, tuple[InJob, ...]]:
    """Return :func:`in_jobs` of everyone at once."""
    jobs = _jobs(vault)
    return {person: _in_jobs(vault, contact, jobs) for person, contact in vault.contacts.items()}


def in_jobs(vault: Vault, contact: Contact) -> tuple[InJob, ...]:
    """Return the owner's jobs that someone was or may have been in, the newest first.

    They were in a job that ``worked_with`` names, and in one where they have a role at its organisation at the same
    time: if both beginnings are known and the dates overlap, or if the log has an entry that counts as contact in the
    job's time, which must have a beginning. If a date is missing and the log does not help, they may have been there.
    """
    return _in_jobs(vault, contact, _jobs(vault))


class _Jobs(NamedTuple):
    """The owner's jobs, the newest first, and the jobs by each spelling of their organisation."""

    all: tuple[Job, ...]
    by_org: Mapping[str, tuple[Job, ...]]


@once
def _jobs(vault: Vault) -> _Jobs:
    ranked = sorted(vault.jobs.values(), key=lambda job: (str(job.start or ""), job.id), reverse=True)
    by_org: dict[str, tuple[Job, ...]] = {}
    for job in ranked:
        org = vault.orgs.of(job.org)
        for name in org.spellings if org else ():
            by_org[name] = (*by_org.get(name, ()), job)
    return _Jobs(tuple(ranked), by_org)


def _in_jobs(vault: Vault, contact: Contact, jobs: _Jobs) -> tuple[InJob, ...]:
    relations = {item.job: item.relation for item in reversed(contact.worked_with)}
    roles: dict[str, list[Role]] = {}
    for role in contact.roles:
        for job in jobs.by_org.get(role.org, ()):
            if overlap(role, job):
                roles.setdefault(job.id, []).append(role)
    if not relations and not roles:
        return ()
    return tuple(
        InJob(job, relations.get(job.id), job.id in relations or _certain(vault, contact, roles[job.id], job))
        for job in jobs.all
        if job.id in relations or job.id in roles
    )


def _certain(vault: Vault, contact: Contact, roles: Iterable[Role], job: Job) -> bool:
    """Return whether someone whose roles may overlap a job was certainly there during it."""
    if any(surely_overlap(role, job) for role in roles):
        return True
    if job.start is None:  # nobody knows which entries were during it
        return False
    first, last, counts = _first(job.start), _last(job.end), vault.settings.kinds.counts
    return any(first <= entry.date <= last and counts(entry.kind) for entry in vault.history(contact.id))


def overlap(first: Role | Job, second: Role | Job) -> bool:
    """Return whether two may share a day; an unknown start or end counts as far away as possible."""
    return _first(first.start) <= _last(second.end) and _first(second.start) <= _last(first.end)


def surely_overlap(first: Role | Job, second: Role | Job) -> bool:
    """Return whether two certainly share a day: both beginnings are known, and no open date matters."""
    if first.start is None or second.start is None:
        return False
    return first.start.latest() <= _stays_until(second, second.start) and second.start.latest() <= _stays_until(
        first, first.start
    )


def _stays_until(span: Role | Job, start: PartialDate) -> date:
    return max(span.end.earliest(), start.earliest()) if span.end else date.max


def _first(start: PartialDate | None) -> date:
    return start.earliest() if start else date.min


def _last(end: PartialDate | None) -> date:
    return end.latest() if end else date.max


class Shared(NamedTuple):
    """A job that the owner and someone else were in, or, if not ``certain``, may have been in.

    ``job`` is None if its file is missing, ``relation`` if only the dates show that they were there.
    """

    id: str
    job: Job | None
    relation: str | None
    certain: bool = True


def shared_jobs(vault: Vault, contact: Contact) -> tuple[Shared, ...]:
    """Return the jobs named by ``worked_with``, then the others of :func:`in_jobs`."""
    named = [Shared(item.job, vault.jobs.get(item.job), item.relation) for item in contact.worked_with]
    named_ids = {shared.id for shared in named}
    others = [in_job for in_job in in_jobs(vault, contact) if in_job.job.id not in named_ids]
    others.sort(key=lambda in_job: (not in_job.certain, in_job.job.id))
    return (*named, *(Shared(other.job.id, other.job, other.relation, other.certain) for other in others))


def days_together(vault: Vault, contact: Contact, job: Job, today: date) -> int:
    """Return how many days someone's roles at a job's organisation overlapped the job, up to a day.

    0 if a beginning is unknown; a partial date counts from its first day to its last.
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
