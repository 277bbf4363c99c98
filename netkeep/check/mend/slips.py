"""Guesses for a known word with a typo in it, and for a kind followed by words that belong behind a colon.

What did not happen must never be read as a contact: only the one typo is mended, and no word is ignored.
"""

from collections.abc import Sequence

_SHORTEST = 4
_MOST_WORDS = 2  # of a kind: "asked recommendation"
_UNDONE = frozenset(
    {"abgesagt", "annulé", "annulée", "annullato", "avlyst", "cancelado", "canceled", "cancelled", "declined", "didn"}
    | {"failed", "kein", "keine", "missed", "never", "nicht", "no", "nobody", "non", "none", "not", "nothing", "off"}
    | {"pas", "postponed", "refused", "rejected", "skipped", "unanswered", "verpasst", "verschoben", "without"}
)
"""Words that say that somebody was not met; with a capital they might look like a name."""


def slip_of(text: str, names: Sequence[str]) -> str | None:
    """Return the known text that differs only in case, or by one typo a word: a letter too many, too few or wrong."""
    lower = " ".join(text.lower().split())
    if lower in names:
        return lower
    matches = [name for name in names if _slips(lower.split(" "), name.split(" "))]
    return matches[0] if len(matches) == 1 else None


def _slips(words: Sequence[str], meant: Sequence[str]) -> bool:
    return len(words) == len(meant) and all(
        word == other or (len(other) >= _SHORTEST and _one_slip(word, other))
        for word, other in zip(words, meant, strict=True)
    )


def _one_slip(word: str, meant: str) -> bool:
    """Return whether one letter is missing, doubled, wrong or swapped with the next, but never the first letter."""
    if word[:1] != meant[:1] or not word.isalpha() or abs(len(word) - len(meant)) > 1:
        return False
    start = next((at for at, pair in enumerate(zip(word, meant, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return True
    rest, other = word[start:], meant[start:]
    swapped = rest[:2] == other[1::-1] and rest[2:] == other[2:]
    return swapped or rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]


def kind_before_names(kind: str, names: Sequence[str]) -> str | None:
    """Return the known kind that words begin with, if only names follow: ``call Bob``, not ``call off``."""
    words = kind.split()
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        first, rest = " ".join(words[:count]).lower(), words[count:]
        if first in names:
            return first if all(_like_a_name(word) for word in rest) else None
    return None


def _like_a_name(word: str) -> bool:
    return word[:1].isupper() and word.replace("-", "").replace(".", "").isalpha() and word.lower() not in _UNDONE
