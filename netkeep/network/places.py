"""The places where people work or worked."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from netkeep.model.people import Contact, Role
from netkeep.store.once import once
from netkeep.store.orgs import Org
from netkeep.store.vault import Vault, grouped


class Post(NamedTuple):
    """Someone's role at an organisation."""

    contact: Contact
    role: Role


def posts_at(vault: Vault, org: Org) -> tuple[Post, ...]:
    """Return every role at an organisation, by person."""
    return tuple(
        Post(contact, role)
        for contact in vault.people_at(org.spellings)
        for role in contact.roles
        if role.org in org.spellings
    )


@once
def org_ids(vault: Vault) -> Mapping[str, str]:
    """Return the id of the organisation that each spelling in roles and jobs means."""
    return {name: org.id for org in vault.orgs.all() for name in org.spellings}


@once
def org_names(vault: Vault) -> Mapping[str, str]:
    """Return the name of the organisation that each spelling in roles and jobs means."""
    return {name: org.name for org in vault.orgs.all() for name in org.spellings}


@once
def posts_by_org(vault: Vault) -> Mapping[str, Sequence[Post]]:
    """Return :func:`posts_at` of every organisation at once, by its id, in one pass."""
    ids = org_ids(vault)
    return grouped(
        (ids[role.org], Post(contact, role))
        for contact in vault.contacts.values()
        for role in contact.roles
        if role.org in ids
    )
