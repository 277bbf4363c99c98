"""What a source says about a person: facts, each with the place where it stands."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeVar

from netkeep.model.dates import Birthday
from netkeep.model.fields import FIELDS
from netkeep.model.jobs import Job, Organisation
from netkeep.model.people import Item, Role
from netkeep.model.shapes import Value
from netkeep.model.sighting import Sighting

_T = TypeVar("_T")


class Link(NamedTuple):
    """A profile or page, by the name of its service."""

    service: str
    url: str


class Entry(NamedTuple):
    """Something that happened, for the log. ``key`` identifies it within its source, however its text changes.

    ``others`` are the source's ids of the people who were there besides the person whose entry it is.
    """

    key: str
    day: date
    kind: str
    text: str = ""
    others: tuple[str, ...] = ()


class Extra(NamedTuple):
    """A value that has no field in the vault: kept under ``x:``, or at the top as the key of another program.

    ``value`` is text, or lists and mappings of text.
    """

    key: str
    value: object


FactValue = str | Birthday | Item | Link | Entry | Extra
Field = str
"""The key of the front matter that a fact belongs to; ``log`` is an entry, ``note`` the text of a new file.

``properties`` are keys of other programs.
"""
FACT_FIELDS: frozenset[Field] = frozenset({*(row.key for row in FIELDS), "log", "note", "properties"})
SCALARS: frozenset[Field] = frozenset(row.key for row in FIELDS if isinstance(row.shape, Value))
"""The fields that have a single value in a file."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a source says. ``where`` names its place: ``Connections.csv:12``, ``cards.vcf: card 3``.

    The field decides the value's type: the model of its records for a list (:class:`Email` for ``emails``),
    :class:`Link` for ``links``, :class:`Birthday` for ``birthday``, :class:`Entry` for ``log``, :class:`Extra` for
    ``x`` and ``properties``, otherwise text, as a file has it. Ids of people and jobs are the source's own.
    """

    field: Field
    value: FactValue
    where: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person as one source knows them; ``uid`` is the source's own id for them, if it has one.

    ``chosen`` says that they come from a vault, whose owner has already chosen them: there is nothing left to triage.
    """

    facts: tuple[Fact, ...]
    where: str
    uid: str | None = None
    chosen: bool = False

    @property
    def name(self) -> str:
        """Return the name; empty if the source has none."""
        return next((str(fact.value) for fact in self.facts if fact.field == "name"), "")

    def values(self, field: Field, kind: type[_T]) -> Iterator[_T]:
        """Yield the values of a field, in the order of the source."""
        return (fact.value for fact in self.facts if fact.field == field and isinstance(fact.value, kind))


@dataclass(frozen=True, slots=True)
class Gathering:
    """Something that happened with one or more people: a meeting, a month of mail.

    ``addresses`` are the e-mail keys of everyone there but the owner. Those who are in the vault share one log entry;
    the others only become sightings (:class:`netkeep.model.sighting.Sighting`).
    """

    key: str
    day: date
    kind: str
    text: str
    addresses: tuple[str, ...]
    where: str


@dataclass(frozen=True, slots=True)
class OwnJob:
    """A position that the owner held, for ``jobs/``; ``role`` holds organisation, title and dates."""

    role: Role
    where: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A job's or an organisation's whole file, as another vault has it: its front matter, text and log.

    ``item`` has the id that the other vault has for it, and no body.
    """

    item: Job | Organisation
    where: str
    note: str = ""
    log: tuple[Entry, ...] = ()


Fate = Literal["skipped", "kept", "refused", "noted"]
"""What happened to the data a problem is about: it was no person (skipped), was kept as it is below ``x`` (kept), was
not imported (refused), or was read as it was probably meant, which the user should know (noted)."""


class Problem(NamedTuple):
    """Something in a source that could not be read as it was meant. ``message`` and ``help`` hold no personal data.

    ``where`` names file and line (``contacts.vcf:120``), ``who`` is the name of the person, if there is one.
    """

    where: str
    message: str
    help: str = ""
    fate: Fate = "refused"
    who: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that one reading of a source yields.

    ``as_of`` is the day on which the source said so: the one that the user gave or, where ``as_of_assumed``, one
    inferred from the source. ``days`` holds the latest past day in each kind of table, ``stamp`` the latest day on
    which a table was packed, for archives that record it. ``counts`` are figures worth a line in the summary
    ("messages": 1200), in the words of the format. ``notes`` are whole sentences about how the source was read
    ("people.csv: read as Google's table."), and hold no personal data.
    """

    candidates: tuple[Candidate, ...] = ()
    problems: tuple[Problem, ...] = ()
    gatherings: tuple[Gathering, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    jobs: tuple[OwnJob, ...] = ()
    files: tuple[OwnFile, ...] = ()
    as_of: date | None = None
    counts: Mapping[str, int] | None = None
    days: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    stamp: date | None = None
    as_of_assumed: bool = False
    notes: tuple[str, ...] = ()


def join_readings(readings: Sequence[Reading]) -> Reading:
    """Return several readings as one; it has their day where they agree on it, else none."""
    as_of = {(reading.as_of, reading.as_of_assumed) for reading in readings}
    day, assumed = as_of.pop() if len(as_of) == 1 else (None, False)
    counts, days = Counter[str](), dict[str, date]()
    for reading in readings:
        counts.update(reading.counts or {})
        days |= {table: max(latest, days.get(table, latest)) for table, latest in reading.days.items()}
    return Reading(
        candidates=tuple(chain.from_iterable(reading.candidates for reading in readings)),
        problems=tuple(chain.from_iterable(reading.problems for reading in readings)),
        gatherings=tuple({item.key: item for reading in readings for item in reading.gatherings}.values()),
        sightings=tuple(chain.from_iterable(reading.sightings for reading in readings)),
        jobs=tuple(chain.from_iterable(reading.jobs for reading in readings)),
        files=tuple(chain.from_iterable(reading.files for reading in readings)),
        as_of=day,
        counts=counts or None,
        days=days,
        stamp=max((reading.stamp for reading in readings if reading.stamp), default=None),
        as_of_assumed=assumed,
        notes=tuple(dict.fromkeys(chain.from_iterable(reading.notes for reading in readings))),
    )
