"""What ``netkeep export json`` wrote, read back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from netkeep.errors import NetkeepError
from netkeep.exchange.candidate import Candidate, Problem, Reading
from netkeep.exchange.importer import Options
from netkeep.exchange.importers.table.decode import read_bytes
from netkeep.exchange.importers.table.entries import Written
from netkeep.exchange.importers.table.fill import Cell, add_extras, add_roles, fill, keyed
from netkeep.exchange.importers.table.header import Target
from netkeep.exchange.importers.table.person import Person
from netkeep.exchange.importers.table.plain import plain
from netkeep.model.dates import parse_date

_FORMAT, _VERSION = "netkeep.vault", 1
_MOST_PEOPLE = 200_000
_TEXTS = ("name", "pronouns", "location", "timezone", "birthday")


def read(paths: Sequence[Path], options: Options) -> Reading:
    """Read exports. Raises :class:`NetkeepError` where one is none: half a vault is worse than a message."""
    del options
    people = [(path.name, number, value) for path in paths for number, value in enumerate(_people(path), 1)]
    made = [_person(f"{name}: person {number}", value) for name, number, value in people]
    return Reading(
        candidates=tuple(person for person, _ in made if person),
        problems=tuple(problem for _, problems in made for problem in problems),
        counts={"people": len(people)},
    )


def _people(path: Path) -> list[object]:
    try:
        values = json.loads(read_bytes(path).decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise NetkeepError(f"{path.name} is no JSON in UTF-8; give a file that 'netkeep export json' wrote") from None
    if not isinstance(values, dict) or values.get("format") != _FORMAT or not isinstance(values.get("people"), list):
        raise NetkeepError(f"{path.name} is not what 'netkeep export json' writes; another table goes by 'import csv'")
    if values.get("version") != _VERSION:
        raise NetkeepError(f"{path.name} has another version than {_VERSION}; a newer export needs a newer netkeep")
    return list(values["people"][:_MOST_PEOPLE])


def _person(where: str, value: object) -> tuple[Candidate | None, list[Problem]]:
    person = Person(where)
    if not isinstance(value, Mapping):
        return None, [Problem(where, "this is no person; it was left out")]
    person.uid = _text(value.get("id")) or None
    cells = [Cell(Target(key), key, text) for key in _TEXTS if (text := _text(value.get(key)))]
    fill(person, cells)
    _lists(person, value)
    if not add_roles(person, [_said(item) for item in _list(value, "roles", person)]):
        person.problem("roles", "holds something else; it was left out")
    _log(person, value)
    person.note(_text(value.get("prose")))
    _extras(person, value.get("x"))
    return person.candidate(), person.problems


def _lists(person: Person, value: Mapping[object, object]) -> None:
    for alias in _list(value, "aliases", person):
        person.text("aliases", _text(alias), "aliases")
    for tag in _list(value, "tags", person):
        person.text("tags", _text(tag), "tags")
    for item in _list(value, "emails", person):
        said = _said(item)
        person.email(said.get("address", ""), said.get("label"), "emails")
    for item in _list(value, "phones", person):
        said = _said(item)
        person.phone(said.get("number", ""), said.get("label"), "phones")
    for service, url in _said(value.get("links")).items():
        person.link(url, service, "links")


def _log(person: Person, value: Mapping[object, object]) -> None:
    """Take the entries of their own file; what others' files say comes with the others."""
    own = [item for item in map(_whole, _list(value, "log", person)) if item.get("written_in") == value.get("id")]
    found: list[Written] = []
    for item in own:
        others = tuple(other for other in _items(item.get("with")) if isinstance(other, str))
        try:
            day = parse_date(_text(item.get("on")))
        except ValueError as error:
            person.problem("log", "holds an entry without a day; it was left out", str(error))
        else:
            found.append(Written(day, _text(item.get("kind")) or "note", _text(item.get("text")), others))
    for entry in keyed(person.uid or person.first_name(), found):
        person.entry(entry)


def _extras(person: Person, value: object) -> None:
    try:
        good = value is None or add_extras(person, plain(value))
    except (ValueError, RecursionError):
        good = False
    if not good:
        person.problem("x", "holds something else, or is nested too deep; it was left out")


def _list(value: Mapping[object, object], key: str, person: Person) -> list[object]:
    found = value.get(key, [])
    if not isinstance(found, list):
        person.problem(key, "holds no list; it was left out")
        return []
    return found


def _items(value: object) -> Iterable[object]:
    return value if isinstance(value, list) else []


def _whole(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _said(value: object) -> dict[str, str]:
    return {key: text for key, text in _whole(value).items() if isinstance(text, str)}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
