"""People with no name but an address or a number, which serves as their name until a better one is known."""

import re
from collections.abc import Iterable

from netkeep.model.contact_points import email_key, phone_key
from netkeep.model.people import Contact

_BESIDE_ADDRESSES = re.compile(r"[\s<>()\[\]'\"‘’“”,;]+|\b(?:mailto|smtp):", re.IGNORECASE)


def is_unnamed(contact: Contact) -> bool:
    """Return whether a contact's name is one of their own addresses or numbers."""
    addresses = (email.address for email in contact.emails)
    return names_nobody(contact.name, addresses, (phone.number for phone in contact.phones))


def names_nobody(name: str, addresses: Iterable[str], numbers: Iterable[str]) -> bool:
    """Return whether a name is only one of these addresses or numbers, in any spelling."""
    if "@" in name:
        return is_address_of(name, addresses)
    number = name.removeprefix("tel:")
    if any(map(str.isalpha, number)):
        return False
    key = phone_key(number)
    return any(map(str.isdigit, key)) and key in map(phone_key, numbers)


def is_address_of(text: str, addresses: Iterable[str]) -> bool:
    """Return whether a text consists of these addresses, ignoring brackets and quotation marks."""
    own = set(map(email_key, addresses))
    words = _BESIDE_ADDRESSES.sub(" ", text).split()
    return email_key(text) in own or (bool(words) and all(email_key(word) in own for word in words))
