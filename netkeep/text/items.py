"""The records of a contact's lists (an address, a role) as text by their keys, and back."""

from collections.abc import Mapping
from typing import cast

from netkeep.model.fields import FIELDS, record_of
from netkeep.model.people import Item
from netkeep.model.shapes import Record, Shape, Value, item_of, values_of
from netkeep.text.scalars import READERS

RECORDS: Mapping[str, Record] = {row.key: record for row in FIELDS if (record := record_of(row))}
"""The fields that are lists of records, by key."""
_TYPED = frozenset({"date", "partial date", "birthday", "duration", "cadence"})


def parsed(shape: Shape, text: str) -> object:
    """Return what a contact has for a text: a day or a span of time, else the text.

    Raises ``ValueError`` where it is none.
    """
    return READERS[shape.kind][1](text) if isinstance(shape, Value) and shape.kind in _TYPED else text


def texts_of(record: Record, item: Item) -> dict[str, str]:
    """Return what an item says, by the keys of its record, without what is empty."""
    return {key: str(value) for key, value in values_of(record, item).items() if value}


def from_texts(record: Record, texts: Mapping[str, str]) -> Item:
    """Return the item of which :func:`texts_of` gave the texts. Raises ``ValueError`` where they are of none."""
    if not record.required <= texts.keys() <= record.fields.keys():
        raise ValueError
    said = {key: parsed(record.fields[key], text) for key, text in texts.items() if text}
    return cast("Item", item_of(record, said))
