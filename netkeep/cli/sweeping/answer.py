"""What a player types in a sweep: a name, and after commas or tabs the relation and more."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from netkeep.model.names import fold
from netkeep.model.people import RELATIONS

KEYS: Mapping[str, str] = MappingProxyType(
    {
        "p": "peer",
        "m": "manager",
        "r": "report",
        "t": "other-team",
        "l": "leadership",
        "v": "vendor",
        "c": "customer",
        "h": "recruiter",
        "o": "other",
    }
)
"""One key a relation; ``h`` is for hiring."""
INSIDE = frozenset({"manager", "report", "peer", "other-team", "leadership"})
"""Relations of people who work at the job's own organisation."""


class Answer(NamedTuple):
    """A name, the relation where one was typed, and the two fields that may follow.

    For colleagues these are title and team, for everyone else organisation and title.
    """

    name: str
    relation: str | None = None
    first: str = ""
    second: str = ""


def parse(line: str) -> Answer:
    """Return what a line says: ``Ada Example, p, Analyst, Finance``; the relation and what follows may be left out."""
    name, *rest = (" ".join(part.split()) for part in re.split(r"[\t,，、]", line))  # the comma of other scripts, too
    relation = relation_of(rest[0]) if rest else None
    first, second = [*(rest[1:] if relation or (rest and not rest[0]) else rest), "", ""][:2]
    return Answer(name, relation, first, second)


def relation_of(word: str) -> str | None:
    """Return the relation that a key or a word means, or None."""
    folded = fold(word).replace(" ", "-")
    return KEYS.get(folded) or (folded if folded in RELATIONS else None)
