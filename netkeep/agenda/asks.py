"""Asking for favours before a job ends: the boss, peers, then everyone else there, a few at a time."""

from collections.abc import Iterator
from datetime import date

from netkeep.agenda.batching import turn
from netkeep.agenda.item import Due
from netkeep.agenda.stages import LATE_AFTER, asking_period, by_end, last_day
from netkeep.model.jobs import Job
from netkeep.network.ask_candidates import TIERS, Asking, askings
from netkeep.store.vault import Vault
from netkeep.words import ago, ahead, on_day, one_of, to_you


def asks(vault: Vault, today: date, until: date) -> Iterator[Due]:
    """Yield whom to ask, in order; people of the job that ends first come first.

    Open from a month before a job's end until three months after it, when saying hello takes over; marked late from a
    month after it.
    """
    seen: set[str] = set()
    for job in by_end([job for job in vault.jobs.values() if _open(job, today, until)]):
        for person in people_in_order(vault, job, today):
            if person.contact.id not in seen and (due := _due(job, person, len(seen), today)).on <= until:
                yield due
            seen.add(person.contact.id)


def _open(job: Job, today: date, until: date) -> bool:
    when = asking_period(job)
    return when is not None and when[0] <= until and today < when[1]


def people_in_order(vault: Vault, job: Job, today: date) -> list[Asking]:
    """Return who is still to be asked, in an order that stays the same while the asking goes on.

    Paused people are skipped. Ties are weighed as they were when the asking began; people added since then come last in
    their tier.
    """
    since = (asking_period(job) or (today, today))[0]
    places = {person.contact.id: place for place, person in enumerate(askings(vault, job, min(since, today), since))}
    people = [person for person in askings(vault, job, today, since) if not person.contact.is_paused_or_archived(today)]
    return sorted(people, key=lambda person: (TIERS.index(person.tier), places.get(person.contact.id, len(places))))


def _due(job: Job, person: Asking, place: int, today: date) -> Due:
    contact, opened = person.contact, (asking_period(job) or (today, today))[0]
    todo = f'netkeep log {contact.id} -k "asked {person.favour}"'
    return Due("ask", contact.id, contact.name, turn(place, opened, today), _why(job, person, today), todo)


def _why(job: Job, person: Asking, today: date) -> str:
    owed = "; you have put in a good word for them" if person.owes else ""
    end = _end(last_day(job) or today, today)
    return f"{to_you(person.relation, job.org)}{owed}; {end}. Ask for {one_of(person.favour)}"


def _end(end: date, today: date) -> str:
    if end >= today:
        near = ahead(end, today)
        return f"it ends {near}" if near in {"today", "tomorrow"} else f"it ends {near}, on {on_day(end, today)}"
    return f"{'late: ' if LATE_AFTER.after(end) < today else ''}it ended {ago(end, today)}"
