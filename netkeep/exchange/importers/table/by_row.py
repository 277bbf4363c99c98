"""A cell -> facts, by the shape in the row of its field."""

import json
from collections.abc import Callable, Mapping
from typing import NamedTuple

from netkeep.exchange.cells import label_and_value, split, unescape
from netkeep.exchange.importers.table.header import Target
from netkeep.exchange.importers.table.person import Person
from netkeep.exchange.importers.table.plain import plain
from netkeep.model.fields import Field, record_of
from netkeep.model.shapes import ListOf, Record, Value

_VALUE_AND_LABEL = 2  # keys of a record whose cell is written "label: value"


class Cell(NamedTuple):
    """The value of one column in one row; never empty."""

    target: Target | None
    column: str
    value: str


def reader_of(row: Field | None) -> Callable[[Person, Cell], None]:
    """Return the reader of a field, by the shape in its row; a cell of no field is kept as it is."""
    record = record_of(row) if row else None
    match row.shape if row else None:
        case Value() as shape if row:
            return lambda person, cell: person.single(row, shape, cell.value, cell.column)
        case ListOf(Value() as shape) if row:
            return lambda person, cell: _listed(person, row, shape, cell)
        case ListOf() if row and record and len(record.fields) > _VALUE_AND_LABEL:
            return read_json(lambda person, value: add_items(person, row, record, value))
        case ListOf() if row and record:
            return lambda person, cell: _labelled(person, row, record, cell)
    return other


def _listed(person: Person, row: Field, shape: Value, cell: Cell) -> None:
    for part in split(cell.value, commas=row.commas or shape.kind != "text"):
        person.single(row, shape, unescape(part), cell.column)


def _labelled(person: Person, row: Field, record: Record, cell: Cell) -> None:
    main, other = record.fields
    for part in split(cell.value, commas=row.commas):
        label, text = label_and_value(part)
        person.item(row, record, {main: text, other: label or ""}, cell.column)


def add_items(person: Person, row: Field, record: Record, value: object) -> bool:
    """Add the items of a list in the form of our own JSON; return whether the value is such a list."""
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        return False
    for item in value:
        person.item(row, record, {str(key): str(text) for key, text in item.items()}, row.key)
    return True


def read_json(add: Callable[[Person, object], bool]) -> Callable[[Person, Cell], None]:
    """Return a reader for a cell of JSON; a cell that is not ours is kept as it is."""

    def read(person: Person, cell: Cell) -> None:
        try:
            good = add(person, plain(json.loads(cell.value)))
        except (ValueError, RecursionError):
            good = False
        if not good:
            other(person, cell)

    return read


def other(person: Person, cell: Cell) -> None:
    """Keep a cell as it is, below ``x``."""
    person.other(cell.column, cell.value)
