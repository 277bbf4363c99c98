"""People of the vault who are probably people of a job of the owner's, though their files do not say so."""

from collections.abc import Iterator, Mapping, Sequence

from netkeep.model.people import Contact
from netkeep.model.work import Job
from netkeep.network.places import Acquainted, acquainted, overlap
from netkeep.network.suggest.command import edit_line, one_line
from netkeep.network.suggest.domains import known_role
from netkeep.network.suggest.suggestion import COLLEAGUE, Evidence, Suggestion
from netkeep.store.vault import Vault

_THERE, _PERHAPS_THERE, _KNOWN_BY = 0.5, 0.2, 0.25
_SHOWN = 3


def missed_colleagues(vault: Vault) -> Iterator[Suggestion]:
    """Give who was at a job's organisation in its time, or is known by its people, without ``worked_with``."""
    ties = acquainted(vault)
    for job in vault.jobs.values():
        named = {contact.id for contact in vault.contacts.values() if _named(contact, job)}
        for contact in vault.contacts.values():
            if contact.id in named or contact.archived is not None:
                continue
            evidence = (*_there(vault, contact, job), *_known_by(vault, contact, named, ties))
            if evidence:
                yield _suggestion(vault, contact, job, evidence)


def _named(contact: Contact, job: Job) -> bool:
    return any(item.job == job.id for item in contact.worked_with)


def _there(vault: Vault, contact: Contact, job: Job) -> Iterator[Evidence]:
    org = vault.orgs.of(job.org)
    roles = [role for role in contact.roles if vault.orgs.of(role.org) is org and overlap(role, job)]
    if any(known_role(role, job) for role in roles):
        yield Evidence("vault", f"was at {one_line(job.org)} in the time of {job.id}", _THERE)
    elif roles:
        yield Evidence("vault", f"may have been at {one_line(job.org)} in the time of {job.id}", _PERHAPS_THERE)


def _known_by(
    vault: Vault, contact: Contact, named: set[str], ties: Mapping[str, Sequence[Acquainted]]
) -> Iterator[Evidence]:
    """Say which people of the job know somebody; one alone knows people everywhere."""
    found = {tie.contact.id for tie in ties.get(contact.id, ())} & named
    if contact.introduced_by in named:
        found.add(contact.introduced_by or "")
    if len(found) > 1:
        order = sorted(found)
        shown = ", ".join(one_line(vault.contacts[person].name) for person in order[:_SHOWN])
        more = f" and {len(order) - _SHOWN} more" if len(order) > _SHOWN else ""
        yield Evidence("vault", f"known by {shown}{more}, of that job", 1 - (1 - _KNOWN_BY) ** len(found))


def _suggestion(vault: Vault, contact: Contact, job: Job, evidence: tuple[Evidence, ...]) -> Suggestion:
    org = vault.orgs.of(job.org)
    return Suggestion(
        COLLEAGUE,
        f"{contact.id}@{job.id}",
        contact.name,
        (),
        contact.id,
        org.id if org else None,
        job.id,
        evidence,
        edit_line(contact.id),
    )
