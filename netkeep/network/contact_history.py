"""When the owner was in touch, over everybody: how often on each day, and with whom lately."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from netkeep.model.body import LogEntry
from netkeep.model.jobs import Job, Organisation
from netkeep.model.people import Contact
from netkeep.store.once import once
from netkeep.store.vault import Vault


class Days(NamedTuple):
    """How much there was by day, up to today.

    ``contacts`` are entries that count, each once, however many people were there; ``own`` those of them in people's
    own files, ``received`` those that tell of a favour. ``people`` are with how many there was contact in a month, by
    its first day; ``new`` with how many for the first time.
    """

    contacts: Mapping[date, int]
    own: Mapping[date, int]
    received: Mapping[date, int]
    people: Mapping[date, int]
    new: Mapping[date, int]


@once
def days(vault: Vault, today: date) -> Days:
    """Count what happened by day."""
    found: dict[str, Counter[date]] = {what: Counter() for what in ("own", "received", "people", "new")}
    for contact in vault.contacts.values():
        for what, day in _days(vault, contact, today):
            found[what][day] += 1
    elsewhere = tuple(_elsewhere(vault, today))
    received = found["received"] + Counter(day for day, kind in elsewhere if _favour(kind))
    contacts = found["own"] + Counter(day for day, _ in elsewhere)
    return Days(contacts, found["own"], received, found["people"], found["new"])


def _days(vault: Vault, contact: Contact, today: date) -> Iterator[tuple[str, date]]:
    history = vault.contacts_with(contact.id, today)
    for one in history:
        if one.source == contact.id:
            yield "own", one.date
            if _favour(one.kind):
                yield "received", one.date
    for month in {one.date.replace(day=1) for one in history}:
        yield "people", month
    if history:
        yield "new", history[-1].date


def _elsewhere(vault: Vault, today: date) -> Iterator[tuple[date, str]]:
    """Yield the days and kinds of what counts in other files than people's own, with any of them there."""
    counts = vault.settings.kinds.counts
    for entry in (*_entries(vault.jobs), *_entries(vault.organisations)):
        there = any(link.id in vault.contacts for link in entry.others)
        if there and entry.date <= today and counts(entry.kind):
            yield entry.date, entry.kind


def _entries(items: Mapping[str, Job] | Mapping[str, Organisation]) -> list[LogEntry]:
    return [entry for item in items.values() for entry in item.body.log]


def _favour(kind: str) -> bool:
    return kind.startswith("received ")


def since(vault: Vault, today: date, day: date) -> tuple[str, ...]:
    """Return the ids of those with whom there was contact on a day or later, sorted."""
    histories = ((person, vault.contacts_with(person, today)) for person in vault.contacts)
    return tuple(sorted(person for person, history in histories if history and history[0].date >= day))


def by_month(counted: Mapping[date, int]) -> Mapping[date, int]:
    """Add up what was counted by day, by the first days of the months."""
    found: Counter[date] = Counter()
    for day, times in counted.items():
        found[day.replace(day=1)] += times
    return found


def first_of_last(counted: Mapping[date, int], most: int) -> date:
    """Return the day from which on there were at least so many, or all that ever were."""
    total = 0
    for day in sorted(counted, reverse=True):
        total += counted[day]
        if total >= most:
            return day
    return date.min
