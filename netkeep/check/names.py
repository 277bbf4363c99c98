"""Comparing names of people: what two spellings of a name share, and whether two names may be one person's."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from netkeep.check.titles import generation, without_titles

__all__ = ["alike", "block", "folded_name", "generation", "may_be_one", "middles_agree"]

_SHORTEST_SHORT_FORM = 3
_ALIKE = 0.85


@lru_cache(maxsize=65536)
def folded_name(name: str) -> str:
    """Return a name without case, accents and titles, given names first: ``Quayle, Dr. Ruth`` is ``ruth quayle``."""
    return " ".join(without_titles(name))


def block(name: str) -> str:
    """Return the key that any two spellings accepted by :func:`may_be_one` share."""
    words = folded_name(name).split()
    return f"{words[0][0]} {words[-1]}" if len(words) > 1 else " ".join(words)


def alike(first: str, second: str) -> bool:
    """Return whether two folded names may be one person's: in one block, or with the same words in another order."""
    ones, others = first.split(), second.split()
    if sorted(ones) == sorted(others):
        return True
    both = len(ones) > 1 and len(others) > 1
    return both and ones[0][0] == others[0][0] and ones[-1] == others[-1] and may_be_one(first, second)


def may_be_one(first: str, second: str) -> bool:
    """Return whether two folded names in one block may be one person's.

    The given names are the same or nearly so, or one is the other's initial or beginning; and if both have middle
    names, these agree.
    """
    ones, others = first.split(), second.split()
    return ones == others or (middles_agree(ones, others) and _same_given(ones[0], others[0]))


def middles_agree(ones: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether the middle names of two names may be the same: missing, shortened, or equal."""
    pairs = zip(ones[1:-1], others[1:-1], strict=False)
    return all(first.startswith(second) or second.startswith(first) for first, second in pairs)


@lru_cache(maxsize=65536)
def _same_given(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    if long.startswith(short):
        return short == long or len(short) == 1 or len(short) >= _SHORTEST_SHORT_FORM
    return SequenceMatcher(None, short, long, autojunk=False).ratio() >= _ALIKE
