"""Who waits to be looked at, those who seem to matter most first, and what speaks for each."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from netkeep.exchange.merging.base import read_base, sources
from netkeep.exchange.triage.answers import waits
from netkeep.model.contact_points import email_key
from netkeep.model.jobs import Job
from netkeep.model.kinds import act_and_favour
from netkeep.model.people import Contact
from netkeep.model.sighting import Sighting
from netkeep.network.employment import shared_jobs
from netkeep.store.vault import HistoryEntry, Vault

_COUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,9}) messages?\b", re.ASCII)
_WRITTEN = frozenset({"message", "email"})
_RECENT = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits, and what is known of them.

    ``sources`` are the imports that told of them. ``messages`` counts those of the log, ``written`` those that the
    owner is known to have written; ``recommendations`` are newest first; ``jobs`` are those of the owner's that they
    were in or may have been, the newest first; ``perhaps`` are the ids of those of which nobody can tell; ``last`` is
    the day of the newest entry that has been.
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
    vault: Vault, told: Mapping[str, Sequence[str]], sightings: Iterable[Sighting], today: date
) -> tuple[Waiting, ...]:
    """Return who waits: first whom the owner wrote with, then who recommended, who overlaps a job, who is recent.

    Whoever has more of these, in this order, comes first; else the newest entry decides, then the id. ``told`` gives
    the sources by id.
    """
    written = _written(sightings)
    everyone = (one for one in vault.contacts.values() if waits(one))
    found = [_waiting(vault, one, tuple(told.get(one.id, ())), written, today) for one in everyone]
    return tuple(sorted(found, key=lambda one: _rank(one, today)))


def told_by(root: Path) -> Mapping[str, tuple[str, ...]]:
    """Return the sources that have told of each person, by id. Raises :class:`netkeep.errors.VaultError`."""
    found: dict[str, list[str]] = defaultdict(list)
    for source in sources(root):
        for record in read_base(root, source).records:
            found[record.id].append(source)
    return {person: tuple(names) for person, names in found.items()}


def newest_first(jobs: Iterable[Job]) -> tuple[Job, ...]:
    """Return jobs in the order in which they come to mind."""
    return tuple(sorted(jobs, key=lambda job: (job.start.earliest() if job.start else date.min, job.id), reverse=True))


def _written(sightings: Iterable[Sighting]) -> Mapping[str, int]:
    found: dict[str, int] = defaultdict(int)
    for one in sightings:
        found[one.address] += one.to_them
    return found


def _waiting(vault: Vault, contact: Contact, told: tuple[str, ...], written: Mapping[str, int], today: date) -> Waiting:
    history = [one for one in vault.history(contact.id) if one.date <= today]
    messages = [one for one in history if one.kind in _WRITTEN]
    shared = shared_jobs(vault, contact)
    favours = [(one, said[1]) for one in history if (said := act_and_favour(one.kind))]
    return Waiting(
        contact,
        told,
        connected=min((one.date for one in history if one.kind == "connected"), default=None),
        messages=sum(map(_count, messages)),
        wrote_last=max((one.date for one in messages), default=None),
        written=sum(written.get(key, 0) for key in {email_key(email.address) for email in contact.emails}),
        recommendations=tuple(one for one, favour in favours if favour == "recommendation"),
        endorsements=sum(favour == "endorsement" for _, favour in favours),
        jobs=newest_first(one.job for one in shared if one.job),
        perhaps=frozenset(one.id for one in shared if not one.certain),
        last=max((one.date for one in history), default=None),
    )


def _count(entry: HistoryEntry) -> int:
    """Return how many messages an entry stands for; imports write one a month, and say how many."""
    said = _COUNT.match(entry.text)
    return int(said[1].replace(",", "")) if said else 1


def _rank(one: Waiting, today: date) -> tuple[bool, bool, bool, bool, int, str]:
    return (
        not (one.messages or one.written),
        not one.recommendations,
        not one.jobs,
        one.last is None or today - one.last > _RECENT,
        -one.last.toordinal() if one.last else 0,
        one.contact.id,
    )
