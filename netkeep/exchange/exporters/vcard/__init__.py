"""Contacts -> vCard 4.0 (RFC 6350) and 3.0 (RFC 2426), by a writer of our own: vobject writes 3.0 alone.

There is no REV: a card changes when what it says changes, and not before.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from netkeep.exchange.exporters.vcard.card import Wish, own_value, properties, unsaid
from netkeep.exchange.exporters.vcard.writer import card_bytes
from netkeep.model import person_names
from netkeep.model.people import Contact

__all__ = ["VERSIONS", "Wish", "card", "left_out", "write"]

VERSIONS = ("4.0", "3.0")


def write(contacts: Iterable[Contact], wish: Wish) -> tuple[bytes, Mapping[str, int]]:
    """Return one file with everybody's card, and by name how many values the cards cannot carry."""
    listed = list(contacts)
    return b"".join(card(contact, wish) for contact in listed), left_out(listed, wish)


def card(contact: Contact, wish: Wish) -> bytes:
    """Return one person's whole card."""
    return card_bytes(properties(contact, wish), wish.version)


def left_out(contacts: Iterable[Contact], wish: Wish) -> Mapping[str, int]:
    """Count what the cards do not carry, by name and in the order of the front matter."""
    counts: Counter[str] = Counter()
    for contact in contacts:
        counts.update(dict(_left_out(contact, wish)))
    return {name: number for name, number in counts.items() if number}


def _left_out(contact: Contact, wish: Wish) -> Iterable[tuple[str, int]]:
    past = [role for role in contact.roles if not role.current(wish.today)]
    carried = wish.whole and wish.version == "4.0"
    yield "former roles", 0 if wish.whole else len(past)
    yield "worked_with", len(contact.worked_with)
    yield "introduced_by", int(contact.introduced_by is not None)
    yield "knows", sum(not carried or other.id not in wish.there or unsaid(other) for other in contact.knows)
    yield "cadence", int(contact.cadence is not None)
    yield "paused_until", int(contact.paused_until is not None)
    yield "private", int(contact.private)
    yield "archived", int(contact.archived is not None)
    yield "check_ignore", len(contact.check_ignore)
    own = [key for key in contact.x if key not in {"uid", "vcard", person_names.KEY}]
    yield "x", sum(not wish.whole or own_value(key, contact.x[key]) is None for key in own)
    yield "properties", len(contact.properties)
    yield "log entries", len(contact.body.log)
