"""The change that each triage answer makes to a contact. Nothing is read or written here."""

from collections.abc import Iterable
from dataclasses import replace

from netkeep.model.dates import Duration, Never
from netkeep.model.names import fold
from netkeep.model.people import Contact, Engagement
from netkeep.model.triage import TO_TRIAGE, without_triage_tag


def with_cadence(contact: Contact, cadence: Duration | Never) -> Contact:
    """Return a contact with the cadence at which the owner wants to be in touch."""
    return replace(without_triage_tag(contact), cadence=cadence)


def with_tags(contact: Contact, tags: tuple[str, ...]) -> Contact:
    """Return a contact with tags added after the existing ones, each once."""
    existing = without_triage_tag(contact).tags
    added = (tag for tag in tags if tag != TO_TRIAGE)
    return replace(contact, tags=tuple(dict.fromkeys((*existing, *added))))


def with_job(contact: Contact, job: str, relation: str | None) -> Contact:
    """Return a contact with a shared job of the owner's; if they have the job already, only the relation changes."""
    by_job = {engagement.job: engagement for engagement in contact.worked_with}
    new_relation = relation or (by_job[job].relation if job in by_job else None)
    worked_with = {**by_job, job: Engagement(job, new_relation)}
    return replace(without_triage_tag(contact), worked_with=tuple(worked_with.values()))


def archived(contact: Contact, why: str) -> Contact:
    """Return a contact as archived: still in the vault and linked, never due."""
    return replace(without_triage_tag(contact), archived=why)


def still_waiting(contact: Contact, answered: Contact) -> Contact:
    """Return an answered contact with the triage tag as it was, for one more answer."""
    return replace(answered, tags=tuple(dict.fromkeys((*contact.tags, *answered.tags))))


def share_a_name(names: Iterable[str], others: Iterable[str]) -> bool:
    """Return whether one name stands in both, whatever its case and accents."""
    return not {fold(name) for name in names}.isdisjoint(map(fold, others))
