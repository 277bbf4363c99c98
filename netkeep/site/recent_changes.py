"""What the vault gained in the last weeks, and the five minutes that would help most now."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from markupsafe import Markup

from netkeep.agenda.item import IN_TURN, TITLES, Due
from netkeep.agenda.stages import by_end, is_current
from netkeep.model.jobs import Job
from netkeep.network.contact_history import days, since
from netkeep.site.cards import Card
from netkeep.site.paths import HOME, job_page, url
from netkeep.site.pictures.columns import columns
from netkeep.site.site import Site, job_name
from netkeep.words import MONTHS, count, day_of_year

_LATELY = timedelta(days=60)
_FACES, _MOST = 12, 6
_KINDS: Mapping[str, str] = {
    kind: {"catch-up": "reconnect", **{name: name for name in ("birthday", "date", "reminder")}}.get(
        kind, title.lower()
    )
    for kind, title in TITLES.items()
}


class Gained(NamedTuple):
    """What came in the last two months: a sentence, the new faces, and two years of it as columns."""

    words: str
    faces: tuple[Card, ...]
    picture: Markup


class Prompt(NamedTuple):
    """A task of five minutes: whom or what it is about, why, and what to type."""

    name: str
    url: str
    why: str
    command: str


class Week(NamedTuple):
    """What is due in one week; ``more`` items are not shown."""

    words: str
    items: tuple[tuple[str, str, str, str], ...]
    more: int


def gained(site: Site) -> Gained:
    """Return what the logs gained; when a file without a log was added is unknown."""
    first, counted = site.today - _LATELY, days(site.vault, site.today)
    entries, favours = (
        sum(by_day[day] for day in by_day if day >= first) for by_day in (counted.contacts, counted.received)
    )
    met = {
        person: site.vault.contacts_with(person, site.today)[-1].date for person in since(site.vault, site.today, first)
    }
    new = sorted((person for person, day in met.items() if day >= first), key=lambda person: (met[person], person))
    totals = ((entries, "entry", "entries"), (len(new), "new face", "new faces"), (favours, "favour", "favours"))
    words = ", ".join(count(number, singular, plural) for number, singular, plural in totals if number)
    months = [(month.first, month.contacts) for month in site.stats.months]
    picture = columns(months, "Contacts by month, over two years", ("contact", "contacts"))
    return Gained(words, tuple(site.cards[person] for person in reversed(new[-_FACES:])), picture)


def prompts(site: Site) -> tuple[Prompt, ...]:
    """Return what five minutes are well spent on: a look around in the job that ends first, unless that is due."""
    due = {item.who for item in site.view.due if item.kind == "sweep"}
    jobs = by_end([job for job in site.vault.jobs.values() if is_current(job, site.today) and job.id not in due])
    return tuple(_look_around(job) for job in jobs[:1])


def _look_around(job: Job) -> Prompt:
    why = "whom do you work with there who is not in the vault yet? Five minutes of questions"
    return Prompt(job_name(job), url(job_page(job.id)), why, f"netkeep sweep {job.id}")


def weeks(site: Site) -> tuple[Week, ...]:
    """Return what is due after today's agenda, week by week, without items in turn."""
    by_week: dict[date, list[Due]] = {}
    for due in sorted(site.view.ahead, key=lambda due: (due.on, due.who)):
        if due.kind not in IN_TURN:
            by_week.setdefault(due.on - timedelta(days=due.on.weekday()), []).append(due)
    return tuple(_week(site, monday, items) for monday, items in by_week.items())


def _week(site: Site, monday: date, items: list[Due]) -> Week:
    sunday = monday + timedelta(days=6)
    month = f" {MONTHS[monday.month - 1]}" if monday.month != sunday.month else ""
    shown = tuple(
        (due.name, url(site.bodies.pages.get(due.who, HOME)), _KINDS[due.kind], day_of_year(due.on.month, due.on.day))
        for due in items[:_MOST]
    )
    return Week(f"{monday.day}{month} – {day_of_year(sunday.month, sunday.day)}", shown, len(items) - len(shown))
