"""A person of an export."""

from collections.abc import Callable, Mapping

from netkeep.exchange.candidate import Candidate, Problem
from netkeep.exchange.importers.json.entries import read_entry
from netkeep.exchange.importers.json.plain import listed, text, texts, whole
from netkeep.exchange.importers.table.fill import Cell, add_extras, add_properties, add_roles, fill, keyed
from netkeep.exchange.importers.table.header import Target
from netkeep.exchange.importers.table.person import Person, Wish
from netkeep.exchange.importers.table.plain import plain

_TEXTS = ("name", "pronouns", "location", "timezone", "birthday")
_WISHES: tuple[Wish, ...] = ("introduced_by", "cadence", "paused_until", "archived")


def read_person(where: str, value: object) -> tuple[Candidate | None, list[Problem]]:
    """Read one; None where it is none, and what of it could not be read."""
    person = Person(where)
    if not isinstance(value, Mapping):
        return None, [Problem(where, "this is no person; it was left out")]
    person.uid = text(value.get("id")) or None
    cells = [Cell(Target(key), key, words) for key in _TEXTS if (words := text(value.get(key)))]
    fill(person, cells)
    _lists(person, value)
    _wishes(person, value)
    _ties(person, value)
    if not add_roles(person, [texts(item) for item in _list(value, "roles", person)]):
        person.problem("roles", "holds something else; it was left out")
    _log(person, value)
    person.note(text(value.get("prose")))
    _extras(person, "x", value.get("x"), add_extras)
    _extras(person, "properties", value.get("properties"), add_properties)
    return person.candidate(chosen=True), person.problems


def _wishes(person: Person, value: Mapping[object, object]) -> None:
    """Take what their owner wishes of them."""
    for field in _WISHES:
        if words := text(value.get(field)):
            person.wish(field, words, field)
    if value.get("private") is True:
        person.wish("private", "true", "private")
    for code in _list(value, "check_ignore", person):
        person.wish("check_ignore", text(code), "check_ignore")


def _ties(person: Person, value: Mapping[object, object]) -> None:
    """Take whom they know by their own file; what others' files say comes with the others."""
    for item in _list(value, "worked_with", person):
        said = texts(item)
        person.worked_with(said.get("job", ""), said.get("as"), "worked_with")
    for item in _list(value, "knows_here", person):
        said = texts(item)
        person.knows(said.get("id", ""), said.get("how"), "knows_here")


def _lists(person: Person, value: Mapping[object, object]) -> None:
    for alias in _list(value, "aliases", person):
        person.text("aliases", text(alias), "aliases")
    for tag in _list(value, "tags", person):
        person.text("tags", text(tag), "tags")
    for item in _list(value, "emails", person):
        said = texts(item)
        person.email(said.get("address", ""), said.get("label"), "emails")
    for item in _list(value, "phones", person):
        said = texts(item)
        person.phone(said.get("number", ""), said.get("label"), "phones")
    for service, url in texts(value.get("links")).items():
        person.link(url, service, "links")


def _log(person: Person, value: Mapping[object, object]) -> None:
    """Take the entries of their own file; what others' files say comes with the others."""
    own = [item for item in map(whole, _list(value, "log", person)) if item.get("written_in") == value.get("id")]
    found = []
    for item in own:
        try:
            found.append(read_entry(item))
        except ValueError as error:
            person.problem("log", "holds an entry without a day; it was left out", str(error))
    for entry in keyed(person.uid or person.first_name(), found):
        person.entry(entry)


def _extras(person: Person, key: str, value: object, add: Callable[[Person, object], bool]) -> None:
    try:
        good = value is None or add(person, plain(value))
    except (ValueError, RecursionError):
        good = False
    if not good:
        person.problem(key, "holds something else, or is nested too deep; it was left out")


def _list(value: Mapping[object, object], key: str, person: Person) -> list[object]:
    found = listed(value, key)
    if found is None:
        person.problem(key, "holds no list; it was left out")
    return found or []
