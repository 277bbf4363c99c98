"""Titles, degrees and honours in names of people, wherever they are; and what tells a son from his father."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from netkeep.model.names import fold

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_OF_A_SUBJECT = re.compile(r"(?:dipl|dr|prof|priv|univ)-[a-z-]+")  # Dipl.-Ing., Univ.-Prof.
_SCHOOL = re.compile(r"\((?:BA|FH|TH|TU|Univ\.?)\)")  # Dipl.-Inf. (FH)
_ANYWHERE = frozenset(
    (
        *("dr", "drs", "ddr", "prof", "professor", "pd", "doz", "dipl", "dott", "mgr", "jr"),
        *(
            "phd",
            "dphil",
            "dsc",
            "csc",
            "edd",
            "psyd",
            "pharmd",
            "mphil",
            "msc",
            "bsc",
            "mba",
            "llm",
            "llb",
            "beng",
            "meng",
        ),
        *("mr", "mrs", "ms", "mx", "herr", "frau", "mme", "mlle"),
    )
)
_IN_FRONT = frozenset(("sir", "dame", "lady", "lord", "miss", "mag", "ing", "rev", "revd", "monsieur", "sr", "sra"))
"""Titles in front of a name; elsewhere these words may be names themselves."""
_BEHIND = frozenset(
    (
        *("md", "mag", "ing", "ii", "iii", "iv", "2nd", "3rd", "sr", "junior", "senior"),
        *("mbe", "obe", "cbe", "kbe", "dbe", "gbe", "frs", "esq", "cpa", "cfa", "pmp", "dds", "dvm"),
    )
)
"""Titles behind two names, or after a comma."""
_LETTERS = frozenset(("ba", "ma", "jd", "kc", "qc", "rn", "jp", "mp"))
"""The same, but only if written ``M.A.`` or ``MA``: Jack Ma is not Jack, M.A."""
_SUBJECTS = frozenset(
    (
        *("agr", "biol", "dent", "habil", "hum", "iur", "jur", "math", "med", "medic", "mont", "mult", "nat", "oec"),
        *("pharm", "phil", "phys", "pol", "psych", "rer", "sc", "soz", "techn", "theol", "troph", "univ", "vet"),
        *("betrw", "chem", "hc", "eh", "inf", "ing", "kfm", "kffr", "wirt"),
    )
)
"""Abbreviated subjects after ``Dr.``, ``Prof.`` and ``Dipl.``; but Phil in Dr. Phil McGraw is a name."""
_PAIRS = frozenset(
    (("m", "sc"), ("b", "sc"), ("d", "sc"), ("ph", "d"), ("d", "phil"), ("m", "phil"), ("ll", "m"), ("ll", "b"))
)
_HONORARY = frozenset((("h", "c"), ("e", "h")))
_GENERATIONS = {
    **dict.fromkeys(("jr", "jun", "junior"), "junior"),
    **dict.fromkeys(("sr", "sen", "senior"), "senior"),
    **dict.fromkeys(("ii", "2nd"), "2"),
    **dict.fromkeys(("iii", "3rd"), "3"),
    "iv": "4",
}
_GIVEN_NAMES = frozenset(("jun", "sen"))  # unless they have their full stop
_JOINED = _ANYWHERE | _BEHIND | _LETTERS
_TITLES = _ANYWHERE | _IN_FRONT | _BEHIND | _LETTERS | _GENERATIONS.keys()
_TWO = 2  # names, a given one and a surname


class _Word(NamedTuple):
    """A word of a name, folded: whether a full stop follows it, and whether it is all in small letters or capitals."""

    text: str
    short: bool
    small: bool
    large: bool


def without_titles(name: str) -> list[str]:
    """Return the words of a name, folded, without titles, and with given names first.

    A name that consists only of titles keeps them.
    """
    plain = name.split()
    if all(map(str.isalpha, plain)) and _TITLES.isdisjoint(words := fold(name).split()):
        return words  # as nearly all names are
    parts = _parts(name)
    shouted = not any(word.small or _mixed(word) for part in parts for word in part)
    bare, preceding = [], 0
    for part in parts:
        bare.append(_bare(part, preceding, shouted=shouted))
        preceding += len(bare[-1])
    last, *first = [part for part in bare if part] or parts or [[]]
    return [word.text for part in (*first, last) for word in part]


@lru_cache(maxsize=65536)
def generation(name: str) -> str:
    """Return the generation that a name states: ``junior``, ``senior``, ``2`` to ``4``, or nothing.

    Two names that differ in it are two people, a father and a son; one without it may be either.
    """
    for number, part in enumerate(_parts(name)):
        for place, word in enumerate(part):
            behind = place > 0 or (number > 0 and len(part) == 1)
            if behind and word.text in _GENERATIONS and (word.short or word.text not in _GIVEN_NAMES):
                return _GENERATIONS[word.text]
    return ""


def _parts(name: str) -> list[list[_Word]]:
    parts = (list(_words(part)) for part in name.replace("\uff0c", ",").split(","))
    return [part for part in parts if part]


def _words(part: str) -> list[_Word]:
    """Return the words of a part of a name; ``Ph.D.`` and ``Dipl.-Ing.`` are one word each."""
    words: list[_Word] = []
    for chunk in _SCHOOL.sub("", part).split():
        joined = fold(chunk.strip("();").replace(".", "")) if "." in chunk else ""
        if joined in _JOINED or _OF_A_SUBJECT.fullmatch(joined) or (joined in {"hc", "eh"} and chunk.islower()):
            text = " ".join(joined) if joined in _LETTERS else joined  # behind a surname they are initials
            words.append(_Word(text, short=True, small=chunk.islower(), large=chunk.isupper()))
            continue
        for match in _WORD.finditer(chunk):
            word, short = match[0], chunk[match.end() : match.end() + 1] == "."
            words.append(_Word(fold(word), short, word.islower(), word.isupper()))
    return words


def _mixed(word: _Word) -> bool:
    return not word.small and not word.large


def _bare(part: Sequence[_Word], preceding: int, *, shouted: bool) -> list[_Word]:
    """Return the words of a part that are no titles; ``preceding`` is the number of names before it."""
    left = _without_ranks(part)
    while len(left) > 1 and left[0].text in _IN_FRONT:
        del left[0]
    while left and _is_last_title(left[-1], preceding + len(left) - 1, shouted=shouted):
        del left[-1]
    return left


def _is_last_title(word: _Word, preceding: int, *, shouted: bool) -> bool:
    """Return whether the last word is a title, given the number of names before it."""
    if word.short and word.text in _GENERATIONS:
        return preceding > 0
    if preceding < _TWO:
        return False
    letters = word.text.replace(" ", "")
    return word.text in _BEHIND or (letters in _LETTERS and (word.short or (word.large and not shouted)))


def _without_ranks(part: Sequence[_Word]) -> list[_Word]:
    """Return the words without titles that are never a name, and without the subjects that follow them."""
    left: list[_Word] = []
    ranked, all_small, at = False, all(word.small for word in part), 0
    while at < len(part):
        word = part[at]
        if _is_pair(part[at : at + 2]):
            at += 1
        elif word.text in _ANYWHERE or _OF_A_SUBJECT.fullmatch(word.text):
            ranked = word.text.startswith(("d", "prof"))
        elif not (ranked and word.text in _SUBJECTS and (word.short or (word.small and not all_small))):
            ranked = False
            left.append(word)
        at += 1
    return left


def _is_pair(words: Sequence[_Word]) -> bool:
    """Return whether two words are a degree together: ``M. Sc.``, ``h. c.``."""
    if len(words) < _TWO or not words[1].short:
        return False
    pair = (words[0].text, words[1].text)
    return pair in _PAIRS or (pair in _HONORARY and words[0].small)
