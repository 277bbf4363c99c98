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
"""Asking begins so long before the end, while they still see what one does."""
FOLLOW_UP = timedelta(weeks=3)
MONTHS_TO_HELLO = 3
_CALM = timedelta(days=2)
"""The last days are for goodbyes: what can be done before them is."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do by a day, and what speaks for it.

    ``favour`` is what it is about, ``since`` the day of the asking or of the favour, ``answer`` the last asking for
    a word that they have answered, asked or not. ``by`` of somebody who is paused is the first day after the pause.
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
    """All that is to be done around the end of a job.

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
    """Make the plan for a job that ends, or has ended, on a day."""
    found = exposure(vault, job, sightings, today)
    planner = _Planner(vault, job, today, max(today, end - BEFORE), max(today, end - _CALM), found.people)
    ordered = sorted(planner.steps(), key=lambda step: step.by)
    thin = tuple(group for group in coverage(vault, job, today) if not group.people and group.name != "not said")
    return Plan(job, end, tuple(ordered), thin, found.missing, add_months(end, MONTHS_TO_HELLO))


@dataclass(frozen=True)
class _Planner:
    """Collects what there is to ask of everyone, and gives each person one day for all of it."""

    vault: Vault
    job: Job
    today: date
    first: date
    last: date
    people: tuple[Standing, ...]

    def steps(self) -> Iterator[Step]:
        """Yield every step; the bosses are spoken to on the first day, the others a handful a day.

        Who is paused is left in peace until the pause is over.
        """
        found = (*self._asks(), *self._references(), *self._returns(), *self._addresses())
        people = list(
            dict.fromkeys(step.contact.id for step in found if not step.contact.is_paused_or_archived(self.first))
        )
        days = dict(zip(people, spread(len(people), self.first, self.last), strict=True))
        days |= {step.contact.id: self.first for step in found if step.relation == "manager"}
        place = {person: number for number, person in enumerate(dict.fromkeys(step.contact.id for step in found))}
        planned = (replace(step, by=days.get(step.contact.id, step.by)) for step in found)
        for step in (*sorted(planned, key=lambda step: place[step.contact.id]), *self._follow_ups()):
            yield replace(step, by=max(step.by, step.contact.paused_until or step.by))

    def _asks(self) -> Iterator[Step]:
        for one in askings(self.vault, self.job, self.today, self.first):
            yield self._step("ask", one.contact.id, favour=one.favour, owes=one.owes)

    def _references(self) -> Iterator[Step]:
        """Ask who may be named as a reference: bosses, and leaders and customers who know one well enough."""
        for one in self.people:
            speaks = one.relation in {"leadership", "customer"} and one.strength.level in {"close", "warm"}
            if (one.relation == "manager" or speaks) and not self._has_reference(one.contact.id):
                yield self._step("reference", one.contact.id, favour="reference")

    def _has_reference(self, person: str) -> bool:
        return any(ask.favour == "reference" for ask in account(self.vault, person, self.today).asks)

    def _returns(self) -> Iterator[Step]:
        for one in self.people:
            for ask in account(self.vault, one.contact.id, self.today).owed():
                yield self._step("give back", one.contact.id, favour=ask.favour, since=ask.answered)

    def _addresses(self) -> Iterator[Step]:
        """Ask whom nothing but the employer reaches for a way of their own."""
        for one in self.people:
            if one.ways.reach != "own":
                yield self._step("private address", one.contact.id)

    def _follow_ups(self) -> Iterator[Step]:
        """Ask once more after three weeks, and before the end."""
        for one in self.people:
            for ask in account(self.vault, one.contact.id, self.today).waiting():
                if ask.asked:
                    by = max(self.today, min(ask.asked + FOLLOW_UP, self.last))
                    step = self._step("follow up", one.contact.id, favour=ask.favour, since=ask.asked)
                    yield replace(step, by=by)

    def _step(
        self, kind: Kind, person: str, *, favour: str | None = None, owes: bool = False, since: date | None = None
    ) -> Step:
        one = next(one for one in self.people if one.contact.id == person)
        answer = self._answer(person) if kind in {"ask", "reference"} else None
        return Step(kind, self.first, one.contact, one.relation, one.strength, one.ways, favour, owes, since, answer)

    def _answer(self, person: str) -> Ask | None:
        asks = account(self.vault, person, self.today).asks
        answered = [ask for ask in asks if ask.answered and ask.favour in WRITTEN]
        return max(answered, key=lambda ask: ask.answered or date.min, default=None)
