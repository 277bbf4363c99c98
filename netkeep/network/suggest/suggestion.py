"""Somebody the owner has probably missed, and the evidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

UNKNOWN, ADDRESS, COLLEAGUE = "unknown", "address", "colleague"
KINDS = (UNKNOWN, ADDRESS, COLLEAGUE)
"""Not in the vault; in it, but without this address; in it, but not among the people of this job of the owner's."""


class Evidence(NamedTuple):
    """The evidence of one source, in words, and its weight, from 0 to 1."""

    source: str
    words: str
    weight: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody under the ``key`` for dismissing them, with the line to type.

    ``org`` is an organisation's id and ``job`` a job's, if known; ``id`` that of a person in the vault.
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
        """Return the weight of all evidence together: 1 - Π(1 - weight), from 0 to 1."""
        return combined(evidence.weight for evidence in self.evidence)


def combined(weights: Iterable[float]) -> float:
    """Return weights combined as if each were an independent chance that somebody was missed."""
    left = 1.0
    for weight in weights:
        left *= 1 - weight
    return 1 - left
