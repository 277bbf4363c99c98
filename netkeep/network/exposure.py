"""Whom one would lose if a job ended today, and the few minutes of work that would help most."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from netkeep.model.dates import add_months
from netkeep.model.jobs import Job
from netkeep.model.people import Contact
from netkeep.model.sighting import Sighting
from netkeep.network.channels import Ways, employer_domains, ways_to, within
from netkeep.network.employment import colleagues, perhaps_there
from netkeep.network.strength import Strength, strength
from netkeep.store.vault import Vault

Deed = Literal["private address", "hello", "capture"]
MINUTES: dict[Deed, int] = {"private address": 2, "hello": 3, "capture": 1}
"""What each takes, as a rule of thumb."""
_MONTHS = 12
_OF_CLOSE = {"close": 4.0, "warm": 3.0, "acquainted": 2.0, "weak": 1.0, "none": 0.5}


@dataclass(frozen=True, slots=True)
class Standing:
    """One person of a job: the ways to them, the tie, and whether they would remember the owner."""

    contact: Contact
    relation: str | None
    ways: Ways
    strength: Strength
    remembers: bool

    @property
    def kept(self) -> bool:
        """Return whether they could be reached, and would know who it is."""
        return self.ways.reach == "own" and self.remembers


class Step(NamedTuple):
    """A piece of work that helps: ``contact`` is None for somebody to capture, whom ``seen`` names.

    ``met`` tells whether the owner has been in touch with them: a hello comes before a question.
    """

    deed: Deed
    minutes: int
    gain: float
    contact: Contact | None = None
    seen: Sighting | None = None
    met: bool = True


class Month(NamedTuple):
    """How many of the people of a job known by a day would have remembered the owner on it."""

    day: date
    known: int
    remembering: int


@dataclass(frozen=True, slots=True)
class Exposure:
    """What would be lost with a job. ``missing`` were seen at its addresses and are not in the vault.

    ``perhaps`` counts those who may have been there at the same time, and are not among the ``people``.
    ``domains`` tells whether the organisation's addresses are known; where not, its ``orgs/`` file lacks them.
    """

    job: Job
    domains: bool
    people: tuple[Standing, ...]
    perhaps: int
    missing: tuple[Sighting, ...]
    months: tuple[Month, ...]
    steps: tuple[Step, ...]

    @property
    def kept(self) -> int:
        """Return how many could be reached, and would know who it is."""
        return sum(one.kept for one in self.people)

    def unreachable(self) -> tuple[Standing, ...]:
        """Return whom nothing but an employer reaches, or nothing at all; the strongest ties first."""
        return tuple(one for one in self.people if one.ways.reach != "own")

    def forgetting(self) -> tuple[Standing, ...]:
        """Return who would not remember the owner."""
        return tuple(one for one in self.people if not one.remembers)


def exposure(vault: Vault, job: Job, sightings: Iterable[Sighting], today: date, minutes: int = 10) -> Exposure:
    """Weigh a job's network as if the job ended on a day; no work is proposed with who is paused."""
    domains = employer_domains(vault)
    people = tuple(sorted(_standings(vault, job, domains, today), key=_strongest))
    org = vault.orgs.of(job.org)
    here = frozenset(domain.casefold() for domain in org.record.domains) if org and org.record else frozenset()
    missing = _missing(vault, sightings, here)
    months = tuple(_months(vault, job, people, today))
    awake = [one for one in people if not one.contact.is_paused_or_archived(today)]
    perhaps = sum(contact.archived is None for contact in perhaps_there(vault, job))
    return Exposure(job, bool(here), people, perhaps, missing, months, _best_steps(awake, missing, minutes))


def _standings(vault: Vault, job: Job, domains: frozenset[str], today: date) -> Iterator[Standing]:
    for one in colleagues(vault, job):
        if one.contact.archived is None:
            tie = strength(vault, one.contact.id, today)
            yield Standing(
                one.contact,
                one.relation,
                ways_to(one.contact, domains),
                tie,
                bool(tie.parts) and vault.settings.fades_after.after(tie.parts[0].happening.date) >= today,
            )


def _strongest(one: Standing) -> tuple[float, str]:
    return -one.strength.score, one.contact.id


def _missing(vault: Vault, sightings: Iterable[Sighting], domains: frozenset[str]) -> tuple[Sighting, ...]:
    known = {email.address.casefold() for contact in vault.contacts.values() for email in contact.emails}
    found: dict[str, Sighting] = {}
    for one in sorted(sightings, key=lambda one: (-one.to_them, -one.times, one.address, one.source)):
        if within(one.address, domains) and one.address.casefold() not in known:
            found.setdefault(one.address, one)
    return tuple(found.values())


def _months(vault: Vault, job: Job, people: Sequence[Standing], today: date) -> Iterator[Month]:
    """Yield the ends of the last months, and today; none before the job began."""
    first = job.start.earliest() if job.start else date.min
    ends = [add_months(today.replace(day=1), -back) - timedelta(days=1) for back in reversed(range(_MONTHS - 1))]
    histories = [[part.happening.date for part in one.strength.parts] for one in people]
    for day in (*(end for end in ends if end >= first), today):
        until = [[one for one in history if one <= day] for history in histories]
        known = [history for history in until if history]
        yield Month(day, len(known), sum(vault.settings.fades_after.after(max(one)) >= day for one in known))


def _best_steps(people: Iterable[Standing], missing: Iterable[Sighting], minutes: int) -> tuple[Step, ...]:
    """Choose what gains most a minute, until the minutes are used up."""
    steps = sorted(_steps(people, missing), key=_most_a_minute)
    chosen: list[Step] = []
    for step in steps:
        if sum(one.minutes for one in chosen) + step.minutes <= minutes:
            chosen.append(step)
    return tuple(chosen)


def _steps(people: Iterable[Standing], missing: Iterable[Sighting]) -> Iterator[Step]:
    for one in people:
        gain = _OF_CLOSE[one.strength.level]
        if one.ways.reach != "own":
            minutes = MINUTES["private address" if one.strength.parts else "hello"]
            yield Step("private address", minutes, 2 * gain, one.contact, met=bool(one.strength.parts))
        elif not one.remembers:
            yield Step("hello", MINUTES["hello"], gain, one.contact)
    for seen in missing:
        yield Step("capture", MINUTES["capture"], 1.0 if seen.to_them else 0.5, seen=seen)


def _most_a_minute(step: Step) -> tuple[float, str, str]:
    return -step.gain / step.minutes, step.contact.id if step.contact else "", step.seen.address if step.seen else ""
