"""The time line: how much happened when, and what happened last."""

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from netkeep.agenda.words import MONTHS
from netkeep.site.cards import Card, Entry
from netkeep.site.page import Page
from netkeep.site.paths import TIMELINE
from netkeep.site.pictures.heat import heat
from netkeep.site.site import Site
from netkeep.store.vault import Happening

if TYPE_CHECKING:
    from datetime import date

_LATEST = 200


class Month(NamedTuple):
    """A month and its entries, each with the person whose file it stands in."""

    words: str
    entries: tuple[tuple[Card, Entry], ...]


def timeline_page(site: Site) -> Page:
    """Give the months as a picture, and the latest entries that count as contact."""
    found = _all(site)
    months = Counter(happening.date.replace(day=1) for _, happening in found)
    values = {"picture": heat(months), "months": _months(site, found[:_LATEST]), "count": len(found), "shown": _LATEST}
    return site.page(TIMELINE, "Timeline", "timeline", values, None)


def _all(site: Site) -> list[tuple[str, Happening]]:
    """Give every contact once, newest first, with someone who was there: whose file it is in, if it is a person's."""
    once: dict[tuple[str, int], tuple[str, Happening]] = {}
    for person in site.vault.contacts:
        for item in site.vault.contacts_with(person, site.today):
            key = item.source, item.entry.span.start
            if key not in once or item.source == person:
                once[key] = person, item
    return sorted(once.values(), key=lambda one: (one[1].date, one[0]), reverse=True)


def _months(site: Site, found: list[tuple[str, Happening]]) -> tuple[Month, ...]:
    months: dict[date, list[tuple[Card, Entry]]] = {}
    for person, item in found:
        entry = site.entries.of(item.entry, TIMELINE, item.others)
        months.setdefault(item.date.replace(day=1), []).append((site.cards[person], entry))
    return tuple(Month(f"{MONTHS[first.month - 1]} {first.year}", tuple(some)) for first, some in months.items())
