"""What each answer changes in a contact. Nothing is read or written here."""

from dataclasses import replace

from netkeep.agenda.catch_ups import TO_TRIAGE
from netkeep.model.dates import Duration, Never
from netkeep.model.people import Contact, Engagement


def waits(contact: Contact) -> bool:
    """Return whether somebody has not been looked at yet."""
    return TO_TRIAGE in contact.tags


def kept(contact: Contact) -> Contact:
    """Take the tag off, and change nothing else."""
    return replace(contact, tags=tuple(tag for tag in contact.tags if tag != TO_TRIAGE))


def with_cadence(contact: Contact, cadence: Duration | Never) -> Contact:
    """Say how often the owner wants to be in touch."""
    return replace(kept(contact), cadence=cadence)


def with_tags(contact: Contact, tags: tuple[str, ...]) -> Contact:
    """Add tags behind those that are there, each once."""
    before = kept(contact).tags
    added = (tag for tag in tags if tag != TO_TRIAGE)
    return replace(contact, tags=tuple(dict.fromkeys((*before, *added))))


def with_job(contact: Contact, job: str, relation: str | None) -> Contact:
    """Say what they were in a job of the owner's; of a job that they have already, the relation alone changes."""
    before = {one.job: one for one in contact.worked_with}
    said = relation or (before[job].relation if job in before else None)
    worked_with = {**before, job: Engagement(job, said)}
    return replace(kept(contact), worked_with=tuple(worked_with.values()))


def archived(contact: Contact, why: str) -> Contact:
    """Put somebody away: kept and linked, never due."""
    return replace(kept(contact), archived=why)
