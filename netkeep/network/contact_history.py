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
    """Counts by day, up to today.

    ``contacts`` are entries that count, each once, however many people were there; ``own`` those of them in people's
    own files, ``received`` those about a favour. ``people`` is how many people there was contact with in a month, by
    its first day; ``new`` how many for the first time.
    """

    contacts: Mapping[date, int]
    own: Mapping[date, int]
    received: Mapping[date, int]
    people: Mapping[date, int]
    new: Mapping[date, int]


@once
def days(vault: Vault, today: date) -> Days:
    """Return the counts by day."""
    counts: dict[str, Counter[date]] = {group: Counter() for group in ("own", "received", "people", "new")}
    for contact in vault.contacts.values():
        for group, day in _days(vault, contact, today):
            counts[group][day] += 1
    elsewhere = tuple(_elsewhere(vault, today))
    received = counts["received"] + Counter(day for day, kind in elsewhere if _favour(kind))
    contacts = counts["own"] + Counter(day for day, _ in elsewhere)
    return Days(contacts, counts["own"], received, counts["people"], counts["new"])


def _days(vault: Vault, contact: Contact, today: date) -> Iterator[tuple[str, date]]:
    history = vault.contacts_with(contact.id, today)
    for entry in history:
        if entry.source == contact.id:
            yield "own", entry.date
            if _favour(entry.kind):
                yield "received", entry.date
    for month in {entry.date.replace(day=1) for entry in history}:
        yield "people", month
    if history:
        yield "new", history[-1].date


def _elsewhere(vault: Vault, today: date) -> Iterator[tuple[date, str]]:
    """Yield the days and kinds of counted entries in files other than people's, if any of the people were there."""
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
    """Return the sorted ids of the people with contact on a day or later."""
    histories = ((person, vault.contacts_with(person, today)) for person in vault.contacts)
    return tuple(sorted(person for person, history in histories if history and history[0].date >= day))


def by_month(counted: Mapping[date, int]) -> Mapping[date, int]:
    """Return counts by day added up by month, under its first day."""
    monthly: Counter[date] = Counter()
    for day, times in counted.items():
        monthly[day.replace(day=1)] += times
    return monthly


def first_of_last(counted: Mapping[date, int], most: int) -> date:
    """Return the latest day since which there were at least so many; the earliest date if there never were."""
    total = 0
    for day in sorted(counted, reverse=True):
        total += counted[day]
        if total >= most:
            return day
    return date.min
