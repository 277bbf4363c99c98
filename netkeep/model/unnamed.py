"""People of whom only an address or a number is known: their file is named by it until somebody knows better."""

from collections.abc import Iterable

from netkeep.model.people import Contact
from netkeep.model.reach import email_key, phone_key


def is_unnamed(contact: Contact) -> bool:
    """Return whether a contact's name is one of their own addresses or numbers."""
    addresses = (email.address for email in contact.emails)
    return names_nobody(contact.name, addresses, (phone.number for phone in contact.phones))


def names_nobody(name: str, addresses: Iterable[str], numbers: Iterable[str]) -> bool:
    """Return whether a name is one of the addresses or numbers that belong to it, however these are written."""
    if "@" in name:
        return email_key(name) in map(email_key, addresses)
    key = phone_key(name)
    return any(map(str.isdigit, key)) and not any(map(str.isalpha, name)) and key in map(phone_key, numbers)
