"""A working life to be simulated: jobs, people, what happens, and the vault that holds it on a day."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from netkeep.config import Settings
from netkeep.model.body import Body, LogEntry, Span
from netkeep.model.dates import Duration, Never, PartialDate
from netkeep.model.jobs import Job
from netkeep.model.people import Contact, Engagement, Role
from netkeep.model.schema import JOB_FILE, PERSON
from netkeep.store.vault import Vault
from netkeep.text.document import Document

FIRST, LAST, QUIET = date(2020, 1, 1), date(2025, 12, 31), date(2026, 12, 31)
UNSAID = 6
"""The months between two sweeps that a file need not say."""
RELATIONS = ("manager", "peer", "peer", "report", "other-team", "leadership", "vendor", "customer")


@dataclass
class Work:
    """A job of the life; its end is written down on the day ``told``, not before."""

    id: str
    org: str
    start: date
    end: date
    told: date
    review: tuple[int, int | None] | None
    sweep: int
    log: list[tuple[date, str]] = field(default_factory=list)

    def end_on(self, day: date) -> date | None:
        """Return the end as far as the file says it on a day."""
        return self.end if day >= self.told else None


@dataclass
class Person:
    """Somebody of the life; ``joined`` is the day on which they are captured."""

    id: str
    job: str
    relation: str
    joined: date
    log: list[tuple[date, str]] = field(default_factory=list)
    roles: list[tuple[str, str, str]] = field(default_factory=list)
    paused: date | None = None


def works() -> list[Work]:
    """Return three jobs: one with a planned end, one that ends without warning, one of which the end is told late."""
    return [
        Work("acme", "Acme Corp", date(2020, 1, 6), date(2021, 6, 30), date(2020, 1, 6), (11, None), 6),
        Work("burr", "Burr GmbH", date(2021, 7, 12), date(2023, 10, 17), date(2023, 10, 17), (2, 29), 3),
        Work("cole", "Cole", date(2023, 12, 1), date(2025, 5, 31), date(2025, 5, 20), None, 6),
    ]


def people(jobs: list[Work], dice: random.Random) -> list[Person]:
    """Return the colleagues of each job, captured in its first months."""
    return [
        Person(f"{job.id}-{number}", job.id, relation, job.start + timedelta(days=dice.randrange(120)))
        for job in jobs
        for number, relation in enumerate(RELATIONS)
    ]


def vault_on(jobs: list[Work], persons: list[Person], day: date) -> Vault:
    """Return the vault as it stands on a day."""
    documents = [Document(f"jobs/{job.id}.md", JOB_FILE, None, _job(job, day)) for job in jobs if job.start <= day]
    documents += [Document(f"people/{one.id}.md", PERSON, None, _contact(one)) for one in persons if one.joined <= day]
    return Vault(Path(), Settings(), tuple(documents))


def _job(job: Work, day: date) -> Job:
    end = job.end_on(day)
    return Job(
        job.id,
        job.org,
        start=PartialDate.parse(job.start.isoformat()),
        end=PartialDate.parse(end.isoformat()) if end else None,
        review=job.review,
        sweep=None if job.sweep == UNSAID else Duration(job.sweep, "month"),
        body=_body(job.log),
    )


def _contact(one: Person) -> Contact:
    return Contact(
        one.id,
        one.id,
        roles=tuple(Role(org, title, start=PartialDate.parse(start)) for org, title, start in reversed(one.roles)),
        worked_with=(Engagement(one.job, one.relation),),
        cadence=Never.NEVER,
        paused_until=one.paused,
        body=_body(one.log),
    )


def _body(log: list[tuple[date, str]]) -> Body:
    return Body(log=tuple(LogEntry(day, kind, (), "", Span(0, 0)) for day, kind in reversed(log)))
