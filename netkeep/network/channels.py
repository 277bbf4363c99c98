"""The ways to reach someone that are left when an employer's address dies."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from netkeep.model.people import Contact
from netkeep.store.vault import Vault

Reach = Literal["own", "employer", "none"]
"""By ways of their own; only through an employer; not at all."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How someone can be reached: by their own means, and by an employer's.

    Both name fields, never values: ``e-mail``, ``phone``, or the service of a link.
    """

    own: tuple[str, ...]
    employer: tuple[str, ...]

    @property
    def reach(self) -> Reach:
        """Return what is left without the employer."""
        return "own" if self.own else "employer" if self.employer else "none"


def employer_domains(vault: Vault) -> frozenset[str]:
    """Return the e-mail domains of all organisations, from the files below ``orgs/``."""
    return frozenset(domain.casefold() for org in vault.organisations.values() for domain in org.domains)


def ways_to(contact: Contact, domains: Collection[str]) -> Ways:
    """Return the ways to someone: an address is an employer's by its domain or its label, a number by its label."""
    own: dict[str, None] = {}
    employer: dict[str, None] = {}
    for email in contact.emails:
        (employer if email.label == "work" or (not email.label and within(email.address, domains)) else own)[
            "e-mail"
        ] = None
    for phone in contact.phones:
        (employer if phone.label == "work" else own)["phone"] = None
    own.update(dict.fromkeys(contact.links))
    return Ways(tuple(own), tuple(employer))


def within(address: str, domains: Collection[str]) -> bool:
    """Return whether an address is at one of some domains, or below one."""
    parts = address.casefold().rpartition("@")[2].split(".")
    return any(".".join(parts[start:]) in domains for start in range(len(parts)))
