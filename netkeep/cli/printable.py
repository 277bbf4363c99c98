"""Text that cannot play tricks on a terminal, and how wide it is there."""

import unicodedata

SAFE_FORMATS = {"\u200c", "\u200d"}  # joiners: letters' business in Persian, Indic scripts and emoji


def clean(text: str) -> str:
    """Return one line without control or bidirectional characters; each is shown as its code instead."""
    if text.isprintable():
        return text
    return "".join(_shown(character) for character in " ".join(text.split("\n")))


def _shown(character: str) -> str:
    if character.isprintable() or character in SAFE_FORMATS:
        return character
    if character in {"\t", "\r", "\u00a0", "\u3000"} or unicodedata.category(character) == "Zs":
        return " "
    return f"\\u{ord(character):04x}"


def width(text: str) -> int:
    """Return how many columns a terminal takes: wide letters two, combining marks none (Unicode TR11)."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or character in SAFE_FORMATS:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def pad(text: str, columns: int) -> str:
    """Fill with blanks up to a width in columns."""
    return text + " " * max(0, columns - width(text))
