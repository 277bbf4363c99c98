"""The people the owner would lose if a job ended today, and the few minutes of work that would help most."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from netkeep.model.dates import add_months
from netkeep.model.jobs import Job
from netkeep.model.people import Contact
from netkeep.model.sighting import Sighting
from netkeep.network.channels import Ways, employer_domains, ways_to, within
from netkeep.network.employment import colleagues, possible_colleagues
from netkeep.network.strength import Strength, strength
from netkeep.store.vault import Vault

Deed = Literal["private address", "hello", "capture"]
MINUTES: dict[Deed, int] = {"private address": 2, "hello": 3, "capture": 1}
"""The time that each takes, as a rule of thumb."""
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
        """Return whether they could be reached, and would know the owner."""
        return self.ways.reach == "own" and self.remembers


class Step(NamedTuple):
    """A piece of work that helps: ``contact`` is None for somebody to capture, whom ``seen`` names.

    ``met`` says whether the owner has been in touch with them: a hello comes before a question.
    """

    deed: Deed
    minutes: int
    gain: float
    contact: Contact | None = None
    seen: Sighting | None = None
    met: bool = True


class Month(NamedTuple):
    """How many people of a job the owner knew by a day, and how many would have remembered the owner that day."""

    day: date
    known: int
    remembering: int


@dataclass(frozen=True, slots=True)
class Exposure:
    """The people that would be lost with a job. ``missing`` were seen at its addresses and are not in the vault.

    ``perhaps`` counts those who may have been there at the same time, and are not among the ``people``.
    ``domains`` says whether the organisation's addresses are known; if not, its ``orgs/`` file lacks them.
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
        """Return how many could be reached, and would know the owner."""
        return sum(person.kept for person in self.people)

    def unreachable(self) -> tuple[Standing, ...]:
        """Return the people with no way of their own, the strongest ties first."""
        return tuple(person for person in self.people if person.ways.reach != "own")

    def forgetting(self) -> tuple[Standing, ...]:
        """Return the people who would not remember the owner."""
        return tuple(person for person in self.people if not person.remembers)


def exposure(vault: Vault, job: Job, sightings: Iterable[Sighting], today: date, minutes: int = 10) -> Exposure:
    """Return the exposure of a job as if it ended on a day; no work is proposed with people who are paused."""
    domains = employer_domains(vault)
    people = tuple(sorted(_standings(vault, job, domains, today), key=_strongest))
    org = vault.orgs.of(job.org)
    here = frozenset(domain.casefold() for domain in org.record.domains) if org and org.record else frozenset()
    missing = _missing(vault, sightings, here)
    months = tuple(_months(vault, job, people, today))
    awake = [person for person in people if not person.contact.is_paused_or_archived(today)]
    perhaps = sum(contact.archived is None for contact in possible_colleagues(vault, job))
    return Exposure(job, bool(here), people, perhaps, missing, months, _best_steps(awake, missing, minutes))


def _standings(vault: Vault, job: Job, domains: frozenset[str], today: date) -> Iterator[Standing]:
    for colleague in colleagues(vault, job):
        if colleague.contact.archived is None:
            tie = strength(vault, colleague.contact.id, today)
            yield Standing(
                colleague.contact,
                colleague.relation,
                ways_to(colleague.contact, domains),
                tie,
                bool(tie.parts) and vault.settings.fades_after.after(tie.parts[0].happening.date) >= today,
            )


def _strongest(person: Standing) -> tuple[float, str]:
    return -person.strength.score, person.contact.id


def _missing(vault: Vault, sightings: Iterable[Sighting], domains: frozenset[str]) -> tuple[Sighting, ...]:
    addresses = {email.address.casefold() for contact in vault.contacts.values() for email in contact.emails}
    by_address: dict[str, Sighting] = {}
    for sighting in sorted(
        sightings, key=lambda sighting: (-sighting.to_them, -sighting.times, sighting.address, sighting.source)
    ):
        if within(sighting.address, domains) and sighting.address.casefold() not in addresses:
            by_address.setdefault(sighting.address, sighting)
    return tuple(by_address.values())


def _months(vault: Vault, job: Job, people: Sequence[Standing], today: date) -> Iterator[Month]:
    """Yield the figures for the ends of the last months and for today; none before the job began."""
    first = job.start.earliest() if job.start else date.min
    ends = [add_months(today.replace(day=1), -back) - timedelta(days=1) for back in reversed(range(_MONTHS - 1))]
    histories = [[part.happening.date for part in person.strength.parts] for person in people]
    for day in (*(end for end in ends if end >= first), today):
        until = [[contact for contact in history if contact <= day] for history in histories]
        met = [history for history in until if history]
        yield Month(day, len(met), sum(vault.settings.fades_after.after(max(history)) >= day for history in met))


def _best_steps(people: Iterable[Standing], missing: Iterable[Sighting], minutes: int) -> tuple[Step, ...]:
    """Return the steps that gain most per minute, until the minutes are used up."""
    steps = sorted(_steps(people, missing), key=_most_a_minute)
    chosen: list[Step] = []
    for step in steps:
        if sum(other.minutes for other in chosen) + step.minutes <= minutes:
            chosen.append(step)
    return tuple(chosen)


def _steps(people: Iterable[Standing], missing: Iterable[Sighting]) -> Iterator[Step]:
    for person in people:
        gain = _OF_CLOSE[person.strength.level]
        if person.ways.reach != "own":
            minutes = MINUTES["private address" if person.strength.parts else "hello"]
            yield Step("private address", minutes, 2 * gain, person.contact, met=bool(person.strength.parts))
        elif not person.remembers:
            yield Step("hello", MINUTES["hello"], gain, person.contact)
    for seen in missing:
        yield Step("capture", MINUTES["capture"], 1.0 if seen.to_them else 0.5, seen=seen)


def _most_a_minute(step: Step) -> tuple[float, str, str]:
    return -step.gain / step.minutes, step.contact.id if step.contact else "", step.seen.address if step.seen else ""
