"""The time line: contact by month, and the latest entries."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from itertools import takewhile
from typing import NamedTuple

from netkeep.network.contact_history import by_month, days, first_of_last, since
from netkeep.site.cards import Card, Entry
from netkeep.site.page import Page
from netkeep.site.paths import TIMELINE
from netkeep.site.pictures.heat import heat
from netkeep.site.site import Site
from netkeep.store.vault import HistoryEntry
from netkeep.words import MONTHS

_LATEST = 200


class Month(NamedTuple):
    """A month and its entries, each with the person whose file it is in."""

    words: str
    entries: tuple[tuple[Card, Entry], ...]


def timeline_page(site: Site) -> Page:
    """Return the months as a picture, and the latest entries that count as contact."""
    return site.page(TIMELINE, "Timeline", "timeline", partial(_values, site))


def _values(site: Site) -> Mapping[str, object]:
    counted = days(site.vault, site.today).contacts
    return {
        "picture": heat(by_month(counted)),
        "months": _months(site, _latest(site, counted)),
        "count": sum(counted.values()),
        "shown": _LATEST,
    }


def _latest(site: Site, counted: Mapping[date, int]) -> list[tuple[str, HistoryEntry]]:
    """Return the latest contacts, newest first, each once: with the person of its file, else with one who was there."""
    first = first_of_last(counted, _LATEST)
    by_entry: dict[int, tuple[str, HistoryEntry]] = {}
    for person in since(site.vault, site.today, first):
        for item in takewhile(lambda item: item.date >= first, site.vault.contacts_with(person, site.today)):
            key = id(item.entry)  # one object in everybody's history; two entries of the same words are two
            if key not in by_entry or item.source == person:
                by_entry[key] = person, item
    return sorted(by_entry.values(), key=lambda pair: (pair[1].date, pair[0]), reverse=True)[:_LATEST]


def _months(site: Site, latest: list[tuple[str, HistoryEntry]]) -> tuple[Month, ...]:
    months: dict[date, list[tuple[Card, Entry]]] = {}
    for person, item in latest:
        entry = site.entries.of(item.entry, TIMELINE, item.others)
        months.setdefault(item.date.replace(day=1), []).append((site.cards[person], entry))
    return tuple(Month(f"{MONTHS[first.month - 1]} {first.year}", tuple(entries)) for first, entries in months.items())
