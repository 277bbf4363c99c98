"""In which of the owner's jobs someone was with them: as what, whether for certain, and for how long."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from netkeep.model.dates import PartialDate
from netkeep.model.jobs import Job
from netkeep.model.people import Contact, Role
from netkeep.store.once import once
from netkeep.store.vault import Vault


class Colleague(NamedTuple):
    """Someone of one of the owner's jobs; ``relation`` is None where only the dates say so."""

    contact: Contact
    relation: str | None


class InJob(NamedTuple):
    """A job of the owner's that someone was in, as what; or, where that is not ``certain``, may have been in."""

    job: Job
    relation: str | None
    certain: bool = True


def colleagues(vault: Vault, job: Job) -> tuple[Colleague, ...]:
    """Return the people who were certainly in a job with the owner: see :func:`in_jobs`."""
    return _colleagues(vault).get(job.id, ())


def perhaps_there(vault: Vault, job: Job) -> tuple[Contact, ...]:
    """Return the people who may have been in a job with the owner, and of whom nobody can tell by their dates."""
    return tuple(
        vault.contacts[person]
        for person, jobs in with_jobs(vault).items()
        if any(one.job.id == job.id and not one.certain for one in jobs)
    )


@once
def _colleagues(vault: Vault) -> Mapping[str, tuple[Colleague, ...]]:
    found: dict[str, list[Colleague]] = {}
    for person, jobs in with_jobs(vault).items():
        for one in jobs:
            if one.certain:
                found.setdefault(one.job.id, []).append(Colleague(vault.contacts[person], one.relation))
    return {job: tuple(people) for job, people in found.items()}


@once
def with_jobs(vault: Vault) -> Mapping[str, tuple[InJob, ...]]:
    """Return :func:`in_jobs` of everyone at once."""
    jobs = _jobs(vault)
    return {person: _in_jobs(vault, contact, jobs) for person, contact in vault.contacts.items()}


def in_jobs(vault: Vault, contact: Contact) -> tuple[InJob, ...]:
    """Return the owner's jobs that someone was or may have been in, the newest first.

    They were in a job that ``worked_with`` names, and in one at whose organisation they have a role that shares time
    with it: where both beginnings are known and the dates overlap, or where something in the log that counts as contact
    happened between the two in the job's time, which has to have a beginning. Of the dates alone, where one is missing,
    nobody can tell: they may have been there.
    """
    return _in_jobs(vault, contact, _jobs(vault))


class _Jobs(NamedTuple):
    """The owner's jobs, the newest first, and those at an organisation by each of its spellings."""

    all: tuple[Job, ...]
    by_org: Mapping[str, tuple[Job, ...]]


@once
def _jobs(vault: Vault) -> _Jobs:
    ranked = sorted(vault.jobs.values(), key=lambda job: (str(job.start or ""), job.id), reverse=True)
    found: dict[str, tuple[Job, ...]] = {}
    for job in ranked:
        org = vault.orgs.of(job.org)
        for name in org.spellings if org else ():
            found[name] = (*found.get(name, ()), job)
    return _Jobs(tuple(ranked), found)


def _in_jobs(vault: Vault, contact: Contact, jobs: _Jobs) -> tuple[InJob, ...]:
    told = {item.job: item.relation for item in reversed(contact.worked_with)}
    roles: dict[str, list[Role]] = {}
    for role in contact.roles:
        for job in jobs.by_org.get(role.org, ()):
            if overlap(role, job):
                roles.setdefault(job.id, []).append(role)
    if not told and not roles:
        return ()
    return tuple(
        InJob(job, told.get(job.id), job.id in told or _certain(vault, contact, roles[job.id], job))
        for job in jobs.all
        if job.id in told or job.id in roles
    )


def _certain(vault: Vault, contact: Contact, roles: Iterable[Role], job: Job) -> bool:
    """Return whether someone with roles that may share time with a job was certainly there then."""
    if any(surely_overlap(role, job) for role in roles):
        return True
    if job.start is None:  # nobody can tell what has happened in it
        return False
    first, last, counts = _first(job.start), _last(job.end), vault.settings.kinds.counts
    return any(first <= entry.date <= last and counts(entry.kind) for entry in vault.history(contact.id))


def overlap(one: Role | Job, other: Role | Job) -> bool:
    """Return whether two may share a day; an unknown start or end is taken to reach as far as it may."""
    return _first(one.start) <= _last(other.end) and _first(other.start) <= _last(one.end)


def surely_overlap(one: Role | Job, other: Role | Job) -> bool:
    """Return whether two certainly share a day: both beginnings are known, and no day that is left open matters."""
    if one.start is None or other.start is None:
        return False
    return one.start.latest() <= _stays_until(other, other.start) and other.start.latest() <= _stays_until(
        one, one.start
    )


def _stays_until(one: Role | Job, start: PartialDate) -> date:
    return max(one.end.earliest(), start.earliest()) if one.end else date.max


def _first(start: PartialDate | None) -> date:
    return start.earliest() if start else date.min


def _last(end: PartialDate | None) -> date:
    return end.latest() if end else date.max


class Shared(NamedTuple):
    """A job that both know, or (not ``certain``) may know.

    ``job`` is None where its file is missing, ``relation`` where only the dates say that they were there.
    """

    id: str
    job: Job | None
    relation: str | None
    certain: bool = True


def together(vault: Vault, contact: Contact) -> tuple[Shared, ...]:
    """Return the jobs named by ``worked_with``, then the others of :func:`in_jobs`."""
    named = [Shared(item.job, vault.jobs.get(item.job), item.relation) for item in contact.worked_with]
    known = {shared.id for shared in named}
    others = [one for one in in_jobs(vault, contact) if one.job.id not in known]
    others.sort(key=lambda one: (not one.certain, one.job.id))
    return (*named, *(Shared(one.job.id, one.job, one.relation, one.certain) for one in others))


def days_together(vault: Vault, contact: Contact, job: Job, today: date) -> int:
    """Return how many days someone's roles at a job's organisation and the job had in common, up to a day.

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
