"""Names of people, compared: what two spellings of one name have in common, and whether they may be one person's."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from netkeep.model.names import fold

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_TITLES = frozenset(
    (
        *("dr", "prof", "professor", "ing", "dipl-ing", "mag", "phd", "md", "mba", "jr", "sr", "ii", "iii"),
        *("mr", "mrs", "ms", "miss", "mx", "sir", "dame", "lady", "lord", "herr", "frau"),
    )
)
_SHORTEST_SHORT_FORM = 3
_ALIKE = 0.85


@lru_cache(maxsize=4096)
def folded_name(name: str) -> str:
    """Give a name without case, accents and titles, given names first: ``Quayle, Dr. Ruth`` is ``ruth quayle``."""
    last, comma, first = fold(name).partition(",")
    words = _WORD.findall(f"{first} {last}" if comma else last)
    return " ".join([word for word in words if word not in _TITLES] or words)


def block(name: str) -> str:
    """Give what any two spellings that :func:`may_be_one` accepts have in common."""
    words = folded_name(name).split()
    return f"{words[0][0]} {words[-1]}" if len(words) > 1 else " ".join(words)


def may_be_one(first: str, second: str) -> bool:
    """Tell whether two folded names of one block may be one person's.

    The given names are the same or nearly so, or one is the other's initial or beginning.
    """
    one, two = first.split()[:1], second.split()[:1]
    if first == second or one == two:
        return True
    short, long = sorted((*one, *two), key=len)
    if long.startswith(short):
        return len(short) == 1 or len(short) >= _SHORTEST_SHORT_FORM
    return SequenceMatcher(None, short, long, autojunk=False).ratio() >= _ALIKE
