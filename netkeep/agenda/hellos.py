"""The hello, three months after a job has ended: people of it with whom nothing has happened since."""

from collections.abc import Iterator
from datetime import date

from netkeep.agenda.batching import turn
from netkeep.agenda.item import Due
from netkeep.agenda.stages import by_end, hello, over
from netkeep.model.jobs import Job
from netkeep.model.people import Contact
from netkeep.network.employment import colleagues
from netkeep.network.strength import strength
from netkeep.store.vault import Vault
from netkeep.words import ago


def hellos(vault: Vault, today: date, until: date) -> Iterator[Due]:
    """Yield whom to say hello to, strongest first and a few at a time; three months on, it is let go.

    Somebody who is only taken for a colleague because their dates say so counts from the first contact on, and
    who is paused is passed over.
    """
    seen: set[str] = set()
    for job in by_end([job for job in vault.jobs.values() if _open(job, today, until)]):
        for contact in _unheard_of(vault, job, today):
            if contact.id not in seen and (due := _due(job, contact, len(seen), today)).on <= until:
                yield due
            seen.add(contact.id)


def _open(job: Job, today: date, until: date) -> bool:
    when = hello(job)
    return when is not None and when[0] <= until and today < when[1]


def _unheard_of(vault: Vault, job: Job, today: date) -> list[Contact]:
    end = over(job) or today
    found: list[tuple[float, str, Contact]] = []
    for contact in (one.contact for one in colleagues(vault, job)):
        if contact.is_paused_or_archived(today):
            continue
        last = next(iter(vault.contacts_with(contact.id, today)), None)
        if last.date <= end if last else _named(contact, job):
            found.append((-strength(vault, contact.id, end).score, contact.id, contact))
    return [contact for _, _, contact in sorted(found, key=lambda one: one[:2])]


def _named(contact: Contact, job: Job) -> bool:
    return any(item.job == job.id for item in contact.worked_with)


def _due(job: Job, contact: Contact, place: int, today: date) -> Due:
    opened = (hello(job) or (today, today))[0]
    why = f"you left {job.org} {ago(over(job) or today, today)}, and have not been in touch since"
    return Due(
        "hello", contact.id, contact.name, turn(place, opened, today), why, f"netkeep log {contact.id} -k message"
    )
