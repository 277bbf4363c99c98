"""Somebody one has probably missed, and what speaks for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

UNKNOWN, ADDRESS, COLLEAGUE = "unknown", "address", "colleague"
KINDS = (UNKNOWN, ADDRESS, COLLEAGUE)
"""Not in the vault; in it, but without this address; in it, but not among the people of this job of the owner's."""


class Evidence(NamedTuple):
    """What one source says, in words, and how much it weighs, from 0 to 1."""

    source: str
    words: str
    weight: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody, by what a dismissal names (``key``), with the line to type.

    ``org`` is an organisation's id and ``job`` a job's, where known; ``id`` a person's who is in the vault.
    """

    kind: str
    key: str
    name: str
    addresses: tuple[str, ...]
    id: str | None
    org: str | None
    job: str | None
    evidence: tuple[Evidence, ...]
    command: str

    @property
    def score(self) -> float:
        """Return how much it all weighs together: 1 - Π(1 - weight), from 0 to 1."""
        return together(one.weight for one in self.evidence)


def together(weights: Iterable[float]) -> float:
    """Join weights as if each were a chance of its own that somebody was missed."""
    left = 1.0
    for weight in weights:
        left *= 1 - weight
    return 1 - left
