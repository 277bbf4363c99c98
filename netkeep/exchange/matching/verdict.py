"""Whether two names are the same, perhaps one person's, or two people's."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from netkeep.check.names import folded_name, may_be_one
from netkeep.exchange.matching.name_similarity import likeness, unlike

Verdict = Literal["same", "perhaps", "apart"]


@lru_cache(maxsize=65536)
def verdict(first: str, second: str) -> Verdict:
    """Return whether two names are one person's; titles, case, accents and the order of words make no difference.

    ``perhaps`` covers an initial, a missing middle name, another surname (people marry), one word of the other's name,
    another script, and an empty name.
    """
    name, other_name = folded_name(first), folded_name(second)
    if not name or not other_name:
        return "perhaps"
    words, other_words = name.split(), other_name.split()
    if sorted(words) == sorted(other_words):
        return "same"
    if likeness(name, other_name) or set(words) <= set(other_words) or set(other_words) <= set(words):
        return "perhaps"
    single = len(words) == 1 or len(other_words) == 1
    apart = not may_be_one(name, other_name) if single else unlike(name, other_name)
    return "apart" if apart else "perhaps"


def people_apart(names: Iterable[str], others: Iterable[str]) -> bool:
    """Return whether all names of one person are clearly not the other's."""
    other_names = list(others)
    return all(verdict(name, other) == "apart" for name in names for other in other_names)
