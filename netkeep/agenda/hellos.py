"""Saying hello, three months after a job has ended, to people with whom there was no contact since."""

from collections.abc import Iterator
from datetime import date

from netkeep.agenda.batching import turn
from netkeep.agenda.item import Due
from netkeep.agenda.stages import by_end, hello_period, last_day
from netkeep.model.jobs import Job
from netkeep.model.people import Contact
from netkeep.network.employment import colleagues
from netkeep.network.strength import strength
from netkeep.store.vault import Vault
from netkeep.words import ago


def hellos(vault: Vault, today: date, until: date) -> Iterator[Due]:
    """Yield whom to say hello to, strongest first and a few at a time; three months later they are dropped.

    People whom only their dates make colleagues count once there was a contact; paused people are skipped.
    """
    seen: set[str] = set()
    for job in by_end([job for job in vault.jobs.values() if _open(job, today, until)]):
        for contact in _not_in_touch(vault, job, today):
            if contact.id not in seen and (due := _due(job, contact, len(seen), today)).on <= until:
                yield due
            seen.add(contact.id)


def _open(job: Job, today: date, until: date) -> bool:
    when = hello_period(job)
    return when is not None and when[0] <= until and today < when[1]


def _not_in_touch(vault: Vault, job: Job, today: date) -> list[Contact]:
    end = last_day(job) or today
    ranked: list[tuple[float, str, Contact]] = []
    for contact in (colleague.contact for colleague in colleagues(vault, job)):
        if contact.is_paused_or_archived(today):
            continue
        last = next(iter(vault.contacts_with(contact.id, today)), None)
        if last.date <= end if last else _named(contact, job):
            ranked.append((-strength(vault, contact.id, end).score, contact.id, contact))
    return [contact for _, _, contact in sorted(ranked, key=lambda entry: entry[:2])]


def _named(contact: Contact, job: Job) -> bool:
    return any(item.job == job.id for item in contact.worked_with)


def _due(job: Job, contact: Contact, place: int, today: date) -> Due:
    opened = (hello_period(job) or (today, today))[0]
    why = f"you left {job.org} {ago(last_day(job) or today, today)}, and have not been in touch since"
    return Due(
        "hello", contact.id, contact.name, turn(place, opened, today), why, f"netkeep log {contact.id} -k message"
    )
