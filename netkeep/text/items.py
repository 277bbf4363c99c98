"""The records of a contact's lists (an address, a role) as text by their keys, and back."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from netkeep.model.fields import FIELDS, Field, record_of
from netkeep.model.people import Contact, Item
from netkeep.model.shapes import ListOf, MapOf, Record, Shape, Value, item_of, values_of
from netkeep.text.scalars import READERS
from netkeep.text.values import text_of

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


def details(contact: Contact) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the fields that have no place of their own where people look: what each is called, and its values."""
    for row in FIELDS:
        value = getattr(contact, row.key) if row.detail else None
        if value:
            yield row.key.replace("_", " "), tuple(_in_words(row, value))


def _in_words(row: Field, value: Any) -> Iterator[str]:  # noqa: ANN401 (its type goes by the shape)
    match row.shape:
        case ListOf(Record() as record):
            yield from (item_in_words(record, one) for one in value)
        case ListOf():
            yield from map(text_of, value)
        case MapOf():
            yield from (f"{key}: {text}" for key, text in value.items())
        case _:
            yield text_of(value)


def item_in_words(record: Record, item: Item) -> str:
    """Return an item on a line: all that it says, its label behind it."""
    texts = texts_of(record, item)
    label = texts.pop("label", "")
    again = (key for key in texts if record.fields[key] == Value("duration"))
    texts |= {key: f"every {texts[key]}" for key in again}
    return ", ".join(texts.values()) + (f" ({label})" if label else "")
