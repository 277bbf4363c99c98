"""People in the vault who were probably in one of the owner's jobs, though their files do not say so."""

from collections.abc import Iterator, Mapping, Sequence

from netkeep.model.jobs import Job
from netkeep.model.people import Contact
from netkeep.network.employment import InJob, with_jobs
from netkeep.network.suggest.command import edit_line, one_line
from netkeep.network.suggest.suggestion import COLLEAGUE, Evidence, Suggestion
from netkeep.network.ties import Acquainted, acquainted
from netkeep.store.vault import Vault
from netkeep.words import join_words

_THERE, _PERHAPS_THERE, _KNOWN_BY = 0.5, 0.2, 0.25
_SHOWN = 3


def missed_colleagues(vault: Vault) -> Iterator[Suggestion]:
    """Yield people without ``worked_with`` who were at a job's organisation in its time, or are known by its people."""
    ties, jobs_of = acquainted(vault), with_jobs(vault)
    for job in vault.jobs.values():
        named = {contact.id for contact in vault.contacts.values() if _named(contact, job)}
        there = {person: in_job for person, jobs in jobs_of.items() for in_job in jobs if in_job.job.id == job.id}
        near = {*there, *_near(vault, named, ties)} - named
        for person in sorted(near):
            contact = vault.contacts[person]
            evidence = (*_there(there.get(person)), *_known_by(vault, contact, named, ties))
            if evidence and contact.archived is None:
                yield _suggestion(vault, contact, job, evidence)


def _named(contact: Contact, job: Job) -> bool:
    return any(item.job == job.id for item in contact.worked_with)


def _near(vault: Vault, named: set[str], ties: Mapping[str, Sequence[Acquainted]]) -> Iterator[str]:
    """Yield the ids of people whom the people of a job may know."""
    for person, acquaintances in ties.items():
        if any(tie.contact.id in named for tie in acquaintances):
            yield person
    for contact in vault.contacts.values():
        if contact.introduced_by in named:
            yield contact.id


def _there(in_job: InJob | None) -> Iterator[Evidence]:
    if in_job is None:
        return
    org, job = one_line(in_job.job.org), in_job.job.id
    if in_job.certain:
        yield Evidence("vault", f"was at {org} in the time of {job}", _THERE)
    else:
        yield Evidence("vault", f"may have been at {org} in the time of {job}", _PERHAPS_THERE)


def _known_by(
    vault: Vault, contact: Contact, named: set[str], ties: Mapping[str, Sequence[Acquainted]]
) -> Iterator[Evidence]:
    """Yield which people of the job know somebody; just one is no evidence, as people know others everywhere."""
    people = {tie.contact.id for tie in ties.get(contact.id, ())} & named
    if contact.introduced_by in named:
        people.add(contact.introduced_by or "")
    if len(people) > 1:
        shown = join_words((one_line(vault.contacts[person].name) for person in sorted(people)), _SHOWN)
        yield Evidence("vault", f"known by {shown}, of that job", 1 - (1 - _KNOWN_BY) ** len(people))


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
