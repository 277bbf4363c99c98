"""Dates of people that come back: anniversaries, jubilees at work."""

from collections.abc import Iterator
from datetime import date

from netkeep.agenda.birthdays import when
from netkeep.agenda.item import Due
from netkeep.model.people import NamedDate
from netkeep.store.vault import Vault
from netkeep.words import count


def dates(vault: Vault, today: date, until: date) -> Iterator[Due]:
    """Yield the dates that come back from today up to ``until``, of everyone who is not archived."""
    for contact in vault.contacts.values():
        for one in contact.dates if contact.archived is None else ():
            day = one.next_on_or_after(today)
            if day is not None and day <= until:
                todo = f"netkeep log {contact.id} -k message"
                what = _what(one, day)
                yield Due("date", contact.id, contact.name, day, f"{what} {when(day, today)}", todo, text=what)


def _what(one: NamedDate, day: date) -> str:
    """Return what it is, with the years since the first where they are whole ones."""
    since = one.on.year
    whole = one.every is not None and one.every.unit == "year" and since is not None and day.year > since
    return f"{one.name}, {count(day.year - (since or 0), 'year')}" if whole else one.name
