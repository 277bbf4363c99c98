"""Who somebody is at a glance, for lists and for choosing among people of one name."""

from datetime import date

from netkeep.model.people import Contact
from netkeep.network.values import current_roles, last_contact
from netkeep.store.vault import Vault
from netkeep.words import ago

Glance = tuple[str, str, str, str]


def glance(vault: Vault, contact: Contact, today: date) -> Glance:
    """Return somebody's id, name, title and organisation, and how long ago the last contact was."""
    role = next(iter(current_roles(contact, today)), None)
    does = ", ".join(filter(None, (role.title, role.org))) if role else ""
    last = last_contact(vault, contact, today)
    seen = ago(last, today) if last else "never"
    return contact.id, contact.name, does, seen + (" (archived)" if contact.archived is not None else "")
