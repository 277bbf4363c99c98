"""A vCard small enough to be scanned from the screen: name, work, numbers and addresses that the site shows."""

import re
from datetime import date

from netkeep.model.contact_points import phone_key
from netkeep.model.people import Contact
from netkeep.site.cards import current_role

_MOST = 3
"""How many numbers, and addresses, fit into a code that a camera still reads."""
_LONGEST = 200
_SPECIAL = re.compile(r"([\\,;])")
_BREAKS = re.compile(r"[\r\n]+")


def phone_card(contact: Contact, today: date) -> str:
    """Return a vCard 3.0 (RFC 2426), which every phone reads; nothing where there is neither number nor address."""
    if not (contact.emails or contact.phones):
        return ""
    role = current_role(contact, today)
    return "\r\n".join(
        (
            "BEGIN:VCARD",
            "VERSION:3.0",
            f"N:{_text(contact.name)};;;;",
            f"FN:{_text(contact.name)}",
            *((f"ORG:{_text(role.org)}",) if role else ()),
            *((f"TITLE:{_text(role.title)}",) if role and role.title else ()),
            *(f"TEL:{_text(phone_key(phone.number))}" for phone in contact.phones[:_MOST]),
            *(f"EMAIL:{_text(email.address)}" for email in contact.emails[:_MOST]),
            "END:VCARD",
        )
    )


def _text(value: str) -> str:
    return _SPECIAL.sub(r"\\\1", _BREAKS.sub(" ", value[:_LONGEST]))
