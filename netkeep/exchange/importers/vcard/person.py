"""A person's card -> the facts in it."""

import json
import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from netkeep.exchange.candidate import Candidate, Extra, Problem
from netkeep.exchange.importers.table.dates import parse_birthday
from netkeep.exchange.importers.vcard.names import LONGEST_NAME, add_name, company
from netkeep.exchange.importers.vcard.reach import label_of, reach
from netkeep.exchange.importers.vcard.sheet import LONGEST, Sheet
from netkeep.exchange.importers.vcard.work import work
from netkeep.exchange.vcard.addresses import address_of, is_plain
from netkeep.exchange.vcard.cards import Card
from netkeep.exchange.vcard.dates import ANNIVERSARIES, LABELLED, date_of
from netkeep.exchange.vcard.lines import Line
from netkeep.exchange.vcard.values import items, location, only_location, unescape, words
from netkeep.model.dates import Birthday
from netkeep.model.people import Acquaintance, Role

_LONGEST_UID = 500
_DATE = re.compile(r"(\d{4}|-)-?(\d{2})-?(\d{2})(?:[T ].*)?", re.ASCII)
_NO_YEAR = frozenset({"-", "1604", "0000"})
"""The years that stand for no year: 1604 from iPhones, not all of which mark it as such; 0 from others."""
_OF_THE_PROGRAM = frozenset({"mycontacts", "my contacts", "starred", "starred in android"})
_DEEPEST = 20
_COUNTRY_CODE = 2  # letters that Apple writes beside an address; some programs write other text there


def person(card: Card, file: str, *, firm: str = "") -> Iterator[Candidate | Problem]:
    """Yield the person of a card, and its problems; no person if it has no name.

    ``firm`` is the organisation that the card names as its own, if it does.
    """
    sheet = Sheet(file, card.begin, list(card.lines))
    add_name(sheet, firm or company(card))
    if not sheet.facts:
        yield _nobody(sheet)
        return
    reach(sheet)
    work(sheet)
    if firm and not company(card):
        sheet.add("roles", Role(firm))
    _place(sheet)
    _birthday(sheet)
    for line in sheet.take(*ANNIVERSARIES, LABELLED):
        if named_date := date_of(line.name, line.params, line.value, sheet.label(line)):
            sheet.add("dates", named_date, line)
        else:
            sheet.keep(line)
    _words(sheet)
    _ours(sheet)
    sheet.facts.extend(sheet.extras())
    name = next(str(fact.value) for fact in sheet.facts if fact.field == "name")
    yield from (problem._replace(who=name) for problem in sheet.problems)
    uid = words(card.first("UID"))
    yield Candidate(tuple(sheet.facts), sheet.where, uid if 0 < len(uid) <= _LONGEST_UID else None)


def _nobody(sheet: Sheet) -> Problem:
    """Return the problem of a card without a name: anything else in it is lost."""
    has_data = any(sheet.informative_lines())
    help_ = "write their name into it, FN:Ada Example, and import it again" if has_data else ""
    message = "has no name, no e-mail address and no number; it is left out"
    return Problem(sheet.where, message, help_, "refused" if has_data else "skipped")


def _place(sheet: Sheet) -> None:
    main_place, main_line = "", None
    for line in sheet.take("ADR"):
        place = location(line.value)
        main_place, main_line = (main_place, main_line) if main_place else (place, line)
        if place != main_place or not place or not only_location(line.value):
            _address(sheet, line)
    if main_place:
        sheet.add("location", main_place[:LONGEST_NAME], main_line)
    for line in sheet.take("TZ"):
        zone = words(line.value)
        if _is_zone(zone) and not any(fact.field == "timezone" for fact in sheet.facts):
            sheet.add("timezone", zone, line)
        else:
            sheet.keep(line)


def _address(sheet: Sheet, line: Line) -> None:
    """Add an address to the facts; keep the line as it is if it says nothing, or more than the field can hold."""
    address = address_of(line.value, label_of(sheet, line))
    layout = next((other.value for other in sheet.lines if other.name == "X-ABADR" and other.group == line.group), "")
    plain = is_plain(line.params, line.value) and len(layout.strip()) <= _COUNTRY_CODE
    if address and plain and len(line.value) <= LONGEST:
        sheet.add("addresses", address, line)
    else:
        sheet.keep(line)


def _is_zone(text: str) -> bool:
    """Return whether this is the name of a time zone, not an offset, which does not identify the zone."""
    try:
        return "/" in text and bool(ZoneInfo(text))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def _birthday(sheet: Sheet) -> None:
    for line in sheet.take("BDAY"):
        day = _day(line)
        present = next((fact.value for fact in sheet.facts if fact.field == "birthday"), None)
        if day and not present:
            sheet.add("birthday", day, line)
        elif day:
            sheet.keep(line, "" if day == present else "the card has another birthday")
        else:
            sheet.keep(line, "no day can be read" if words(line.value) else "")


def _day(line: Line) -> Birthday | None:
    """Return the day of ``1980-03-22``, ``19800322``, ``--0322``, with or without a time, or of ``June 26``.

    A year that stands for "no year" is left out.
    """
    text = words(line.value)
    match = _DATE.fullmatch(text)
    try:
        if not match or line.parameter("VALUE").casefold() == "text":
            return parse_birthday(text)
        year = "-" if match[1] in {*_NO_YEAR, line.parameter("X-APPLE-OMIT-YEAR")} else match[1]
        return Birthday.parse(f"{year}-{match[2]}-{match[3]}")
    except ValueError:
        return None


def _words(sheet: Sheet) -> None:
    for line in sheet.take("PRONOUNS", "X-PRONOUNS"):
        if (text := sheet.text(line)) and not any(fact.field == "pronouns" for fact in sheet.facts):
            sheet.add("pronouns", text, line)
        elif text:
            sheet.keep(line)
    for line in sheet.take("CATEGORIES"):
        for tag in items(line.value):
            if tag.casefold().removeprefix("* ") not in _OF_THE_PROGRAM and len(tag) <= LONGEST_NAME:
                sheet.add("tags", tag, line)
    notes = [(unescape(line.value).replace("\r\n", "\n").strip("\n"), line) for line in sheet.take("NOTE")]
    if note := "\n\n".join(text for text, _ in notes if text.strip()):
        sheet.add("note", note, notes[0][1])


def _ours(sheet: Sheet) -> None:
    """Take what only this program writes: the person's values under ``x``, and whom they know, by card ids."""
    related = [line for line in sheet.lines if line.name == "RELATED" and line.parameter("X-NETKEEP")]
    sheet.lines = [line for line in sheet.lines if line not in related]
    for line in related:
        sheet.add("knows", Acquaintance(line.value.strip(), line.parameter("X-NETKEEP-HOW") or None))
    for line in sheet.take("X-NETKEEP-X"):
        key = line.parameter("KEY")
        try:
            value = _texts(json.loads(unescape(line.value)), _DEEPEST)
        except (ValueError, RecursionError):
            sheet.keep(line, "is not what netkeep writes there")
        else:
            sheet.add("x", Extra(key, value)) if key and key not in {"vcard", "uid"} else sheet.keep(line)


def _texts(value: object, deepest: int) -> object:
    """Return text, lists and mappings of text as they are. Raises ``ValueError`` for anything else."""
    if isinstance(value, str):
        return value
    if deepest and isinstance(value, list):
        return [_texts(item, deepest - 1) for item in value]
    if deepest and isinstance(value, dict):
        return {key: _texts(item, deepest - 1) for key, item in value.items()}
    raise ValueError
