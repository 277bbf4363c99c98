"""Home: what the day brings, and what has been."""

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from netkeep.agenda.item import Due
from netkeep.agenda.words import ahead, on_day
from netkeep.site.cards import Card, Entry
from netkeep.site.page import Page
from netkeep.site.paths import HOME, JOBS, ORGS, PEOPLE, TAGS, url
from netkeep.site.site import Site

if TYPE_CHECKING:
    from netkeep.store.vault import Happening

_RECENT = 12
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
        (len(site.vault.contacts), "person", "people", PEOPLE),
        (len(site.vault.orgs.all()), "organisation", "organisations", ORGS),
        (len(site.vault.jobs), "job", "jobs", JOBS),
        (len(site.tags), "tag", "tags", TAGS),
    )
    return tuple((number, one if number == 1 else many, url(page)) for number, one, many, page in found)


def _recent(site: Site) -> tuple[tuple[Card, Entry], ...]:
    """Give the latest entries that count as contact, each once, with the person whose file it stands in."""
    found: list[tuple[str, Happening]] = []
    for person in site.vault.contacts:
        meetings = site.vault.contacts_with(person, site.today)
        found.extend((person, item) for item in meetings if item.source == person)
    latest = sorted(found, key=lambda pair: (pair[1].date, pair[0]), reverse=True)[:_RECENT]
    return tuple((site.cards[person], site.entries.of(item.entry, HOME, item.others)) for person, item in latest)
