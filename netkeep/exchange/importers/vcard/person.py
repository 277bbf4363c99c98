"""A card of a person -> what it says, fact by fact."""

import json
import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from netkeep.exchange.candidate import Candidate, Extra, Problem
from netkeep.exchange.importers.vcard.reach import reach
from netkeep.exchange.importers.vcard.sheet import Sheet
from netkeep.exchange.importers.vcard.work import work
from netkeep.exchange.vcard.cards import Card
from netkeep.exchange.vcard.lines import Line
from netkeep.exchange.vcard.values import items, location, only_location, parts, unescape, words
from netkeep.model.dates import Birthday
from netkeep.model.names import fold
from netkeep.model.people import Acquaintance

_LONGEST_NAME = 200
_LONGEST_UID = 500
_DATE = re.compile(r"(\d{4}|-)-?(\d{2})-?(\d{2})(?:[T ].*)?", re.ASCII)
_NO_YEAR = "X-APPLE-OMIT-YEAR"
_OF_THE_PROGRAM = frozenset({"mycontacts", "* mycontacts"})
_DEEPEST = 20


def person(card: Card, where: str) -> Iterator[Candidate | Problem]:
    """Give the person of a card, and what is wrong with it; nobody where it has no name."""
    sheet = Sheet(where, list(card.lines))
    _name(sheet)
    if not sheet.facts:
        yield Problem(where, "has no name; it is left out")
        return
    reach(sheet)
    work(sheet)
    _place(sheet)
    _birthday(sheet)
    _words(sheet)
    _ours(sheet)
    sheet.facts.extend(sheet.extras())
    yield from sheet.problems
    uid = words(card.first("UID"))
    yield Candidate(tuple(sheet.facts), where, uid if 0 < len(uid) <= _LONGEST_UID else None)


def _name(sheet: Sheet) -> None:
    """FN, else N, else the organisation or an address; other names are aliases."""
    full = [name for line in _all(sheet, "FN") if (name := sheet.text(line))]
    composed = [_composed(line) for line in sheet.take("N")]
    reserve = [words(parts(line.value)[0]) for line in sheet.lines if line.name == "ORG"]
    reserve += [words(line.value) for line in sheet.lines if line.name == "EMAIL"]
    name = next(filter(None, (*full, *(whole for whole, _ in composed), *reserve)), "")
    if len(name) > _LONGEST_NAME:
        sheet.problems.append(Problem(sheet.where, f"the name has more than {_LONGEST_NAME} characters; it is cut"))
    if not name:
        return
    name = name[:_LONGEST_NAME].strip()
    sheet.say("name", name)
    others = [*full[1:], *(short for _, short in composed if not _within(short, name))]
    others += [nick for line in sheet.take("NICKNAME", "X-NICKNAME") for nick in items(line.value)]
    for other in others:
        if other and other != name and len(other) <= _LONGEST_NAME:
            sheet.say("aliases", other)


def _all(sheet: Sheet, name: str) -> list[Line]:
    """Take all lines of a name, alternatives too: another form of a name is a name."""
    found = sorted((line for line in sheet.lines if line.name == name), key=Line.preference)
    sheet.lines = [line for line in sheet.lines if line.name != name]
    return found


def _composed(line: Line) -> tuple[str, str]:
    """Give the whole name of N (RFC 6350, 6.2.2), and the given and family names alone."""
    family, given, more, before, behind = ([*(" ".join(items(part)) for part in parts(line.value)), *[""] * 5])[:5]
    whole = " ".join(filter(None, (before, given, more, family, behind)))
    return whole, " ".join(filter(None, (given, family)))


def _within(short: str, name: str) -> bool:
    """Tell whether a name says nothing that the other does not: all its words stand in it."""
    return all(word in fold(name) for word in fold(short).split())


def _place(sheet: Sheet) -> None:
    told = ""
    for line in sheet.take("ADR"):
        place = location(line.value)
        told = told or place
        if place != told or not place or not only_location(line.value):
            sheet.keep(line)
    if told:
        sheet.say("location", told[:_LONGEST_NAME])
    for line in sheet.take("TZ"):
        zone = words(line.value)
        if _is_zone(zone) and not any(fact.field == "timezone" for fact in sheet.facts):
            sheet.say("timezone", zone)
        else:
            sheet.keep(line)


def _is_zone(text: str) -> bool:
    """Tell whether this is a name of a time zone, not an offset: an offset does not tell the zone."""
    try:
        return "/" in text and bool(ZoneInfo(text))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def _birthday(sheet: Sheet) -> None:
    for line in sheet.take("BDAY"):
        found = _day(line)
        if found and not any(fact.field == "birthday" for fact in sheet.facts):
            sheet.say("birthday", found)
        else:
            sheet.keep(line)


def _day(line: Line) -> Birthday | None:
    """Read ``1980-03-22``, ``19800322``, ``--0322``, with or without a time; a year that says "no year" is none."""
    match = _DATE.fullmatch(words(line.value))
    if not match or line.parameter("VALUE").casefold() == "text":
        return None
    year = "-" if match[1] == line.parameter(_NO_YEAR) else match[1]
    try:
        return Birthday.parse(f"{year}-{match[2]}-{match[3]}")
    except ValueError:
        return None


def _words(sheet: Sheet) -> None:
    for line in sheet.take("PRONOUNS", "X-PRONOUNS"):
        if (text := sheet.text(line)) and not any(fact.field == "pronouns" for fact in sheet.facts):
            sheet.say("pronouns", text)
        elif text:
            sheet.keep(line)
    for line in sheet.take("CATEGORIES"):
        for tag in items(line.value):
            if tag.casefold() not in _OF_THE_PROGRAM and len(tag) <= _LONGEST_NAME:
                sheet.say("tags", tag)
    notes = (unescape(line.value).replace("\r\n", "\n").strip("\n") for line in sheet.take("NOTE"))
    if note := "\n\n".join(text for text in notes if text.strip()):
        sheet.say("note", note)


def _ours(sheet: Sheet) -> None:
    """Take what only this program writes: what a person keeps under ``x``, and whom they know, by the ids of cards."""
    related = [line for line in sheet.lines if line.name == "RELATED" and line.parameter("X-NETKEEP")]
    sheet.lines = [line for line in sheet.lines if line not in related]
    for line in related:
        sheet.say("knows", Acquaintance(line.value.strip(), line.parameter("X-NETKEEP-HOW") or None))
    for line in sheet.take("X-NETKEEP-X"):
        key = line.parameter("KEY")
        try:
            value = _texts(json.loads(unescape(line.value)), _DEEPEST)
        except (ValueError, RecursionError):
            sheet.keep(line, "is not what netkeep writes there")
        else:
            sheet.say("x", Extra(key, value)) if key and key not in {"vcard", "uid"} else sheet.keep(line)


def _texts(value: object, deepest: int) -> object:
    """Give text, lists and mappings of text as they are. Raises ``ValueError`` for anything else."""
    if isinstance(value, str):
        return value
    if deepest and isinstance(value, list):
        return [_texts(item, deepest - 1) for item in value]
    if deepest and isinstance(value, dict):
        return {key: _texts(item, deepest - 1) for key, item in value.items()}
    raise ValueError
