"""What two names say of whether they are one person's: the same name, perhaps one person's, or two people's."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from netkeep.check.names import folded_name, may_be_one
from netkeep.exchange.matching.name_similarity import likeness, unlike

Verdict = Literal["same", "perhaps", "apart"]


@lru_cache(maxsize=65536)
def verdict(first: str, second: str) -> Verdict:
    """Return what two names say; titles, case, accents and the order of the words make no difference.

    ``perhaps`` are an initial, a middle name more or less, another surname (people marry), one word of the other's
    name, another script, and nothing at all in the place of a name.
    """
    one, other = folded_name(first), folded_name(second)
    if not one or not other:
        return "perhaps"
    words, others = one.split(), other.split()
    if sorted(words) == sorted(others):
        return "same"
    if likeness(one, other) or set(words) <= set(others) or set(others) <= set(words):
        return "perhaps"
    single = len(words) == 1 or len(others) == 1
    apart = not may_be_one(one, other) if single else unlike(one, other)
    return "apart" if apart else "perhaps"


def people_apart(names: Iterable[str], others: Iterable[str]) -> bool:
    """Return whether no name of one person may be a name of the other."""
    listed = list(others)
    return all(verdict(name, other) == "apart" for name in names for other in listed)
