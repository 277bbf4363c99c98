"""The plan for the end of a job: whom to ask for what, whom to capture, and by when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from netkeep.model.dates import add_months
from netkeep.model.jobs import Job
from netkeep.model.people import Contact
from netkeep.model.sighting import Sighting
from netkeep.network.ask_candidates import askings
from netkeep.network.channels import Ways
from netkeep.network.coverage import Group, coverage
from netkeep.network.exposure import Standing, exposure
from netkeep.network.ledger import WRITTEN, Ask, account
from netkeep.network.schedule import spread
from netkeep.network.strength import Strength
from netkeep.store.vault import Vault

Kind = Literal["ask", "follow up", "reference", "private address", "give back"]
KINDS: tuple[Kind, ...] = ("ask", "follow up", "reference", "private address", "give back")
BEFORE = timedelta(days=30)
"""Asking begins this long before the end, while they still see the owner's work."""
FOLLOW_UP = timedelta(weeks=3)
MONTHS_TO_HELLO = 3
_CALM = timedelta(days=2)
"""The last days are for goodbyes: everything else comes before them if possible."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do by a day, and the reasons for it.

    ``favour`` is what it is about, ``since`` the day of the asking or of the favour, ``answer`` their last answer about
    a word, asked for or not. For somebody who is paused ``by`` is the first day after the pause.
    """

    kind: Kind
    by: date
    contact: Contact
    relation: str | None
    strength: Strength
    ways: Ways
    favour: str | None = None
    owes: bool = False
    since: date | None = None
    answer: Ask | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything to do around the end of a job.

    ``steps`` are in the order in which to do them. ``thin`` are groups of the job's people with nobody in them,
    ``missing`` people seen at its addresses and not in the vault, ``hello`` the day for the first hello afterwards.
    """

    job: Job
    end: date
    steps: tuple[Step, ...]
    thin: tuple[Group, ...]
    missing: tuple[Sighting, ...]
    hello: date

    def of(self, kind: Kind) -> tuple[Step, ...]:
        """Return the steps of a kind."""
        return tuple(step for step in self.steps if step.kind == kind)


def leaving(vault: Vault, job: Job, end: date, sightings: Iterable[Sighting], today: date) -> Plan:
    """Return the plan for a job that ends, or ended, on a day."""
    exposed = exposure(vault, job, sightings, today)
    planner = _Planner(vault, job, today, max(today, end - BEFORE), max(today, end - _CALM), exposed.people)
    ordered = sorted(planner.steps(), key=lambda step: step.by)
    thin = tuple(group for group in coverage(vault, job, today) if not group.people and group.name != "not said")
    return Plan(job, end, tuple(ordered), thin, exposed.missing, add_months(end, MONTHS_TO_HELLO))


@dataclass(frozen=True)
class _Planner:
    """Collects what to ask of everyone, and gives each person one day for all of it: nobody is written to twice."""

    vault: Vault
    job: Job
    today: date
    first: date
    last: date
    people: tuple[Standing, ...]

    def steps(self) -> Iterator[Step]:
        """Yield every step; the bosses' turn is on the first day, the others follow a handful a day.

        People who are paused are left in peace until the pause is over.
        """
        steps = (*self._asks(), *self._references(), *self._returns(), *self._addresses())
        people = list(
            dict.fromkeys(step.contact.id for step in steps if not step.contact.is_paused_or_archived(self.first))
        )
        days = dict(zip(people, spread(len(people), self.first, self.last), strict=True))
        days |= {step.contact.id: self.first for step in steps if step.relation == "manager"}
        place = {person: number for number, person in enumerate(dict.fromkeys(step.contact.id for step in steps))}
        planned = [replace(step, by=days.get(step.contact.id, step.by)) for step in steps]
        planned = [*sorted(planned, key=lambda step: place[step.contact.id]), *self._follow_ups()]
        latest: dict[str, date] = {}
        for step in planned:
            person = step.contact.id
            latest[person] = max(step.by, latest.get(person, step.by), step.contact.paused_until or step.by)
        for step in planned:
            yield replace(step, by=latest[step.contact.id])

    def _asks(self) -> Iterator[Step]:
        for asking in askings(self.vault, self.job, self.today, self.first):
            yield self._step("ask", asking.contact.id, favour=asking.favour, owes=asking.owes)

    def _references(self) -> Iterator[Step]:
        """Yield the questions for a reference, to bosses and to leaders and customers who know the owner well."""
        for person in self.people:
            speaks = person.relation in {"leadership", "customer"} and person.strength.level in {"close", "warm"}
            if (person.relation == "manager" or speaks) and not self._has_reference(person.contact.id):
                yield self._step("reference", person.contact.id, favour="reference")

    def _has_reference(self, person: str) -> bool:
        return any(ask.favour == "reference" for ask in account(self.vault, person, self.today).asks)

    def _returns(self) -> Iterator[Step]:
        for person in self.people:
            for ask in account(self.vault, person.contact.id, self.today).owed():
                yield self._step("give back", person.contact.id, favour=ask.favour, since=ask.answered)

    def _addresses(self) -> Iterator[Step]:
        """Yield the questions for a private address, to people who can only be reached through the employer."""
        for person in self.people:
            if person.ways.reach != "own":
                yield self._step("private address", person.contact.id)

    def _follow_ups(self) -> Iterator[Step]:
        """Yield the follow-ups: three weeks after a question, and before the end."""
        for person in self.people:
            for ask in account(self.vault, person.contact.id, self.today).waiting():
                if ask.asked:
                    by = max(self.today, min(ask.asked + FOLLOW_UP, self.last))
                    step = self._step("follow up", person.contact.id, favour=ask.favour, since=ask.asked)
                    yield replace(step, by=by)

    def _step(
        self, kind: Kind, person: str, *, favour: str | None = None, owes: bool = False, since: date | None = None
    ) -> Step:
        standing = next(standing for standing in self.people if standing.contact.id == person)
        answer = self._answer(person) if kind in {"ask", "reference"} else None
        return Step(
            kind,
            self.first,
            standing.contact,
            standing.relation,
            standing.strength,
            standing.ways,
            favour,
            owes,
            since,
            answer,
        )

    def _answer(self, person: str) -> Ask | None:
        asks = account(self.vault, person, self.today).asks
        answered = [ask for ask in asks if ask.answered and ask.favour in WRITTEN]
        return max(answered, key=lambda ask: ask.answered or date.min, default=None)
