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
    """Give the people of a job: named by ``worked_with``, or with a role at its organisation in its time."""
    jobs = _jobs(vault)

    def there(contact: Contact) -> Iterator[tuple[str, Colleague]]:
        return ((job.id, Colleague(contact, relation)) for job, relation in _jobs_of(contact, jobs))

    return grouped(vault, "colleagues", jobs, there, lambda one: one.contact).get(job.id, ())


def with_jobs(vault: Vault) -> Mapping[str, tuple[tuple[Job, str | None], ...]]:
    """Give the jobs in which everyone is among the :func:`colleagues`, the newest first, each with as what."""
    jobs = _jobs(vault)
    return everyone(vault, "with jobs", lambda contact: _jobs_of(contact, jobs), jobs)


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


def _jobs_of(contact: Contact, jobs: _Jobs) -> tuple[tuple[Job, str | None], ...]:
    told = {item.job: item.relation for item in reversed(contact.worked_with)}
    there = {job.id for role in contact.roles for job in jobs.by_org.get(role.org, ()) if overlap(role, job)}
    if not told and not there:
        return ()
    return tuple((job, told.get(job.id)) for job in jobs.all if job.id in told or job.id in there)


def overlap(role: Role, job: Job) -> bool:
    """Tell whether a role and a job share a day; an unknown start or end is taken to reach as far as it may."""
    return _first(role.start) <= _last(job.end) and _first(job.start) <= _last(role.end)


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
        return ((ids[role.org], Post(contact, role)) for role in contact.roles)

    return grouped(vault, "posts", ids, posts, lambda post: post.contact)
