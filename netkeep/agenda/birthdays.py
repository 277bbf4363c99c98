"""Coming birthdays."""

from collections.abc import Iterator
from datetime import date

from netkeep.agenda.item import Due
from netkeep.model.people import Contact
from netkeep.store.vault import Vault
from netkeep.words import ahead, on_day


def birthdays(vault: Vault, today: date, until: date) -> Iterator[Due]:
    """Yield the birthdays from today up to ``until``; 29 February falls on the 28th in a common year."""
    for contact in vault.contacts.values():
        day = _next(contact, today)
        if day is None or day > until:
            continue
        year = contact.birthday.year if contact.birthday else None
        event = f"turns {day.year - year}" if year is not None and day.year > year else "has a birthday"
        why = f"{event} {when(day, today)}"
        yield Due("birthday", contact.id, contact.name, day, why, f"netkeep log {contact.id} -k message")


def _next(contact: Contact, today: date) -> date | None:
    if contact.birthday is None or contact.archived is not None:
        return None
    return contact.birthday.next_on_or_after(today)


def when(day: date, today: date) -> str:
    """Return ``today``, ``tomorrow``, or ``on Tuesday 2 January, in 5 days``."""
    near = ahead(day, today)
    return near if near in {"today", "tomorrow"} else f"on {on_day(day, today)}, {near}"
