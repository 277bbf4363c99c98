"""Who works or worked where, and who belongs to which of the owner's jobs."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

from netkeep.model.dates import PartialDate
from netkeep.model.people import Contact, Role
from netkeep.model.work import Job
from netkeep.network.once import once
from netkeep.store.carried import everyone
from netkeep.store.orgs import Org
from netkeep.store.tables import Former, grouped, some, table
from netkeep.store.vault import Vault


class Post(NamedTuple):
    """Someone's role at an organisation."""

    contact: Contact
    role: Role


class Colleague(NamedTuple):
    """Someone of one of the owner's jobs; ``relation`` is None where only the dates say so."""

    contact: Contact
    relation: str | None


class InJob(NamedTuple):
    """A job of the owner's that someone was in, as what; or, where that is not ``certain``, may have been in."""

    job: Job
    relation: str | None
    certain: bool = True


def posts_at(vault: Vault, org: Org) -> tuple[Post, ...]:
    """Give every role at an organisation, by person."""
    return tuple(
        Post(contact, role)
        for contact in vault.contacts.values()
        for role in contact.roles
        if vault.orgs.of(role.org) is org
    )


def now_and_before(vault: Vault, org: Org, today: date) -> tuple[tuple[Post, ...], tuple[Post, ...]]:
    """Give the people who work at an organisation, and those who only worked there; one post a person."""
    now: dict[str, Post] = {}
    before: dict[str, Post] = {}
    for post in posts_at(vault, org):
        (now if post.role.current(today) else before).setdefault(post.contact.id, post)
    return tuple(now.values()), tuple(post for person, post in before.items() if person not in now)


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


def with_jobs(vault: Vault) -> Mapping[str, tuple[InJob, ...]]:
    """Return :func:`in_jobs` of everyone at once."""
    jobs = _jobs(vault)
    return everyone(vault, "with jobs", lambda contact: _in_jobs(vault, contact, jobs), jobs)


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


def neighbours(vault: Vault, contact: Contact) -> tuple[tuple[Contact, str | None], ...]:
    """Give whom someone knows, read in both directions, with how; sorted by id."""
    found: dict[str, str | None] = {item.id: item.how for item in contact.knows}
    for other in vault.naming(contact.id):
        for item in other.knows:
            if item.id == contact.id and not found.get(other.id):
                found[other.id] = item.how
    return tuple(
        (vault.contacts[person], how)
        for person, how in sorted(found.items())
        if person in vault.contacts and person != contact.id
    )


class Acquainted(NamedTuple):
    """Someone that a person knows, and how."""

    contact: Contact
    how: str | None


def acquainted(vault: Vault) -> Mapping[str, tuple[Acquainted, ...]]:
    """Give everyone's :func:`neighbours` at once, in one pass; people who know nobody are absent."""
    return table(vault, "acquainted", (), lambda: _acquainted(vault, vault.contacts, None), partial(_still, vault))


def _acquainted(
    vault: Vault, naming: Iterable[str], wanted: Collection[str] | None
) -> dict[str, tuple[Acquainted, ...]]:
    """Give whom everybody, or those wanted, know, as those say who are ``naming``, by id."""
    ties: dict[str, dict[str, str | None]] = defaultdict(dict)
    for contact in (vault.contacts[person] for person in naming):
        one = contact.id
        for item in contact.knows:
            if (other := item.id) in vault.contacts and other != one:
                if wanted is None or one in wanted:
                    ties[one][other] = item.how or ties[one].get(other)
                if wanted is None or other in wanted:
                    ties[other][one] = ties[other].get(one) or item.how
    return {
        person: tuple(Acquainted(vault.contacts[other], how) for other, how in sorted(found.items()))
        for person, found in ties.items()
    }


def _still(vault: Vault, told: dict[str, tuple[Acquainted, ...]], former: Former) -> dict[str, tuple[Acquainted, ...]]:
    """Bring :func:`acquainted` up to date: for those whose file has changed, and all whom it joins them to."""
    contacts, before = vault.contacts, former.vault.contacts
    changed = {person for person in former.touched if contacts.get(person) is not before.get(person)}
    came = changed - before.keys()
    naming = {one.id for one in contacts.values() if any(item.id in came for item in one.knows)} if came else set()
    joined = {one.contact.id for person in changed for one in told.get(person, ())}
    wanted = changed | naming | joined | {item.id for one in some(vault, changed) for item in one.knows}
    near = wanted | {one.contact.id for person in wanted for one in told.get(person, ())}
    found = dict(told)
    for person in wanted:
        found.pop(person, None)
    return found | _acquainted(vault, sorted(near & contacts.keys()), wanted)


@once
def org_ids(vault: Vault) -> Mapping[str, str]:
    """Give the id of the organisation that each spelling in roles and jobs means."""
    return {name: org.id for org in vault.orgs.all() for name in org.spellings}


@once
def org_names(vault: Vault) -> Mapping[str, str]:
    """Give the name of the organisation that each spelling in roles and jobs means."""
    return {name: org.name for org in vault.orgs.all() for name in org.spellings}


def posts_by_org(vault: Vault) -> Mapping[str, tuple[Post, ...]]:
    """Give :func:`posts_at` of every organisation at once, by its id, in one pass."""
    ids = org_ids(vault)

    def posts(contact: Contact) -> Iterator[tuple[str, Post]]:
        return ((ids[role.org], Post(contact, role)) for role in contact.roles if role.org in ids)

    return grouped(vault, "posts", ids, posts, lambda post: post.contact)
