"""The home page: what is due today, and what happened lately."""

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from netkeep.agenda.item import IN_TURN, KINDS, OF_WORK, TITLES, Due
from netkeep.network.contact_history import days, first_of_last, since
from netkeep.site.cards import Card, Entry
from netkeep.site.page import Page
from netkeep.site.paths import HOME, JOBS, ORGS, PEOPLE, TAGS, url
from netkeep.site.recent_changes import gained, prompts, weeks
from netkeep.site.site import Site
from netkeep.words import on_day

_RECENT = 12
_FIRST, _AT_MOST = 9, 200


class DueCard(NamedTuple):
    """Something due; ``card`` is None where it is about a job or an organisation."""

    card: Card | None
    kind: str
    name: str
    url: str
    why: str
    text: Markup


def home_page(site: Site) -> Page:
    """Return the home page: the agenda of the day, how much the vault holds, and the latest encounters."""
    return site.page(HOME, "Today", "home", partial(_values, site))


def _values(site: Site) -> Mapping[str, object]:
    catch_ups = [due for due in site.view.due if due.kind == "catch-up"]
    shown = tuple(_due(site, due) for due in catch_ups[:_AT_MOST])
    return {
        "day": on_day(site.today, site.today),
        "reconnect": shown[:_FIRST],
        "later": shown[_FIRST:],
        "beyond": max(0, len(catch_ups) - _AT_MOST),
        "birthdays": _group(site, "birthday"),
        "dates": _group(site, "date"),
        "reminders": _group(site, "reminder"),
        "work": _work(site),
        "counts": _counts(site),
        "recent": _recent(site),
        "prompts": prompts(site),
        "weeks": weeks(site),
        "gained": gained(site),
    }


def _group(site: Site, kind: str) -> tuple[DueCard, ...]:
    return tuple(_due(site, due) for due in site.view.due if due.kind == kind)


def _work(site: Site) -> tuple[tuple[str, tuple[DueCard, ...]], ...]:
    """Return what is due for jobs and favours, by heading; of items in turn, only those whose turn it is."""
    groups = ((TITLES[kind], _in_turn(site, kind)) for kind in KINDS if kind in OF_WORK)
    return tuple((title, items) for title, items in groups if items)


def _in_turn(site: Site, kind: str) -> tuple[DueCard, ...]:
    waits = kind in IN_TURN
    of_kind = (due for due in site.view.due if due.kind == kind and not (waits and due.on > site.today))
    return tuple(_due(site, due) for due in of_kind)


def _due(site: Site, due: Due) -> DueCard:
    page = site.bodies.pages.get(due.who, HOME)
    text = site.bodies.html(due.text, HOME)
    return DueCard(site.cards.get(due.who), due.kind, due.name, url(page), due.why, text)


def _counts(site: Site) -> tuple[tuple[int, str, str], ...]:
    counts = (
        (len(site.vault.contacts), "person", "people", PEOPLE),
        (len(site.vault.orgs.all()), "organisation", "organisations", ORGS),
        (len(site.vault.jobs), "job", "jobs", JOBS),
        (len(site.tags), "tag", "tags", TAGS),
    )
    return tuple((number, singular if number == 1 else plural, url(page)) for number, singular, plural, page in counts)


def _recent(site: Site) -> tuple[tuple[Card, Entry], ...]:
    """Return the latest entries that count as contact, each once, with the person whose file it is in."""
    first = first_of_last(days(site.vault, site.today).own, _RECENT)
    people = since(site.vault, site.today, first)
    met = ((person, item) for person in people for item in site.vault.contacts_with(person, site.today))
    own = (pair for pair in met if pair[1].source == pair[0])
    latest = sorted(own, key=lambda pair: (pair[1].date, pair[0]), reverse=True)[:_RECENT]
    return tuple((site.cards[person], site.entries.of(item.entry, HOME, item.others)) for person, item in latest)
