"""The tag of people who were imported, and whom the owner has not looked at yet."""

from dataclasses import replace

from netkeep.model.people import Contact

TO_TRIAGE = "to-triage"


def waits(contact: Contact) -> bool:
    """Return whether a contact still waits for triage."""
    return TO_TRIAGE in contact.tags


def without_triage_tag(contact: Contact) -> Contact:
    """Return a contact without the triage tag, otherwise unchanged."""
    return replace(contact, tags=tuple(tag for tag in contact.tags if tag != TO_TRIAGE))
