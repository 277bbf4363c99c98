"""Asking for a word before a job ends: the boss, peers, then everyone of it, a few at a time."""

from collections.abc import Iterator
from datetime import date

from netkeep.agenda.batching import turn
from netkeep.agenda.item import Due
from netkeep.agenda.stages import LATE_AFTER, asking, by_end, over
from netkeep.model.jobs import Job
from netkeep.network.ask_candidates import TIERS, Asking, askings
from netkeep.store.vault import Vault
from netkeep.words import ago, ahead, on_day, one_of, to_you


def asks(vault: Vault, today: date, until: date) -> Iterator[Due]:
    """Yield whom to ask, in order; of two jobs, the people of the one that ends first come first.

    Open from a month before a job's end until three months after it, when saying hello takes its place; marked late
    from a month after it on.
    """
    seen: set[str] = set()
    for job in by_end([job for job in vault.jobs.values() if _open(job, today, until)]):
        for one in in_order(vault, job, today):
            if one.contact.id not in seen and (due := _due(job, one, len(seen), today)).on <= until:
                yield due
            seen.add(one.contact.id)


def _open(job: Job, today: date, until: date) -> bool:
    when = asking(job)
    return when is not None and when[0] <= until and today < when[1]


def in_order(vault: Vault, job: Job, today: date) -> list[Asking]:
    """Return who is still to be asked, in an order that what happens meanwhile does not change.

    Who is paused is passed over. Ties are weighed as they were when the asking began; who has come since then stands
    behind the others of their tier.
    """
    since = (asking(job) or (today, today))[0]
    places = {one.contact.id: place for place, one in enumerate(askings(vault, job, min(since, today), since))}
    found = [one for one in askings(vault, job, today, since) if not one.contact.is_paused_or_archived(today)]
    return sorted(found, key=lambda one: (TIERS.index(one.tier), places.get(one.contact.id, len(places))))


def _due(job: Job, one: Asking, place: int, today: date) -> Due:
    contact, opened = one.contact, (asking(job) or (today, today))[0]
    todo = f'netkeep log {contact.id} -k "asked {one.favour}"'
    return Due("ask", contact.id, contact.name, turn(place, opened, today), _why(job, one, today), todo)


def _why(job: Job, one: Asking, today: date) -> str:
    owed = "; you have put in a word for them" if one.owes else ""
    return f"{to_you(one.relation, job.org)}{owed}; {_end(over(job) or today, today)}. Ask for {one_of(one.favour)}"


def _end(end: date, today: date) -> str:
    if end >= today:
        near = ahead(end, today)
        return f"it ends {near}" if near in {"today", "tomorrow"} else f"it ends {near}, on {on_day(end, today)}"
    return f"{'late: ' if LATE_AFTER.after(end) < today else ''}it ended {ago(end, today)}"
