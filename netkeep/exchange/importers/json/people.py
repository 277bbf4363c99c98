"""A person in an export."""

from collections.abc import Callable, Mapping
from typing import cast

from netkeep.exchange.candidate import Candidate, Problem
from netkeep.exchange.importers.json.entries import read_entry
from netkeep.exchange.importers.json.plain import as_object, listed, text, texts
from netkeep.exchange.importers.table.by_row import Cell
from netkeep.exchange.importers.table.fill import add_extras, add_properties, add_roles, fill, with_keys
from netkeep.exchange.importers.table.header import Target
from netkeep.exchange.importers.table.person import Person
from netkeep.exchange.importers.table.plain import plain
from netkeep.model.fields import FIELDS, Field, record_of
from netkeep.model.shapes import ListOf, Value

_OF_THEIR_OWN = frozenset({"emails", "phones", "roles", "worked_with", "knows"})
"""Lists that have readers of their own."""


def read_person(where: str, value: object) -> tuple[Candidate | None, list[Problem]]:
    """Return a person, None if the value is no person, and the problems."""
    person = Person(where)
    if not isinstance(value, Mapping):
        return None, [Problem(where, "this is not a person; it was left out")]
    person.uid = text(value.get("id")) or None
    keys = [row.key for row in FIELDS if isinstance(row.shape, Value)]
    cells = [Cell(Target(key), key, words) for key in keys if (words := text(value.get(key)))]
    cells += [Cell(Target(key), key, "true") for key in keys if value.get(key) is True]
    fill(person, cells)
    _lists(person, value)
    _ties(person, value)
    if not add_roles(person, [texts(item) for item in _list(value, "roles", person)]):
        person.problem("roles", "holds something else; it was left out")
    _log(person, value)
    person.note(text(value.get("prose")))
    _extras(person, "x", value.get("x"), add_extras)
    _extras(person, "properties", value.get("properties"), add_properties)
    return person.candidate(chosen=True), person.problems


def _ties(person: Person, value: Mapping[object, object]) -> None:
    """Add the ties in the person's own file; those in other files come with these."""
    for item in _list(value, "worked_with", person):
        item_texts = texts(item)
        person.worked_with(item_texts.get("job", ""), item_texts.get("as"), "worked_with")
    for item in _list(value, "knows_here", person):
        item_texts = texts(item)
        person.knows(item_texts.get("id", ""), item_texts.get("how"), "knows_here")


def _lists(person: Person, value: Mapping[object, object]) -> None:
    rows = (row for row in FIELDS if isinstance(row.shape, ListOf) and row.key not in _OF_THEIR_OWN)
    for row in rows:
        for item in _list(value, row.key, person):
            _listed(person, row, item)
    for item in _list(value, "emails", person):
        item_texts = texts(item)
        person.email(item_texts.get("address", ""), item_texts.get("label"), "emails")
    for item in _list(value, "phones", person):
        item_texts = texts(item)
        person.phone(item_texts.get("number", ""), item_texts.get("label"), "phones")
    for service, url in texts(value.get("links")).items():
        person.link(url, service, "links")


def _listed(person: Person, row: Field, item: object) -> None:
    """Add an item of a list, by the shape in the row of its field."""
    if record := record_of(row):
        person.item(row, record, texts(item), row.key)
    else:
        person.single(row, cast("Value", cast("ListOf", row.shape).item), text(item), row.key)


def _log(person: Person, value: Mapping[object, object]) -> None:
    """Add the log entries in the person's own file; those in other files come with these."""
    own = [item for item in map(as_object, _list(value, "log", person)) if item.get("written_in") == value.get("id")]
    written = []
    for item in own:
        try:
            written.append(read_entry(item))
        except ValueError as error:
            person.problem("log", "holds an entry without a day; it was left out", str(error))
    for entry in with_keys(person.uid or person.first_name(), written):
        person.entry(entry)


def _extras(person: Person, key: str, value: object, add: Callable[[Person, object], bool]) -> None:
    try:
        good = value is None or add(person, plain(value))
    except (ValueError, RecursionError):
        good = False
    if not good:
        person.problem(key, "holds something else, or is nested too deep; it was left out")


def _list(value: Mapping[object, object], key: str, person: Person) -> list[object]:
    stored = listed(value, key)
    if stored is None:
        person.problem(key, "is not a list; it was left out")
    return stored or []
