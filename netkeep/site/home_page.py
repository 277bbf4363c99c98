"""Home: what the day brings, and what has been."""

from typing import NamedTuple

from markupsafe import Markup

from netkeep.agenda.item import Due
from netkeep.agenda.words import ahead, on_day
from netkeep.site.cards import Card, Entry
from netkeep.site.page import Page
from netkeep.site.paths import HOME, url
from netkeep.site.site import Site
from netkeep.store.vault import Happening

_RECENT = 8
_FIRST, _AT_MOST = 9, 200


class DueCard(NamedTuple):
    """Something due; ``card`` is None where it belongs to a job or an organisation."""

    card: Card | None
    name: str
    url: str
    why: str
    when: str
    text: Markup


def home_page(site: Site) -> Page:
    """Give the home page: the agenda of the day, how much the vault holds, and the latest encounters."""
    groups = {kind: tuple(_due(site, due) for due in site.view.due if due.kind == kind) for kind in _KINDS}
    values = {
        "day": on_day(site.today, site.today),
        "reconnect": groups["catch-up"][:_FIRST],
        "later": groups["catch-up"][_FIRST:_AT_MOST],
        "beyond": max(0, len(groups["catch-up"]) - _AT_MOST),
        "birthdays": groups["birthday"],
        "reminders": groups["reminder"],
        "counts": _counts(site),
        "recent": _recent(site),
    }
    return site.page(HOME, "Today", "home", values, None)


_KINDS = ("catch-up", "birthday", "reminder")


def _due(site: Site, due: Due) -> DueCard:
    page = site.bodies.pages.get(due.who, HOME)
    text = site.bodies.html(due.text, HOME)
    return DueCard(site.cards.get(due.who), due.name, url(page), due.why, ahead(due.on, site.today), text)


def _counts(site: Site) -> tuple[tuple[int, str, str], ...]:
    found = (
        (len(site.vault.contacts), "person", "people"),
        (len(site.vault.orgs.all()), "organisation", "organisations"),
        (len(site.vault.jobs), "job", "jobs"),
        (len(site.tags), "tag", "tags"),
    )
    pages = ("people", "orgs", "jobs", "tags")
    return tuple((n, one if n == 1 else many, url(f"{page}.md")) for (n, one, many), page in zip(found, pages, strict=True))


def _recent(site: Site) -> tuple[tuple[Card, Entry], ...]:
    """Give the latest entries that count as contact, each once, with the person whose file it stands in."""
    found: list[tuple[str, Happening]] = []
    for person in site.vault.contacts:
        meetings = site.vault.contacts_with(person, site.today)
        found.extend((person, item) for item in meetings if item.source == person)
    found.sort(key=lambda pair: (pair[1].date, pair[0]), reverse=True)
    return tuple((site.cards[person], site.entries.of(item.entry, HOME, item.others)) for person, item in found[:_RECENT])
