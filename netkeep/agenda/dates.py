"""Recurring dates of people: anniversaries, jubilees at work."""

from collections.abc import Iterator
from datetime import date

from netkeep.agenda.birthdays import when
from netkeep.agenda.item import Due
from netkeep.model.people import NamedDate
from netkeep.store.vault import Vault
from netkeep.words import count


def dates(vault: Vault, today: date, until: date) -> Iterator[Due]:
    """Yield the recurring dates from today up to ``until``, of everyone who is not archived."""
    for contact in vault.contacts.values():
        for named_date in contact.dates if contact.archived is None else ():
            day = named_date.next_on_or_after(today)
            if day is not None and day <= until:
                todo = f"netkeep log {contact.id} -k message"
                words = _words(named_date, day)
                yield Due("date", contact.id, contact.name, day, f"{words} {when(day, today)}", todo, text=words)


def _words(named_date: NamedDate, day: date) -> str:
    """Return the name of the date, with the number of years for yearly ones."""
    since = named_date.on.year
    whole = named_date.every is not None and named_date.every.unit == "year" and since is not None and day.year > since
    return f"{named_date.name}, {count(day.year - (since or 0), 'year')}" if whole else named_date.name
