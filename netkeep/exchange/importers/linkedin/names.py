"""A name as its owner would sign it, from what people write into the name fields of a profile."""

import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from netkeep.exchange.importers.display_names import CREDENTIAL, courtesy, is_suffix
from netkeep.exchange.importers.linkedin.words import MAX_VALUE, value
from netkeep.model.names import fold
from netkeep.model.person_names import NameParts, composed, kept

# What may also be a surname (Ma, Do, Ba, Md) is removed only after a comma.
_LIKELY = re.compile(r"(?=.{2,12}$)[A-Z][A-Za-z]{0,3}\.?(?:[A-Z0-9][A-Za-z0-9]{0,4}\.?)*(?:-[A-Z0-9+]{1,6})?[®™+]*")
_PRONOUNS = re.compile(
    r"\s*[(\[]\s*((?:she|he|they|ze|xe|elle|il|sie|er|ella)(?:\s*/\s*[a-z]{2,6}){1,2})\s*[)\]]", re.IGNORECASE
)
_SLOGAN = re.compile(r"\s*(?:[|•·»►]|\s[-–—]\s).*$")
_FONTS = ("<font>", "<circle>", "<square>", "<wide>")
_NO_LETTERS = frozenset({"So", "Sk", "Sm", "Sc", "Cc", "Cf", "Cn", "Co", "Cs", "Me"})
_KEPT = frozenset("+^|`´")  # read as separators below, or harmless
_JOINERS = "\u200c\u200d"  # Persian and the scripts of India use them between letters
_SELECTORS = re.compile("[\ufe00-\ufe0f]")
_FIRST_HAN = "\u3400"  # and Hangul comes later
_EDGES = " ,;|-–—/\\•·"


class Name(NamedTuple):
    """A name; ``aliases`` hold the profile's own form if its letters differ.

    ``parts`` is the value of ``x.name_parts``, if the two fields say more than the name does.
    """

    name: str
    aliases: tuple[str, ...] = ()
    pronouns: str = ""
    parts: Mapping[str, object] | None = None


def tidy(first: str, last: str) -> Name:
    """Return the name in the two fields; empty if they hold none."""
    if first.isalpha() and last.isalpha() and first.isascii() and last.isascii() and len(first + last) < MAX_VALUE:
        return Name(f"{first} {last}")  # nine of ten
    first = value(first)
    if " " in first:
        _, first = courtesy(first)
    raw = value(f"{first} {last}")
    given, pronouns = _without_pronouns(_lettered(first))
    family, more_pronouns = _without_pronouns(_lettered(value(last)))
    name, parts = _whole(_plain(given, alone=not family), _plain(family, alone=not given))
    name = name or raw
    aliases = (raw,) if raw != name and _letters(raw) != _letters(name) else ()
    return Name(name, aliases, (pronouns or more_pronouns).lower(), parts)


def key(name: str) -> str:
    """Return the form in which two names are the same."""
    return " ".join(fold(name).replace(".", " ").split())


def without_credentials(parts: list[str]) -> list[str]:
    """Return the names in a list that was split at commas, without credentials."""
    return [part for part in parts if part and not CREDENTIAL.fullmatch(part)]


def _whole(given: str, family: str) -> tuple[str, Mapping[str, object] | None]:
    """Return the name of the two fields, and its parts; one field alone may hold all of it, and has no parts."""
    if given.isalpha() and family.isalpha() and given[0] < _FIRST_HAN:
        return f"{given} {family}", None
    if not family:
        given, suffix = _without_generation(given)
    else:
        family, suffix = _without_generation(family)
    parts = NameParts(family=(family,) if family else (), given=(given,) if given else (), suffix=suffix)
    name = composed(parts)[:MAX_VALUE].rstrip()
    return name, kept(name, parts) if given and family else None


def _without_generation(text: str) -> tuple[str, tuple[str, ...]]:
    """Split off ``Jr.`` or ``III``."""
    head, _, last = text.rpartition(" ")
    return (head, (last,)) if head and is_suffix(last) else (text, ())


def _letters(text: str) -> str:
    return "".join(character for character in fold(text) if character.isalnum())


def _lettered(text: str) -> str:
    """Return a text with plain letters for mathematical, circled and wide ones, without emoji and invisible signs."""
    if text.isascii() and text.isprintable():
        return text
    characters = _SELECTORS.sub("", text)
    return " ".join("".join(_letter(characters, place) for place in range(len(characters))).split())


def _letter(text: str, place: int) -> str:
    character = text[place]
    if character.isalpha() and not unicodedata.decomposition(character).startswith(_FONTS):
        return character
    if unicodedata.decomposition(character).startswith(_FONTS):
        return unicodedata.normalize("NFKC", character)
    if character in _JOINERS:
        inside = 0 < place < len(text) - 1 and text[place - 1].isalpha() and text[place + 1].isalpha()
        return character if inside else ""
    if character in _KEPT or unicodedata.category(character) not in _NO_LETTERS:
        return character
    return "" if character in "®™" else " "


def _without_pronouns(text: str) -> tuple[str, str]:
    match = _PRONOUNS.search(text) if "/" in text else None
    return (_PRONOUNS.sub("", text), "".join(match[1].split())) if match else (text, "")


def _plain(text: str, *, alone: bool) -> str:
    """Return a text without credentials and slogans, but never empty a field: Yo-Yo Ma keeps his surname."""
    if text.isalpha():
        return text
    text = _SLOGAN.sub("", text).strip(_EDGES) or text.strip(_EDGES)
    head, *rest = (part.strip() for part in text.split(","))
    suffixes = [part for part in rest if is_suffix(part)]
    if rest and head and all(part in suffixes or _is_credential(part, head) for part in rest):
        text = " ".join((head, *suffixes))
    words = text.split()
    while len(words) > 1 + alone and _ends_in_credential(words):
        words.pop()
    return " ".join(words).strip(_EDGES)


def _ends_in_credential(words: list[str]) -> bool:
    """Return whether the last word is a credential without a comma before it, by its capitals.

    Mba is a surname, and NGO MBA may be a name in capitals.
    """
    return bool(CREDENTIAL.fullmatch(words[-1])) and _has_capitals(words[-1]) and not words[-2].isupper()


def _is_credential(part: str, head: str) -> bool:
    """Return whether a part is a credential; in a name in capitals only certain ones are: DOE, JANE is a name."""
    words = part.split() or [""]
    return not part or all(
        CREDENTIAL.fullmatch(word) or (not head.isupper() and _LIKELY.fullmatch(word) and _has_capitals(word))
        for word in words
    )


def _has_capitals(word: str) -> bool:
    return sum(map(str.isupper, word)) > 1
