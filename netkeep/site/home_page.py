"""The home page: what is due, whom to contact this week, and what happened lately."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from netkeep.agenda.item import IN_TURN, KINDS, OF_WORK, TITLES, Due
from netkeep.agenda.week import Pick, lead, left_over
from netkeep.model.triage import waits
from netkeep.network.contact_history import days, first_of_last, since
from netkeep.site.cards import Card, Entry
from netkeep.site.page import Page
from netkeep.site.paths import HOME, JOBS, ORGS, PEOPLE, TAGS, url
from netkeep.site.recent_changes import gained, prompts, weeks
from netkeep.site.site import Site
from netkeep.site.unnamed import UNNAMED
from netkeep.words import on_day

_RECENT = 12
_MOST = 7  # of a list; what is beyond is counted, with the command that lists it
_FIRST, _AT_MOST = 6, 30  # to reconnect with: shown, and behind a click
_NEXT = ("netkeep import linkedin", "netkeep import vcard", 'netkeep add "Their Name"')


class DueCard(NamedTuple):
    """Something due; ``card`` is None where it is about a job or an organisation.

    ``lead`` comes before the reason, ``command`` is what to type once it is done, and ``done`` whether it is.
    """

    card: Card | None
    kind: str
    name: str
    url: str
    why: str
    text: Markup
    command: str
    lead: str = ""
    late: bool = False
    done: bool = False


class Listed(NamedTuple):
    """The first of what is due of a kind; ``more`` are not shown, and ``command`` lists them all."""

    items: tuple[DueCard, ...]
    more: int
    command: str


def home_page(site: Site) -> Page:
    """Return the home page: what is due, whom to contact this week, and the latest encounters."""
    return site.page(HOME, "Today", "home", partial(_values, site))


def _values(site: Site) -> Mapping[str, object]:
    found = site.view.week
    picks = found.picks if found else ()
    promised = _listed(site, "reminder", lambda due: due.on <= site.today)
    above = {(due.kind, due.url) for due in promised.items}
    this_week = tuple(due for due in map(partial(_pick, site), picks) if (due.kind, due.url) not in above)
    named = {pick.due.who for pick in picks}
    catch_ups = [due for due in site.view.due if due.kind == "catch-up" and due.who not in named]
    shown = tuple(_due(site, due) for due in catch_ups[:_AT_MOST])
    return {
        "day": on_day(site.today, site.today),
        "iso": site.today.isoformat(),
        "open": promised,
        "week": this_week,
        "left_over": tuple(left_over(found)) if found else (),
        "waiting": sum(map(waits, site.vault.contacts.values())),
        "next": () if site.vault.contacts else _NEXT,
        "reconnect": shown[:_FIRST],
        "later": shown[_FIRST:],
        "beyond": max(0, len(catch_ups) - _AT_MOST),
        "birthdays": _listed(site, "birthday"),
        "dates": _listed(site, "date"),
        "reminders": _listed(site, "reminder", lambda due: due.on > site.today and not _among(due, picks)),
        "work": _work(site, picks),
        "counts": _counts(site),
        "recent": _recent(site),
        "prompts": prompts(site),
        "weeks": weeks(site),
        "gained": gained(site),
    }


def _listed(site: Site, kind: str, shows: Callable[[Due], bool] = lambda _: True) -> Listed:
    of_kind = [due for due in site.view.due if due.kind == kind and shows(due)]
    items = tuple(_due(site, due) for due in of_kind[:_MOST])
    return Listed(items, len(of_kind) - len(items), f"netkeep due --kind {kind} --all")


def _pick(site: Site, pick: Pick) -> DueCard:
    return _due(site, pick.due)._replace(lead=lead(pick.due), done=pick.done)


def _among(due: Due, picks: Sequence[Pick]) -> bool:
    """Return whether an item stands above, among those of the week."""
    return any((pick.due.kind, pick.due.who, pick.due.on) == (due.kind, due.who, due.on) for pick in picks)


def _work(site: Site, picks: Sequence[Pick]) -> tuple[tuple[str, tuple[DueCard, ...]], ...]:
    """Return what is due for jobs and favours, by heading; of items in turn, only those whose turn it is."""
    groups = ((TITLES[kind], _in_turn(site, kind, picks)) for kind in KINDS if kind in OF_WORK)
    return tuple((title, items) for title, items in groups if items)


def _in_turn(site: Site, kind: str, picks: Sequence[Pick]) -> tuple[DueCard, ...]:
    waits = kind in IN_TURN
    of_kind = (due for due in site.view.due if due.kind == kind and not (waits and due.on > site.today))
    return tuple(_due(site, due) for due in of_kind if not _among(due, picks))


def _due(site: Site, due: Due) -> DueCard:
    page = site.bodies.pages.get(due.who, HOME)
    text = site.bodies.html(due.text, HOME)
    late = due.kind == "reminder" and due.on < site.today
    command = "" if due.name == UNNAMED else due.todo  # an id that reveals nothing is not one to type
    return DueCard(site.cards.get(due.who), due.kind, due.name, url(page), due.why, text, command, late=late)


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
