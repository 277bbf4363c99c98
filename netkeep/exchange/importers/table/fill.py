"""The cells of a row -> a person: names, places and roles from several cells, the rest from one each."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from netkeep.exchange.candidate import Entry
from netkeep.exchange.cells import label_and_value, one_line, split, unescape
from netkeep.exchange.importers.table.by_row import Cell, other, read_json, reader_of
from netkeep.exchange.importers.table.entries import Written, entries
from netkeep.exchange.importers.table.header import key
from netkeep.exchange.importers.table.person import Person
from netkeep.model.contact_points import email_problem, phone_problem
from netkeep.model.dates import PartialDate
from netkeep.model.fields import field_of
from netkeep.model.people import Role
from netkeep.model.person_names import NameParts
from netkeep.model.schema import CONTACT

_PARTS = ("last", "first", "middle", "prefix", "suffix")  # in the order of NameParts
NAMES = frozenset({"name", *_PARTS})
_PLACE = ("city", "region", "country")
_WORK = ("org", "title", "team", "from", "to")
_BIRTH = ("birth_year", "birth_month", "birth_day")
_EVERYONE = """
    mycontacts meinekontakte mescontacts miscontactos imieicontatti meuscontatos osmeuscontactos mijncontacten
    minakontakter minekontakter minekontakter omatyhteystiedot mojekontakty моиконтакты мoiконтакти kisilerim
    連絡先 我的联系人 我的通訊錄 내주소록
    """
_LONGEST_EVERYONE = 30
_IS_EVERYONE = frozenset({*_EVERYONE.split(), "starred", "starredinandroid"})
_IN_ANGLES = re.compile(r"<\s*(?:mailto:|smtp:)?([^<>\s]+@[^<>\s]+?)\s*>", re.IGNORECASE)
_BEFORE_ADDRESS = re.compile(r"(?:mailto|smtp|e-?mail):\s*", re.IGNORECASE)
_BETWEEN_NUMBERS = re.compile(r"\s*[,/|]\s+|\s*[,/|](?=\+)")
_LEAST_DIGITS = 6  # of a number beside another
_FIRST_PLACES = ("", "home", "work")


def fill(person: Person, cells: Iterable[Cell]) -> None:
    """Add to a person everything that the cells say."""
    parts: dict[tuple[str, str], Cell] = {}
    alone: list[Cell] = []
    for cell in cells:
        place = (cell.target.part, cell.target.group) if cell.target else ("", "")
        if place[0] in _TOGETHER and place not in parts:
            parts[place] = cell
        else:
            alone.append(cell)
    _names(person, parts)
    _birth(person, parts)
    _places(person, parts)
    _work(person, parts)
    for cell in sorted(alone, key=lambda cell: cell.target is None or cell.target.part != "uid"):
        part = cell.target.part if cell.target else ""
        (_ALONE.get(part) or reader_of(field_of(part)))(person, cell)


_TOGETHER = frozenset({"location", *NAMES, *_PLACE, *_WORK, *_BIRTH})


def _names(person: Person, parts: Mapping[tuple[str, str], Cell]) -> None:
    whole = parts.get(("name", ""))
    texts = [one_line(parts[name, ""].value) if (name, "") in parts else "" for name in _PARTS]
    name_parts = NameParts(*((text,) if text else () for text in texts))
    if whole or name_parts.family or name_parts.given or name_parts.additional:
        person.name(name_parts, whole.value if whole else "", whole.column if whole else "name")
        return
    for cell in (parts[name, ""] for name in _PARTS if (name, "") in parts):  # a prefix or suffix alone is no name
        other(person, cell)


def _birth(person: Person, parts: Mapping[tuple[str, str], Cell]) -> None:
    """Add the birthday that is spread over several columns; a year or a month alone is kept as it is."""
    cells = [parts[part, ""] for part in _BIRTH if (part, "") in parts]
    year, month, day = (one_line(parts[part, ""].value) if (part, "") in parts else "" for part in _BIRTH)
    if not cells or (month and day and person.born(year, month, day)):
        return
    if day and not month and len(cells) == 1:
        person.birthday(day, cells[0].column)
        return
    for cell in cells:
        other(person, cell)
    person.problem(cells[0].column, "and similar columns hold no whole day; they were kept under x", fate="kept")


def _places(person: Person, parts: Mapping[tuple[str, str], Cell]) -> None:
    """Add the location, home before work; places that are not used are kept under ``x``."""
    whole = parts.get(("location", ""))
    if whole:
        person.text("location", whole.value, whole.column)
    groups = sorted(
        {group for part, group in parts if part in _PLACE},
        key=lambda group: (_FIRST_PLACES.index(group) if group in _FIRST_PLACES else len(_FIRST_PLACES), group),
    )
    for group in groups:
        place_cells = [parts[part, group] for part in _PLACE if (part, group) in parts]
        if person.has("location"):
            for cell in place_cells:
                other(person, cell)
        else:
            person.text("location", ", ".join(one_line(cell.value) for cell in place_cells), place_cells[0].column)


def _work(person: Person, parts: Mapping[tuple[str, str], Cell]) -> None:
    for group in sorted({group for part, group in parts if part in _WORK}):
        by_part = {part: parts[part, group] for part in _WORK if (part, group) in parts}
        if "org" in by_part:
            dates = [_month(person, by_part.get(part)) for part in ("from", "to")]
            texts = [one_line(by_part[part].value) if part in by_part else None for part in ("org", "title", "team")]
            person.role(Role(texts[0] or "", texts[1] or None, texts[2] or None, *dates))
        else:
            for cell in by_part.values():
                other(person, cell)


def _month(person: Person, cell: Cell | None) -> PartialDate | None:
    if cell is None:
        return None
    try:
        return PartialDate.parse(one_line(cell.value))
    except ValueError as error:
        person.problem(cell.column, "holds no date here; it was kept under x", str(error), fate="kept")
        other(person, cell)
        return None


def _aliases(person: Person, cell: Cell) -> None:
    for part in split(cell.value):
        person.text("aliases", unescape(part), cell.column)


def _tags(person: Person, cell: Cell) -> None:
    for part in split(cell.value, commas=True):
        if not is_everyone(unescape(part)):
            person.text("tags", unescape(part), cell.column)


def is_everyone(tag: str) -> bool:
    """Return whether a group is the one into which Google puts everybody."""
    return len(tag) <= _LONGEST_EVERYONE and key(tag) in _IS_EVERYONE


def _emails(person: Person, cell: Cell) -> None:
    parts = [label_and_value(part) for part in split(cell.value, commas=True)]
    labelled = [(label, address) for label, text in parts for address in _addresses(text)]
    # A label may hold an address in angles of its own; where all is well without them, they are the label's.
    if _IN_ANGLES.search(cell.value) and any(email_problem(address) for _, address in labelled):
        text = _IN_ANGLES.sub(r" \1 ", _BEFORE_ADDRESS.sub("", cell.value))
        words = [word.strip("'\"") for word in re.split(r"[\s;,]+", text)]
        if not person.is_called(" ".join(word for word in words if "@" not in word[1:-1])):
            other(person, cell)
        for address in (word for word in words if "@" in word[1:-1]):
            person.email(address, _label(cell), cell.column)
        return
    for label, address in labelled:
        person.email(address, label or _label(cell), cell.column)


def _addresses(text: str) -> list[str]:
    """Return the addresses in a text, without the signs around them; the text itself if it holds anything else."""
    words = re.split(r"\s*[/|]\s+|\s+", _BEFORE_ADDRESS.sub("", text).strip())
    addresses = [word.strip("'\"") for word in words if word]
    return addresses if all(email_problem(word) is None for word in addresses) else [text]


def _phones(person: Person, cell: Cell) -> None:
    for part in split(cell.value):
        label, text = label_and_value(part)
        for number in _numbers(text):
            person.phone(number, label or _label(cell), cell.column)


def _numbers(text: str) -> list[str]:
    """Return the numbers in a text; the text itself if it is one number, or holds anything else."""
    numbers = _BETWEEN_NUMBERS.split(text.strip())
    all_numbers = all(
        phone_problem(number) is None and sum(map(str.isdigit, number)) >= _LEAST_DIGITS for number in numbers
    )
    return numbers if all_numbers and phone_problem(text.strip()) else [text]


def _links(person: Person, cell: Cell) -> None:
    for part in split(cell.value):
        service, url = label_and_value(part)
        person.link(url, service or _label(cell), cell.column)


def _worked_with(person: Person, cell: Cell) -> None:
    for part in split(cell.value):
        relation, job = label_and_value(part)
        person.worked_with(job, relation, cell.column)


def _knows(person: Person, cell: Cell) -> None:
    for part in split(cell.value):
        how, other = label_and_value(part)
        person.knows(other, how, cell.column)


def _label(cell: Cell) -> str | None:
    return cell.target.label if cell.target else None


def _timezone(person: Person, cell: Cell) -> None:
    name = one_line(cell.value)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        person.problem(
            cell.column, "holds no time zone; it was kept under x", "a name such as Europe/London", fate="kept"
        )
        other(person, cell)
    else:
        person.text("timezone", name, cell.column)


def _uid(person: Person, cell: Cell) -> None:
    person.uid = one_line(cell.value)[:200] or None


def _log(person: Person, cell: Cell) -> None:
    written = entries(cell.value)
    if written is None:
        person.problem(
            cell.column, "holds no log entries here; it was kept under x", "2024-05-20 coffee: what about", fate="kept"
        )
        other(person, cell)
        return
    for entry in with_keys(person.uid or person.first_name(), written):
        person.entry(entry)


def with_keys(who: str, written: list[Written]) -> Iterable[Entry]:
    """Return entries with keys; those of one day and kind are numbered from the end, as new ones go on top."""
    times = Counter[object]()
    keyed = []
    for day, kind, text, others in reversed(written):
        times[day, kind] += 1
        keyed.append(Entry(f"{who} {day.isoformat()} {kind} {times[day, kind]}", day, kind, text, others))
    return reversed(keyed)


def add_roles(person: Person, value: object) -> bool:
    """Add roles in the form of our own JSON; return whether the value is such a list."""
    if not isinstance(value, list):
        return False
    try:
        roles = [_role(item) for item in value]
    except ValueError:
        return False
    for role in roles:
        person.role(role)
    return True


def _role(value: object) -> Role:
    if not isinstance(value, Mapping) or not all(isinstance(value.get(part, ""), str) for part in _WORK):
        raise ValueError
    texts = [one_line(value.get(part, "")) or None for part in _WORK]
    if texts[0] is None:
        raise ValueError
    return Role(texts[0], texts[1], texts[2], *(PartialDate.parse(text) if text else None for text in texts[3:]))


def add_extras(person: Person, value: object) -> bool:
    """Add the values of ``x``; return whether the value is a mapping."""
    if not isinstance(value, Mapping):
        return False
    for name, inner in value.items():
        person.keep(name, inner)
    return True


def add_properties(person: Person, value: object) -> bool:
    """Add keys of other programs, those that are fields below ``x``; return whether the value is a mapping."""
    if not isinstance(value, Mapping):
        return False
    for name, inner in value.items():
        if name in CONTACT.fields:
            person.keep(name, inner)
        else:
            person.property(name, inner)
    return True


def _nothing(person: Person, cell: Cell) -> None:
    """Ignore what a program writes for everybody, or what no import may set."""


_ALONE: Mapping[str, Callable[[Person, Cell], None]] = {
    "aliases": _aliases,
    "tags": _tags,
    "pronouns": lambda person, cell: person.text("pronouns", cell.value, cell.column),
    "emails": _emails,
    "phones": _phones,
    "links": _links,
    "timezone": _timezone,
    "birthday": lambda person, cell: person.birthday(cell.value, cell.column),
    "worked_with": _worked_with,
    "knows": _knows,
    "note": lambda person, cell: person.note(cell.value),
    "uid": _uid,
    "log": _log,
    "more_roles": read_json(add_roles),
    "x": read_json(add_extras),
    "properties": read_json(add_properties),
    "ignored": _nothing,
}
