"""A job's page besides its people: contact over time, what is missing, who was asked, who would be lost."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from netkeep.model.dates import add_months
from netkeep.model.jobs import Job
from netkeep.network.ask_ledger import AskLedger
from netkeep.network.coverage import GROUPS, coverage
from netkeep.network.employment import Colleague
from netkeep.presenters.exposure import kept_in_words
from netkeep.site.cards import Card
from netkeep.site.pictures.columns import columns
from netkeep.site.site import Site
from netkeep.words import ahead

_MONTHS = 36
_FACES = 12


class Covered(NamedTuple):
    """A group of a job's people; ``share`` is, in per cent of the largest group, how long its bar is."""

    name: str
    people: int
    remembering: int
    share: int


class Asks(NamedTuple):
    """Who of a job was asked for what, and whom to ask next."""

    waiting: tuple[tuple[Card, str], ...]
    received: tuple[tuple[Card, str], ...]
    next: tuple[tuple[Card, str], ...]


class Lost(NamedTuple):
    """Whom the owner would lose if a current job ended."""

    people: int
    kept: int
    words: str
    groups: tuple[tuple[str, tuple[Card, ...]], ...]


class Steps(NamedTuple):
    """The steps of one day in the plan for a job's end."""

    words: str
    steps: tuple[tuple[Card, str, str], ...]


def covered(site: Site, job: Job) -> tuple[Covered, ...]:
    """Return the groups of a job's people, including empty ones: they show where to look."""
    groups = coverage(site.vault, job, site.today)
    most = max((len(group.people) for group in groups), default=0) or 1
    return tuple(
        Covered(group.name, len(group.people), group.remembering, round(100 * len(group.people) / most))
        for group in groups
        if group.people or GROUPS[group.name] != ("other", None)
    )


def asks(site: Site, job: Job) -> Asks:
    """Return what was asked of a job's people, and whom to ask next while it goes on."""
    books = site.stats.books
    of_job = AskLedger(tuple(line for line in books.lines if job.id in line.jobs), ())
    next_ = [asking for own_job, asking in books.next if own_job.id == job.id]
    return Asks(
        tuple((site.cards[contact.id], ask.favour) for contact, ask in of_job.asks(None)),
        tuple((site.cards[contact.id], ask.favour) for contact, ask in of_job.asks("received")),
        tuple((site.cards[asking.contact.id], asking.favour) for asking in next_[:_FACES]),
    )


def lost(site: Site, job: Job) -> Lost | None:
    """Return whom the owner would lose with a job; None where it is over, or where that may not be shown."""
    exposed = site.view.exposed.get(job.id)
    if exposed is None:
        return None
    groups = tuple((title, tuple(site.cards[person] for person in people)) for title, people in exposed.groups)
    return Lost(exposed.people, exposed.kept, kept_in_words(site.vault.settings.fades_after), groups)


def plan(site: Site, job: Job) -> tuple[Steps, ...]:
    """Return what to do before a job ends, day by day; nothing while its end is far."""
    return tuple(
        Steps(
            day.words if day.by == site.today else f"{day.words}, {ahead(day.by, site.today)}",
            tuple((site.cards[todo.contact.id], todo.task, todo.relation) for todo in day.todos),
        )
        for day in site.view.plans.get(job.id, ())
    )


def rhythm(site: Site, job: Job, people: Sequence[Colleague]) -> Markup:
    """Draw how often the owner was in touch with a job's people, over its last three years at most."""
    if job.start is None:
        return Markup()
    until = min(job.end.latest(), site.today) if job.end else site.today
    months = list(_months(job.start.earliest(), until))
    counts = dict.fromkeys(months, 0)
    for day in _contact_days(site, people):
        if (first := day.replace(day=1)) in counts:
            counts[first] += 1
    return columns(tuple(counts.items()), "In touch with people of this job, by month", ("contact", "contacts"))


def _months(start: date, until: date) -> Iterator[date]:
    first = max(start.replace(day=1), add_months(until.replace(day=1), 1 - _MONTHS) if until.year > _MONTHS else start)
    while first <= until:
        yield first
        first = add_months(first, 1)


def _contact_days(site: Site, people: Sequence[Colleague]) -> Iterator[date]:
    """Yield the day of each contact, once however many people were there."""
    entries = {
        id(item.entry): item.date
        for colleague in people
        for item in site.vault.contacts_with(colleague.contact.id, site.today)
    }
    yield from entries.values()
