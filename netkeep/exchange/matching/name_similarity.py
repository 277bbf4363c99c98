"""Names that may be one: the same words in any order, an initial, a short form, a slip of the pen."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from netkeep.check.names import folded_name, may_be_one, middles_agree

_ALIKE = 0.9
BUT_FOR_THE_MIDDLE = 0.97
"""How alike two names are of which one has a middle name, or an initial of it, that the other leaves out."""
_SHORTEST = 4  # letters of a surname in which a slip is no other surname
_CROWD = 50  # of one name no more are looked at; where more are called nearly alike, that says nothing
_MOST_NAMES = 20


class Names:
    """The names of people, in blocks: whatever may be one name stands in one of its blocks."""

    def __init__(self, people: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._exact: dict[str, dict[str, None]] = {}
        self._near: dict[str, dict[str, None]] = {}
        for person, names in people:
            for name in _folded(names):
                self._exact.setdefault(_sorted(name), {})[person] = None
                for key in _blocks(name):
                    self._near.setdefault(key, {})[person] = None

    def like(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of those whose name may be one of these, those of the same name first."""
        found: dict[str, None] = {}
        for name in _folded(names):
            found |= dict.fromkeys(islice(self._exact.get(_sorted(name), ()), _CROWD))
            for key in _blocks(name):
                near = self._near.get(key, {})
                found |= near if len(near) <= _CROWD else {}
        return tuple(found)


def likeness(first: str, second: str) -> float:
    """Return how alike two folded names are: 1 for the same words, 0 where they are not one name's spellings.

    The same given name and surname count nearly as the same name where one lacks the other's middle name.
    """
    ones, others = first.split(), second.split()
    if sorted(ones) == sorted(others):
        return 1.0
    if len(ones) == 1 or len(others) == 1 or not middles_agree(ones, others):
        return 0.0
    if ones[-1] != others[-1]:
        return _ALIKE * (ones[0] == others[0] and _slip(ones[-1], others[-1]))
    if ones[0] == others[0]:
        return BUT_FOR_THE_MIDDLE
    return _ALIKE if ones[0][0] == others[0][0] and may_be_one(first, second) else 0.0


def unlike(first: str, second: str) -> bool:
    """Return whether two folded names are certainly not one person's spellings.

    A single word, or letters of two scripts, cannot tell; nor does another surname where the given names are alike, for
    people marry.
    """
    ones, others = first.split(), second.split()
    if len(ones) < 2 or len(others) < 2 or _script(first) != _script(second):  # noqa: PLR2004 (given name and surname)
        return False
    return not likeness(first, second) and not may_be_one(first, second)


def _slip(first: str, second: str) -> bool:
    """Return whether two surnames differ by no more than a slip of the pen: Meyer and Mayer, not Meyer and Miller."""
    if first[0] != second[0] or abs(len(first) - len(second)) > 1 or min(len(first), len(second)) < _SHORTEST:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(first, second, score_cutoff=1) <= 1


def _folded(names: Iterable[str]) -> Iterator[str]:
    return islice(filter(None, map(folded_name, names)), _MOST_NAMES)


@lru_cache(maxsize=65536)
def _sorted(name: str) -> str:
    return " ".join(sorted(name.split()))


def _blocks(name: str) -> tuple[str, ...]:
    """Return what two spellings have in common: initial and surname, or given name and initial of the surname."""
    words = name.split()
    return (f"{words[0][0]} {words[-1]}", f"{words[0]}  {words[-1][0]}") if len(words) > 1 else ()


def _script(name: str) -> str:
    letter = next((one for one in name if one.isalpha()), "a")
    return unicodedata.name(letter, "LATIN").partition(" ")[0]
