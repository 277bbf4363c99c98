"""The vault in figures: how it grows, when the owner was in touch, where the people are."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from netkeep.model.dates import add_months
from netkeep.model.jobs import Job
from netkeep.network.ask_ledger import AskLedger, books
from netkeep.network.contact_history import by_month, days
from netkeep.network.coverage import Group, coverage
from netkeep.network.places import org_names
from netkeep.network.strength import strength
from netkeep.store.once import once
from netkeep.store.vault import Vault

MONTHS = 24
_LEVELS = ("close", "warm", "acquainted", "weak", "none")


@dataclass(frozen=True, slots=True)
class Month:
    """One calendar month: ``contacts`` counts entries, ``people`` those they were with, ``new`` first ones."""

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
    books: AskLedger


@once
def stats(vault: Vault, today: date) -> Stats:
    """Return all figures, up to a day."""
    kept_up = (person for person, contact in vault.contacts.items() if contact.archived is None)
    levels = Counter(strength(vault, person, today).level for person in kept_up)
    jobs = sorted(vault.jobs.values(), key=lambda job: (job.start.earliest() if job.start else date.min, job.id))
    return Stats(
        people=len(vault.contacts),
        archived=len(vault.contacts) - sum(levels.values()),
        levels=tuple((level, levels.get(level, 0)) for level in _LEVELS),
        months=tuple(_months(vault, today)),
        jobs=tuple((job, coverage(vault, job, today)) for job in reversed(jobs)),
        orgs=tuple(_orgs(vault, today)),
        books=books(vault, today),
    )


def _months(vault: Vault, today: date) -> Iterator[Month]:
    """Yield the last two years month by month; an entry counts once, however many people were there."""
    by_day = days(vault, today)
    contacts, new = by_month(by_day.contacts), by_month(by_day.new)
    for back in reversed(range(MONTHS)):
        month = add_months(today.replace(day=1), -back)
        yield Month(month, contacts.get(month, 0), by_day.people.get(month, 0), new.get(month, 0))


def _orgs(vault: Vault, today: date) -> Iterator[tuple[str, int]]:
    names = org_names(vault)
    people = Counter(
        org
        for contact in vault.contacts.values()
        if contact.archived is None
        for org in {names[role.org] for role in contact.roles if role.current(today) and role.org in names}
    )
    yield from sorted(people.items(), key=lambda row: (-row[1], row[0]))
