"""The plan of an import, person by person, before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from netkeep.exchange.candidate import Candidate, Field, Problem, Reading
from netkeep.exchange.matching.match import Pair
from netkeep.exchange.merging.base import Base
from netkeep.model.dates import Duration
from netkeep.store.save import Change

_FEWEST_FOLLOWED = 5
_MOST_LOSING = 10  # one in so many may lose something before a warning


@dataclass(frozen=True, slots=True)
class Request:
    """What to import, and how.

    ``resolve`` says who an unclear candidate is, by its place in the source: an id, or ``new``. ``namesakes`` creates
    people who share nothing but a name with somebody. New people get a first reminder each, spread over ``spread``. A
    ``snapshot`` lists all that its source knows; where last sweep a snapshot too, what it no longer lists is
    taken back.
    """

    format: str
    reading: Reading
    today: date
    spread: Duration | None = None
    namesakes: bool = False
    resolve: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    snapshot: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose file is created, changed or left as it is. ``notes`` say what was not taken over, and why.

    ``kept`` names the fields in which the vault's value stays against the source's, ``taken_back`` counts by field what
    a snapshot no longer lists. ``waits`` says that their work stays as it is until the day of the archive is known.
    """

    id: str
    name: str
    path: str
    where: str
    notes: tuple[str, ...] = ()
    kept: tuple[Field, ...] = ()
    taken_back: Mapping[Field, int] = field(default_factory=lambda: MappingProxyType({}))
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Unsure:
    """A candidate who may be one of several people: ``where`` is the key by which to resolve it."""

    candidate: Candidate
    pairs: tuple[Pair, ...]
    why: str

    @property
    def where(self) -> str:
        """Return the place in the source, which identifies the candidate."""
        return self.candidate.where


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an import will do. ``away`` are those who stay away because the owner removed them.

    ``refused``, ``kept``, ``skipped`` and ``noted`` are problems by their fate. ``followed`` counts the people from
    whom a snapshot may take something back, ``absent`` those whom it no longer has; ``adds`` says that the source could
    be a snapshot if it had a name. ``jobs`` are the paths of jobs made from positions, ``files`` those of jobs and
    organisations of another vault.
    """

    base: Base
    created: tuple[Person, ...] = ()
    changed: tuple[Person, ...] = ()
    unchanged: tuple[Person, ...] = ()
    unclear: tuple[Unsure, ...] = ()
    refused: tuple[Problem, ...] = ()
    kept: tuple[Problem, ...] = ()
    skipped: tuple[Problem, ...] = ()
    noted: tuple[Problem, ...] = ()
    followed: int = 0
    absent: int = 0
    adds: bool = False
    away: tuple[str, ...] = ()
    jobs: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    entries: int = 0
    new: tuple[tuple[str, str], ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def people(self) -> tuple[Person, ...]:
        """Return everybody who was in the vault before, by id."""
        return tuple(sorted((*self.changed, *self.unchanged), key=lambda person: person.id))

    @property
    def losing(self) -> tuple[Person, ...]:
        """Return those from whom something is removed again."""
        return tuple(person for person in self.changed if person.taken_back)

    @property
    def loses_many(self) -> bool:
        """Return whether a snapshot takes something back from so many people that it may be a mistake."""
        return self.followed >= _FEWEST_FOLLOWED and len(self.losing) * _MOST_LOSING > self.followed
