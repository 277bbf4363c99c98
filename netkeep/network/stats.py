"""The vault in figures: how it grows, when one was in touch, where one has people."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from netkeep.model.dates import add_months
from netkeep.model.work import Job
from netkeep.network.books import Books, books
from netkeep.network.coverage import Group, coverage
from netkeep.network.strength import strength
from netkeep.store.vault import Vault

MONTHS = 24
_LEVELS = ("close", "warm", "acquainted", "weak", "none")


@dataclass(frozen=True, slots=True)
class Month:
    """One calendar month: ``contacts`` are entries that count, ``people`` whom they were with, ``new`` first ones."""

    first: date
    contacts: int
    people: int
    new: int


@dataclass(frozen=True, slots=True)
class Stats:
    """All figures. ``levels`` counts people by strength of tie, ``orgs`` people who work there now, the most first."""

    people: int
    archived: int
    levels: tuple[tuple[str, int], ...]
    months: tuple[Month, ...]
    jobs: tuple[tuple[Job, tuple[Group, ...]], ...]
    orgs: tuple[tuple[str, int], ...]
    books: Books


def stats(vault: Vault, today: date) -> Stats:
    """Count everything, up to a day."""
    alive = [contact for contact in vault.contacts.values() if contact.archived is None]
    levels = Counter(strength(vault, contact.id, today).level for contact in alive)
    jobs = sorted(vault.jobs.values(), key=lambda job: (job.start.earliest() if job.start else date.min, job.id))
    return Stats(
        people=len(vault.contacts),
        archived=len(vault.contacts) - len(alive),
        levels=tuple((level, levels[level]) for level in _LEVELS),
        months=tuple(_months(vault, today)),
        jobs=tuple((job, coverage(vault, job, today)) for job in reversed(jobs)),
        orgs=tuple(_orgs(vault, today)),
        books=books(vault, today),
    )


def _months(vault: Vault, today: date) -> Iterator[Month]:
    """Give the last two years month by month; an entry counts once, however many people were there."""
    happened: dict[date, set[tuple[str, int]]] = {}
    present: dict[date, set[str]] = {}
    first_time: Counter[date] = Counter()
    for person in vault.contacts:
        history = vault.contacts_with(person, today)
        if history:
            first_time[history[-1].date.replace(day=1)] += 1
        for one in history:
            month = one.date.replace(day=1)
            happened.setdefault(month, set()).add((one.source, one.entry.span.start))
            present.setdefault(month, set()).add(person)
    for back in reversed(range(MONTHS)):
        month = add_months(today.replace(day=1), -back)
        yield Month(month, len(happened.get(month, ())), len(present.get(month, ())), first_time[month])


def _orgs(vault: Vault, today: date) -> Iterator[tuple[str, int]]:
    people: dict[str, set[str]] = {}
    for contact in vault.contacts.values():
        for role in contact.roles:
            org = vault.orgs.of(role.org)
            if org and role.current(today) and contact.archived is None:
                people.setdefault(org.name, set()).add(contact.id)
    yield from sorted(((name, len(found)) for name, found in people.items()), key=lambda one: (-one[1], one[0]))
