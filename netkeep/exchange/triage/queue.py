"""The contacts that wait for triage, those who seem to matter most first, with what is known of each."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from netkeep.exchange.merging.base import read_base, sources
from netkeep.model.contact_points import email_key
from netkeep.model.jobs import Job
from netkeep.model.kinds import act_and_favour
from netkeep.model.people import Contact
from netkeep.model.sighting import Sighting
from netkeep.model.triage import waits
from netkeep.network.employment import shared_jobs
from netkeep.store.vault import HistoryEntry, Vault

_COUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,9}) messages?\b", re.ASCII)
_WRITTEN = frozenset({"message", "email"})
_RECENT = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A contact that waits for triage, and what is known of them.

    ``sources`` are the imports that named them. ``messages`` counts those in the log, ``written`` those that the owner
    is known to have written; ``recommendations`` are newest first; ``jobs`` are the owner's jobs that they shared or
    may have shared, the newest first; ``perhaps`` are the ids of the uncertain ones; ``last`` is the day of the newest
    entry that is not in the future.
    """

    contact: Contact
    sources: tuple[str, ...] = ()
    connected: date | None = None
    messages: int = 0
    wrote_last: date | None = None
    written: int = 0
    recommendations: tuple[HistoryEntry, ...] = ()
    endorsements: int = 0
    jobs: tuple[Job, ...] = ()
    perhaps: frozenset[str] = frozenset()
    last: date | None = None


def queue(
    vault: Vault, sources_by_id: Mapping[str, Sequence[str]], sightings: Iterable[Sighting], today: date
) -> tuple[Waiting, ...]:
    """Return who waits: first whom the owner wrote with, then who recommended, who shares a job, who is recent.

    These count in this order; among equals the newest entry decides, then the id. ``sources_by_id`` gives the
    imports that named each contact.
    """
    written = _written(sightings)
    contacts = (contact for contact in vault.contacts.values() if waits(contact))
    waiting = [
        _waiting(vault, contact, tuple(sources_by_id.get(contact.id, ())), written, today) for contact in contacts
    ]
    return tuple(sorted(waiting, key=lambda candidate: _rank(candidate, today)))


def sources_by_person(root: Path) -> Mapping[str, tuple[str, ...]]:
    """Return the sources that have named each person, by id. Raises :class:`netkeep.errors.VaultError`."""
    by_person: dict[str, list[str]] = defaultdict(list)
    for source in sources(root):
        for record in read_base(root, source).records:
            by_person[record.id].append(source)
    return {person: tuple(names) for person, names in by_person.items()}


def newest_first(jobs: Iterable[Job]) -> tuple[Job, ...]:
    """Return jobs, the latest first, those without a start last."""
    return tuple(sorted(jobs, key=lambda job: (job.start.earliest() if job.start else date.min, job.id), reverse=True))


def _written(sightings: Iterable[Sighting]) -> Mapping[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for sighting in sightings:
        counts[sighting.address] += sighting.to_them
    return counts


def _waiting(
    vault: Vault, contact: Contact, imports: tuple[str, ...], written: Mapping[str, int], today: date
) -> Waiting:
    history = [entry for entry in vault.history(contact.id) if entry.date <= today]
    messages = [entry for entry in history if entry.kind in _WRITTEN]
    shared = shared_jobs(vault, contact)
    favours = [(entry, parsed[1]) for entry in history if (parsed := act_and_favour(entry.kind))]
    return Waiting(
        contact,
        imports,
        connected=min((entry.date for entry in history if entry.kind == "connected"), default=None),
        messages=sum(map(_count, messages)),
        wrote_last=max((entry.date for entry in messages), default=None),
        written=sum(written.get(key, 0) for key in {email_key(email.address) for email in contact.emails}),
        recommendations=tuple(entry for entry, favour in favours if favour == "recommendation"),
        endorsements=sum(favour == "endorsement" for _, favour in favours),
        jobs=newest_first(overlap.job for overlap in shared if overlap.job),
        perhaps=frozenset(overlap.id for overlap in shared if not overlap.certain),
        last=max((entry.date for entry in history), default=None),
    )


def _count(entry: HistoryEntry) -> int:
    """Return how many messages an entry stands for; imports write one a month, and say how many."""
    match = _COUNT.match(entry.text)
    return int(match[1].replace(",", "")) if match else 1


def _rank(waiting: Waiting, today: date) -> tuple[bool, bool, bool, bool, int, str]:
    return (
        not (waiting.messages or waiting.written),
        not waiting.recommendations,
        not waiting.jobs,
        waiting.last is None or today - waiting.last > _RECENT,
        -waiting.last.toordinal() if waiting.last else 0,
        waiting.contact.id,
    )
