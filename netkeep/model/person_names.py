"""The parts of a person's name, and the one way to write them as a whole.

Cards (RFC 6350, 6.2.2) and tables split names into family, given and further names, prefixes and suffixes; a contact
has one ``name``. Where the parts cannot be derived from it, they are kept below ``x.name_parts``, together with the
name that they belong to: once the name is edited they are derived again.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields

from netkeep.model.names import fold

KEY = "name_parts"
"""The key below ``x`` that holds the parts of a name."""
_WHOLE = "of"
_COURTESIES = """
    mr mrs ms miss mx herr frau hr fr m mme mlle monsieur madame sig sigra signor signora dhr mevr mw sr sra srta
    fru frk froken herra rouva pan pani slecna г-н г-жа господин госпожа пані 先生 女士 小姐 様 さん 님 씨
    """
_COURTESY = frozenset(_COURTESIES.split())
_BEFORE_NAMES = """
    dr dres drs prof professor dipl diplom ing mag med phil rer nat pol oec jur iur hc h c habil univ doc phdr mudr
    judr rndr mgr bc pharmdr doz pd priv sir dame lord lady rev fr hon eng arq avv dott dra dottssa ds ir mr mrs ms miss
    """
_HONORIFICS = frozenset(_BEFORE_NAMES.split())
_FAMILY_FIRST = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u3005]+|[\uac00-\ud7a3]+")
"""Han or Hangul alone; not kana, with which Japanese is also written with a blank between the names."""


@dataclass(frozen=True, slots=True)
class NameParts:
    """The parts of a name in the order of a card's ``N``; each holds several texts where its source has a list."""

    family: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    additional: tuple[str, ...] = ()
    prefix: tuple[str, ...] = ()
    suffix: tuple[str, ...] = ()


def is_courtesy(text: str) -> bool:
    """Return whether a prefix is only a courtesy: Mr, Frau, Mme."""
    return fold(text).replace(".", "").strip() in _COURTESY


def is_honorific(value: str) -> bool:
    """Return whether a text is a prefix of names: Mr, Frau, Dr. med., Prof. Dr."""
    words = re.findall(r"[^\W\d_]+", fold(value))
    return is_courtesy(value) or (bool(words) and all(word in _HONORIFICS or is_courtesy(word) for word in words))


def composed(parts: NameParts) -> str:
    """Return the whole name made of its parts; empty where there are none.

    Whatever the source, the order is the same: prefixes that are more than a courtesy, given names, further names,
    family names, suffixes. Chinese and Korean names have the family's first, in one word.
    """
    family, given = " ".join(parts.family), " ".join(parts.given)
    if not parts.additional and _FAMILY_FIRST.fullmatch(family) and _FAMILY_FIRST.fullmatch(given):
        names: Iterable[str] = (f"{family}{given}",)
    else:
        names = (*parts.given, *parts.additional, *parts.family)
    prefixes = map(_without_courtesy, parts.prefix)
    return " ".join(" ".join((*prefixes, *names, *parts.suffix)).split())


def _without_courtesy(prefix: str) -> str:
    """Return a prefix without a courtesy, alone or before a title: ``Frau Dr.`` is ``Dr.``; ``Mr. and Mrs.`` stays."""
    if is_courtesy(prefix):
        return ""
    first, _, others = prefix.partition(" ")
    return others if is_courtesy(first) and others[:1].isupper() else prefix


def derived(name: str) -> NameParts:
    """Return the parts that a name seems to have.

    The last word is the family's, the first of two in Han or Hangul; a single word is the given name.
    """
    *given, last = name.split() or [""]
    if not given:
        return NameParts(given=(last,) if last else ())
    first = " ".join(given)
    if _FAMILY_FIRST.fullmatch(first) and _FAMILY_FIRST.fullmatch(last):
        return NameParts(family=(first,), given=(last,))
    return NameParts(family=(last,), given=(first,))


def kept(name: str, parts: NameParts) -> Mapping[str, object] | None:
    """Return the value of ``x.name_parts`` for a contact; None where the parts can be derived from the name."""
    if parts in {NameParts(), derived(name)}:
        return None
    said = {key: values[0] if len(values) == 1 else list(values) for key, values in asdict(parts).items() if values}
    return {_WHOLE: name, **said}


def parts_of(name: str, x: Mapping[str, object]) -> NameParts:
    """Return the parts of a contact's name: as kept below ``x`` if they belong to this name, else derived."""
    value = x.get(KEY)
    if not isinstance(value, Mapping) or value.get(_WHOLE) != name:
        return derived(name)
    parts = NameParts(**{part.name: _texts(value.get(part.name)) for part in fields(NameParts)})
    return derived(name) if parts == NameParts() else parts


def suffixed(name: str, x: Mapping[str, object]) -> str:
    """Return a contact's name with the suffixes of its parts, such as a Jr. that ``name`` leaves out."""
    return " ".join((name, *parts_of(name, x).suffix)) if KEY in x else name


def _texts(value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list | tuple) else [value]
    return tuple(text for text in listed if isinstance(text, str) and text)
