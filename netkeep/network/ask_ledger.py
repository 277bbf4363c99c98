"""The ledger of favours over everybody: what is awaited, owed and received, and whom to ask next."""

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
    """The favours between the owner and one person; ``jobs`` are the ids of the jobs in which they worked together."""

    contact: Contact
    account: Account
    jobs: tuple[str, ...]

    @property
    def balance(self) -> int:
        """Return how many more favours were received than given."""
        return len(self.account.received()) - len(self.account.gave)


@dataclass(frozen=True, slots=True)
class AskLedger:
    """Everybody's lines, by name, and whom to ask next; ``next`` goes by job, the one that ends first on top."""

    lines: tuple[Line, ...]
    next: tuple[tuple[Job, Asking], ...]

    def asks(self, answer: str | None) -> tuple[tuple[Contact, Ask], ...]:
        """Return the askings with an answer (``received``, ``declined``), or None for those awaited; newest first."""
        asks = [(line.contact, ask) for line in self.lines for ask in line.account.asks if ask.answer == answer]
        return tuple(sorted(asks, key=lambda row: row[1].answered or row[1].asked or date.min, reverse=True))

    def owed(self) -> tuple[tuple[Contact, Ask], ...]:
        """Return the received favours that have not been returned; the oldest first."""
        asks = [(line.contact, ask) for line in self.lines for ask in line.account.owed()]
        return tuple(sorted(asks, key=lambda row: row[1].answered or date.min))

    def given(self) -> tuple[tuple[Contact, date, str], ...]:
        """Return the owner's own favours, newest first."""
        favours = [(line.contact, day, favour) for line in self.lines for day, favour in line.account.gave]
        return tuple(sorted(favours, key=lambda row: row[1], reverse=True))


def books(vault: Vault, today: date, job: Job | None = None, person: str | None = None) -> AskLedger:
    """Return the ledger: of everybody, of a job's people, or of one person."""
    by_person = accounts(vault, today)
    jobs = with_jobs(vault) if by_person else {}
    of_jobs = {key: tuple(sorted(in_job.job.id for in_job in jobs[key] if in_job.certain)) for key in by_person}
    lines = tuple(
        Line(vault.contacts[key], by_person[key], of_jobs[key])
        for key in sorted(by_person, key=lambda key: (vault.contacts[key].name.casefold(), key))
        if (person is None or key == person) and (job is None or job.id in of_jobs[key])
    )
    following = tuple(row for row in _next(vault, today, job) if person is None or row[1].contact.id == person)
    return AskLedger(lines, following)


def _next(vault: Vault, today: date, job: Job | None) -> Iterator[tuple[Job, Asking]]:
    """Yield whom to ask and who is not paused, each once: of the job, or of current ones, the first to end on top."""
    running = [other for other in vault.jobs.values() if other.end is None or other.end.latest() >= today]
    jobs = (
        [job] if job else sorted(running, key=lambda other: (other.end.latest() if other.end else date.max, other.id))
    )
    people: set[str] = set()
    for current in jobs:
        for asking in askings(vault, current, today):
            if asking.contact.id not in people and not asking.contact.is_paused_or_archived(today):
                people.add(asking.contact.id)
                yield current, asking
