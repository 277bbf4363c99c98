"""What an import will do, person by person, before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from netkeep.exchange.candidate import Candidate, Problem, Reading
from netkeep.exchange.matching.match import Pair
from netkeep.exchange.merging.base import Base
from netkeep.model.dates import Duration
from netkeep.store.save import Change


@dataclass(frozen=True, slots=True)
class Request:
    """What to import, and how.

    ``resolve`` says who a candidate is that is unclear, by its place in the source: an id, or ``new``. ``namesakes``
    creates those of whom only a name is somebody's already. Over ``spread`` new people get a first reminder each.
    """

    format: str
    reading: Reading
    today: date
    spread: Duration | None = None
    namesakes: bool = False
    resolve: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose file is created, changed or left as it is. ``notes`` say what was not taken over, and why."""

    id: str
    name: str
    path: str
    where: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unsure:
    """A candidate who may be one of several people: ``where`` is the key by which to resolve it."""

    candidate: Candidate
    pairs: tuple[Pair, ...]
    why: str

    @property
    def where(self) -> str:
        """Give the place in the source, by which the candidate is told apart."""
        return self.candidate.where


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an import will do. ``away`` are those who stay away because the owner removed them.

    ``jobs`` are the paths of jobs made of positions, ``files`` those of jobs and organisations of another vault.
    """

    base: Base
    created: tuple[Person, ...] = ()
    changed: tuple[Person, ...] = ()
    unchanged: tuple[Person, ...] = ()
    unclear: tuple[Unsure, ...] = ()
    refused: tuple[Problem, ...] = ()
    away: tuple[str, ...] = ()
    jobs: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    entries: int = 0
    new: tuple[tuple[str, str], ...] = ()
    changes: tuple[Change, ...] = ()
