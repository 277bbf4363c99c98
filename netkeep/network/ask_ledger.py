"""The ledger of favours over everybody: what is awaited, owed, received, and whom to ask next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from netkeep.model.jobs import Job
from netkeep.model.people import Contact
from netkeep.network.ask_candidates import Asking, askings
from netkeep.network.employment import with_jobs
from netkeep.network.ledger import Account, Ask, accounts
from netkeep.store.vault import Vault


@dataclass(frozen=True, slots=True)
class Line:
    """What went between the owner and one person; ``jobs`` are ids of the jobs in which they worked together."""

    contact: Contact
    account: Account
    jobs: tuple[str, ...]

    @property
    def balance(self) -> int:
        """Return how many favours more were received than given."""
        return len(self.account.received()) - len(self.account.gave)


@dataclass(frozen=True, slots=True)
class AskLedger:
    """Everybody's lines, by name, and who is to be asked next; ``next`` is by job, the one that ends first before."""

    lines: tuple[Line, ...]
    next: tuple[tuple[Job, Asking], ...]

    def asks(self, answer: str | None) -> tuple[tuple[Contact, Ask], ...]:
        """Return the askings with an answer (``received``, ``declined``), or None for those awaited; newest first."""
        found = [(line.contact, ask) for line in self.lines for ask in line.account.asks if ask.answer == answer]
        return tuple(sorted(found, key=lambda one: one[1].answered or one[1].asked or date.min, reverse=True))

    def owed(self) -> tuple[tuple[Contact, Ask], ...]:
        """Return what was received and has not been given back; the oldest first."""
        found = [(line.contact, ask) for line in self.lines for ask in line.account.owed()]
        return tuple(sorted(found, key=lambda one: one[1].answered or date.min))

    def given(self) -> tuple[tuple[Contact, date, str], ...]:
        """Return the owner's own favours, newest first."""
        found = [(line.contact, day, favour) for line in self.lines for day, favour in line.account.gave]
        return tuple(sorted(found, key=lambda one: one[1], reverse=True))


def books(vault: Vault, today: date, job: Job | None = None, person: str | None = None) -> AskLedger:
    """Return the ledger: of everybody, of a job's people, or of one person."""
    found = accounts(vault, today)
    jobs = with_jobs(vault) if found else {}
    of_jobs = {one: tuple(sorted(each.job.id for each in jobs[one] if each.certain)) for one in found}
    lines = tuple(
        Line(vault.contacts[one], found[one], of_jobs[one])
        for one in sorted(found, key=lambda one: (vault.contacts[one].name.casefold(), one))
        if (person is None or one == person) and (job is None or job.id in of_jobs[one])
    )
    following = tuple(one for one in _next(vault, today, job) if person is None or one[1].contact.id == person)
    return AskLedger(lines, following)


def _next(vault: Vault, today: date, job: Job | None) -> Iterator[tuple[Job, Asking]]:
    """Return who is to be asked and not paused: of the job, or of current jobs, the one that ends first before."""
    running = [one for one in vault.jobs.values() if one.end is None or one.end.latest() >= today]
    jobs = [job] if job else sorted(running, key=lambda one: (one.end.latest() if one.end else date.max, one.id))
    for one in jobs:
        for asking in askings(vault, one, today):
            if not asking.contact.is_paused_or_archived(today):
                yield one, asking
