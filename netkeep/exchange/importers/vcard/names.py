"""The name of a card's person: FN, else the parts of N, else a nickname, an address or a number."""

import re
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from netkeep.exchange.candidate import Extra, Problem
from netkeep.exchange.importers.vcard.sheet import Sheet
from netkeep.exchange.vcard.cards import Card
from netkeep.exchange.vcard.lines import Line
from netkeep.exchange.vcard.values import items, parts, words
from netkeep.model import person_names
from netkeep.model.names import fold
from netkeep.model.person_names import NameParts, composed

LONGEST_NAME = 200
_FEWEST_SEMICOLONS = 2  # in a full name that is written like N
_MOST_TEXTS = 50  # in the parts of a name


class Named(NamedTuple):
    """A line N of a card, the name parts in it, and the whole name composed of them."""

    line: Line
    parts: NameParts
    whole: str


def name_parts(line: Line) -> NameParts:
    """Return the parts of N (RFC 6350, 6.2.2), as meant even if all its semicolons were escaped by mistake.

    Nobody's family name holds a semicolon.
    """
    value = line.value
    family, *others = parts(value)
    if "\\;" in family and not any(map(words, others)):
        value = family.replace("\\;", ";")
    return _structured(value)


def _structured(value: str) -> NameParts:
    return NameParts(*([*(tuple(items(part)) for part in parts(value)), *[()] * 5])[:5])


def company(card: Card) -> str:
    """Return the first organisation that a card names; empty if it names none."""
    return next((name for line in card.lines if line.name == "ORG" and (name := words(parts(line.value)[0]))), "")


def organisation_name(card: Card, *, declared: bool) -> str:
    """Return the name of the organisation that a card is for; empty if it is for a person.

    ``declared`` means that the card itself says it is an organisation's. Name parts mean a person, unless there is only
    a family or given name that equals the organisation's.
    """
    org = company(card)
    full = next((name for line in card.lines if line.name == "FN" and (name := words(line.value))), "")
    own = {fold(org), fold(full)} if declared else {fold(org)}
    parts_of_names = (name_parts(line) for line in card.lines if line.name == "N")
    if any(person != NameParts() and not _is_only(person, own) for person in parts_of_names):
        return ""
    if declared:
        return full or org
    nicked = any(words(line.value) for line in card.lines if line.name in {"NICKNAME", "X-NICKNAME"})
    return org if org and not nicked and fold(full) in {"", fold(org)} else ""


def _is_only(name: NameParts, names: set[str]) -> bool:
    """Return whether a name is a family or given name alone, and one of ``names``."""
    return name in {NameParts(family=name.family), NameParts(given=name.given)} and fold(composed(name)) in names


def add_name(sheet: Sheet, firm: str) -> None:
    """Add the facts of a person's name, its parts and other names; none if the card has no name.

    ``firm`` is the person's organisation; if FN holds its name, the person's own name is in N.
    """
    full = [(_meant(name), line) for line in _take_all(sheet, "FN") if (name := sheet.text(line))]
    all_parts = [(line, name_parts(line)) for line in _take_all(sheet, "N")]
    named = [Named(line, parts, composed(parts)) for line, parts in all_parts if parts != NameParts()]
    if any(candidate.whole for candidate in named):
        full = [(name, line) for name, line in full if fold(name) != fold(firm)]
    nicks = [(nick, line) for line in sheet.take("NICKNAME", "X-NICKNAME") for nick in items(line.value)]
    composed_names = [(candidate.whole, candidate.line) for candidate in named if candidate.whole]
    reach = [
        (text, line) for key in ("EMAIL", "TEL") for line in sheet.lines if line.name == key and (text := _reach(line))
    ]
    name, line = next(iter((*full, *composed_names, *nicks, *reach)), ("", None))
    if not name:
        return
    chosen = _fitting(named, name, line)
    if chosen and (_is_turned(name, chosen.parts) or _is_composed(name, chosen)):
        name = chosen.whole
    if len(name) > LONGEST_NAME:
        sheet.problems.append(Problem(sheet.where, f"the name has more than {LONGEST_NAME} characters; it is cut"))
    name = name[:LONGEST_NAME].strip()
    sheet.add("name", name, line)
    if chosen:
        _add_parts(sheet, name, chosen)
        named = [candidate for candidate in named if not _is_alternative(sheet, candidate, chosen)]
    others = [
        *full[1:],
        *((short, rest.line) for rest in named if not _within(short := _short(rest.parts), name)),
        *nicks,
    ]
    for other, place in others:
        if other and other != name and len(other) <= LONGEST_NAME:
            sheet.add("aliases", other, place)


