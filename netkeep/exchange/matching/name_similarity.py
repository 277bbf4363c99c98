"""Names that may be the same: in another order, with an initial, a short form or a typo."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from netkeep.check.names import folded_name, may_be_one, middles_agree

_ALIKE = 0.9
BUT_FOR_THE_MIDDLE = 0.97
"""The likeness of two names that differ only in a middle name or its initial."""
_SHORTEST = 4  # letters of a surname for a typo not to make it another surname
_CROWD = 50  # at most so many people of one name are looked at; a block with more of them says nothing
_MOST_NAMES = 20


class Names:
    """The names of people, in blocks: names that may be the same share a block."""

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
        people: dict[str, None] = {}
        for name in _folded(names):
            people |= dict.fromkeys(islice(self._exact.get(_sorted(name), ()), _CROWD))
            for key in _blocks(name):
                near = self._near.get(key, {})
                people |= near if len(near) <= _CROWD else {}
        return tuple(people)


def likeness(first: str, second: str) -> float:
    """Return how alike two folded names are: 1 for the same words, 0 if they cannot be the same name.

    The same given name and surname count nearly as the same name if one lacks the other's middle name.
    """
    words, other_words = first.split(), second.split()
    if sorted(words) == sorted(other_words):
        return 1.0
    if len(words) == 1 or len(other_words) == 1 or not middles_agree(words, other_words):
        return 0.0
    if words[-1] != other_words[-1]:
        return _ALIKE * (words[0] == other_words[0] and _differ_by_typo(words[-1], other_words[-1]))
    if words[0] == other_words[0]:
        return BUT_FOR_THE_MIDDLE
    return _ALIKE if words[0][0] == other_words[0][0] and may_be_one(first, second) else 0.0


def unlike(first: str, second: str) -> bool:
    """Return whether two folded names certainly belong to different people.

    A single word, or letters of two scripts, are no proof; nor is another surname where the given names are alike, as
    people marry.
    """
    words, other_words = first.split(), second.split()
    if len(words) < 2 or len(other_words) < 2 or _script(first) != _script(second):  # noqa: PLR2004 (two names)
        return False
    return not likeness(first, second) and not may_be_one(first, second)


def _differ_by_typo(first: str, second: str) -> bool:
    """Return whether two surnames differ by no more than a typo: Meyer and Mayer, not Meyer and Miller."""
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
    """Return the blocks of a name: initial and surname, given name and initial of the surname."""
    words = name.split()
    return (f"{words[0][0]} {words[-1]}", f"{words[0]}  {words[-1][0]}") if len(words) > 1 else ()


def _script(name: str) -> str:
    first_letter = next((character for character in name if character.isalpha()), "a")
    return unicodedata.name(first_letter, "LATIN").partition(" ")[0]
