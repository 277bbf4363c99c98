"""The name of a card's person: FN, else what N makes up, else a nickname, an address or a number."""

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
    """N of a card, and the parts that it tells."""

    line: Line
    parts: NameParts


def name_parts(line: Line) -> NameParts:
    """Return the parts of N (RFC 6350, 6.2.2); of one whose semicolons were all escaped by mistake as they were meant.

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
    """Return the organisation that a card names first; empty where it names none."""
    return next((name for line in card.lines if line.name == "ORG" and (name := words(parts(line.value)[0]))), "")


def of_organisation(card: Card, *, said: bool) -> str:
    """Return the name of the organisation that a card is of; empty where it is a person's.

    ``said`` tells that the card says itself that it is one's. Parts of a name are a person's; a family name alone that
    is the organisation's is none.
    """
    org = company(card)
    full = next((name for line in card.lines if line.name == "FN" and (name := words(line.value))), "")
    own = {fold(org), fold(full)} if said else {fold(org)}
    named = (name_parts(line) for line in card.lines if line.name == "N")
    if any(one != NameParts() and not _is_only(one, own) for one in named):
        return ""
    if said:
        return full or org
    nicked = any(words(line.value) for line in card.lines if line.name in {"NICKNAME", "X-NICKNAME"})
    return org if org and not nicked and fold(full) in {"", fold(org)} else ""


def _is_only(one: NameParts, names: set[str]) -> bool:
    """Return whether the parts are a family name alone, and this one of some names."""
    return one == NameParts(family=one.family) and fold(composed(one)) in names


def say_name(sheet: Sheet, firm: str) -> None:
    """Say the name of a person, its parts and other names; nothing where a card has none.

    ``firm`` is the organisation that they are at; where the card stands in its name, N has the person's.
    """
    full = [(_meant(name), line) for line in _all(sheet, "FN") if (name := sheet.text(line))]
    named = [Named(line, name_parts(line)) for line in _all(sheet, "N")]
    named = [one for one in named if one.parts != NameParts()]
    if any(composed(one.parts) for one in named):
        full = [(name, line) for name, line in full if fold(name) != fold(firm)]
    nicks = [(nick, line) for line in sheet.take("NICKNAME", "X-NICKNAME") for nick in items(line.value)]
    made = [(name, one.line) for one in named if (name := composed(one.parts))]
    reach = [
        (text, line) for key in ("EMAIL", "TEL") for line in sheet.lines if line.name == key and (text := _reach(line))
    ]
    name, line = next(iter((*full, *made, *nicks, *reach)), ("", None))
    if not name:
        return
    ours = _fitting(named, name, line)
    if ours and (_is_turned(name, ours.parts) or _is_composed(name, ours.parts)):
        name = composed(ours.parts)
    if len(name) > LONGEST_NAME:
        sheet.problems.append(Problem(sheet.where, f"the name has more than {LONGEST_NAME} characters; it is cut"))
    name = name[:LONGEST_NAME].strip()
    sheet.say("name", name, line)
    if ours:
        _say_parts(sheet, name, ours)
        named = [one for one in named if not _is_alternative(sheet, one, ours)]
    others = [*full[1:], *((short, one.line) for one in named if not _within(short := _short(one.parts), name)), *nicks]
    for other, place in others:
        if other and other != name and len(other) <= LONGEST_NAME:
            sheet.say("aliases", other, place)


def _say_parts(sheet: Sheet, name: str, named: Named) -> None:
    """Say the parts of a name that cannot be told from it."""
    told = named.parts
    texts = (*told.family, *told.given, *told.additional, *told.prefix, *told.suffix)
    if len(texts) > _MOST_TEXTS or any(len(text) > LONGEST_NAME for text in texts):
        sheet.keep(named.line, "the parts of the name are too many, or too long")
    elif value := person_names.kept(name, named.parts):
        sheet.say("x", Extra(person_names.KEY, value), named.line)


def _all(sheet: Sheet, name: str) -> list[Line]:
    """Take all lines of a name, alternatives too: another form of a name is a name."""
    found = sorted((line for line in sheet.lines if line.name == name), key=Line.preference)
    sheet.lines = [line for line in sheet.lines if line.name != name]
    return found


def _fitting(named: list[Named], name: str, line: Line | None) -> Named | None:
    """Return the N that belongs to a name: in another language there may be another."""
    same = (one for one in named if fold(composed(one.parts)) == fold(name))
    spoken = line.parameter("LANGUAGE") if line else ""
    alike = (one for one in named if one.line.parameter("LANGUAGE") == spoken)
    return next(chain(same, alike, named), None)


def _is_alternative(sheet: Sheet, one: Named, ours: Named) -> bool:
    """Return whether an N says the same as ours in another language or form; it is kept."""
    same = one is not ours and bool(mark := one.line.parameter("ALTID")) and mark == ours.line.parameter("ALTID")
    if same:
        sheet.keep(one.line)
    return same


def _is_turned(name: str, told: NameParts) -> bool:
    """Return whether a name is written ``Last, First``, and the parts say so."""
    last, comma, first = name.partition(",")
    given = set(_words(*told.given))
    more = given | set(_words(*told.additional, *told.prefix, *told.suffix))
    before, after = _words(last), set(_words(first))
    return bool(comma and given) and before == _words(*told.family) and given <= after <= more


def _meant(name: str) -> str:
    """Return a full name; of one that some program wrote like ``N``, with its semicolons, what these parts make up."""
    return composed(_structured(name)) or name if name.count(";") >= _FEWEST_SEMICOLONS else name


def _is_composed(name: str, told: NameParts) -> bool:
    """Return whether a name is what its parts make up, but for commas and a courtesy.

    A comma in a family name alone may stand before a given name that ``N`` does not tell apart.
    """
    if "," in name and not told.given:
        return False
    said = _words(name)
    return said == _words(composed(told)) or said == _words(*told.prefix, composed(replace(told, prefix=())))


def _words(*texts: str) -> list[str]:
    return fold(" ".join(texts)).replace(",", " ").split()


def _short(told: NameParts) -> str:
    return composed(NameParts(family=told.family, given=told.given))


def _within(short: str, name: str) -> bool:
    """Return whether a name says nothing that the other does not: all its words stand in it, blanks aside."""
    whole = fold(name)
    return all(word in whole for word in fold(short).split()) or fold(short) in "".join(whole.split())


def _reach(line: Line) -> str:
    return re.sub("^(?:mailto|tel):", "", words(line.value), flags=re.IGNORECASE)