def _add_parts(sheet: Sheet, name: str, named: Named) -> None:
    """Add the parts of a name that cannot be derived from it."""
    structured = named.parts
    texts = (*structured.family, *structured.given, *structured.additional, *structured.prefix, *structured.suffix)
    if len(texts) > _MOST_TEXTS or any(len(text) > LONGEST_NAME for text in texts):
        sheet.keep(named.line, "the parts of the name are too many, or too long")
    elif value := person_names.kept(name, named.parts):
        sheet.add("x", Extra(person_names.KEY, value), named.line)


def _take_all(sheet: Sheet, name: str) -> list[Line]:
    """Take all lines of a property, alternatives too: another form of a name is also a name."""
    taken = sorted((line for line in sheet.lines if line.name == name), key=Line.preference)
    sheet.lines = [line for line in sheet.lines if line.name != name]
    return taken


def _fitting(named: list[Named], name: str, line: Line | None) -> Named | None:
    """Return the N that belongs to a name: there may be one for each language."""
    same_name = (candidate for candidate in named if fold(candidate.whole) == fold(name))
    language = line.parameter("LANGUAGE") if line else ""
    same_language = (candidate for candidate in named if candidate.line.parameter("LANGUAGE") == language)
    return next(chain(same_name, same_language, named), None)


def _is_alternative(sheet: Sheet, other: Named, chosen: Named) -> bool:
    """Return whether an N is the chosen one in another language or form; if so, keep its line."""
    same = (
        other is not chosen and bool(mark := other.line.parameter("ALTID")) and mark == chosen.line.parameter("ALTID")
    )
    if same:
        sheet.keep(other.line)
    return same


def _is_turned(name: str, structured: NameParts) -> bool:
    """Return whether a name is written ``Last, First``, and the parts confirm it."""
    before_comma, comma, after_comma = name.partition(",")
    given_words = set(_words(*structured.given))
    all_words = given_words | set(_words(*structured.additional, *structured.prefix, *structured.suffix))
    family, rest = _words(before_comma), set(_words(after_comma))
    return bool(comma and given_words) and family == _words(*structured.family) and given_words <= rest <= all_words


def _meant(name: str) -> str:
    """Return a full name; if some program wrote it like ``N``, with semicolons, composed of these parts."""
    return composed(_structured(name)) or name if name.count(";") >= _FEWEST_SEMICOLONS else name


def _is_composed(name: str, named: Named) -> bool:
    """Return whether a name is composed of its parts, apart from commas and a courtesy title.

    If ``N`` has only a family name with a comma, the rest may be a given name that it does not separate.
    """
    structured = named.parts
    if "," in name and not structured.given:
        return False
    if name == named.whole:
        return True
    name_words = _words(name)
    without_prefix = composed(replace(structured, prefix=()))
    return name_words in (_words(named.whole), _words(*structured.prefix, without_prefix))


def _words(*texts: str) -> list[str]:
    return fold(" ".join(texts)).replace(",", " ").split()


def _short(structured: NameParts) -> str:
    return composed(NameParts(family=structured.family, given=structured.given))


def _within(short: str, name: str) -> bool:
    """Return whether a name adds nothing to the other one, which holds all its words, blanks aside."""
    whole = fold(name)
    return all(word in whole for word in fold(short).split()) or fold(short) in "".join(whole.split())


def _reach(line: Line) -> str:
    return re.sub("^(?:mailto|tel):", "", words(line.value), flags=re.IGNORECASE)
