"""Who works or worked where."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from netkeep.model.people import Contact, Role
from netkeep.network.once import once
from netkeep.store.orgs import Org
from netkeep.store.tables import Former, grouped, some, table
from netkeep.store.vault import Vault


class Post(NamedTuple):
    """Someone's role at an organisation."""

    contact: Contact
    role: Role


def posts_at(vault: Vault, org: Org) -> tuple[Post, ...]:
    """Give every role at an organisation, by person."""
    return tuple(
        Post(contact, role)
        for contact in vault.people_at(org.spellings)
        for role in contact.roles
        if role.org in org.spellings
    )


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
