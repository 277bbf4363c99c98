"""Who works or worked where, and who belongs to which of the owner's jobs."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from netkeep.model.dates import PartialDate
from netkeep.model.people import Contact, Role
from netkeep.model.work import Job
from netkeep.store.orgs import Org
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
    there = _there_in_its_time(vault, job)
    found = []
    for contact in vault.contacts.values():
        if not contact.worked_with and contact.id not in there:
            continue
        named = next((item for item in contact.worked_with if item.job == job.id), None)
        if named or contact.id in there:
            found.append(Colleague(contact, named.relation if named else None))
    return tuple(found)


def _there_in_its_time(vault: Vault, job: Job) -> set[str]:
    """Give the ids of those who had a role at a job's organisation while it went on."""
    org = vault.orgs.of(job.org)
    spellings = org.spellings if org else ()
    return {
        contact.id
        for contact in vault.people_at(spellings)
        if any(role.org in spellings and overlap(role, job) for role in contact.roles)
    }


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
    ties: dict[str, dict[str, str | None]] = defaultdict(dict)
    for contact in vault.contacts.values():
        for item in contact.knows:
            if item.id in vault.contacts and item.id != contact.id:
                ties[contact.id][item.id] = item.how or ties[contact.id].get(item.id)
                ties[item.id][contact.id] = ties[item.id].get(contact.id) or item.how
    return {
        person: tuple(Acquainted(vault.contacts[other], how) for other, how in sorted(found.items()))
        for person, found in ties.items()
    }


def posts_by_org(vault: Vault) -> Mapping[str, tuple[Post, ...]]:
    """Give :func:`posts_at` of every organisation at once, by its id, in one pass."""
    found: dict[str, list[Post]] = defaultdict(list)
    for contact in vault.contacts.values():
        for role in contact.roles:
            org = vault.orgs.of(role.org)
            if org:
                found[org.id].append(Post(contact, role))
    return {org: tuple(posts) for org, posts in found.items()}
