"""The records of a contact's lists (an address, a role) as text by their keys, and back."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from netkeep.model.fields import FIELDS, Field, record_of
from netkeep.model.people import Contact, Item
from netkeep.model.shapes import ListOf, MapOf, Record, Shape, Value, item_of, values_of
from netkeep.text.values import text_of

RECORDS: Mapping[str, Record] = {row.key: record for row in FIELDS if (record := record_of(row))}
"""The fields that are lists of records, by key."""
_TYPED = frozenset({"date", "partial date", "birthday", "duration", "cadence"})


def parsed(shape: Shape, text: str) -> object:
    """Return the value that a contact has for a text: a day or a span of time, else the text itself.

    Raises ``ValueError`` where the text is no such value.
    """
    if not isinstance(shape, Value) or shape.kind not in _TYPED:
        return text
    from netkeep.text.scalars import READERS  # which imports PyYAML

    return READERS[shape.kind][1](text)


def texts_of(record: Record, item: Item) -> dict[str, str]:
    """Return the texts of an item by the keys of its record, without the empty ones."""
    return {key: str(value) for key, value in values_of(record, item).items() if value}


def from_texts(record: Record, texts: Mapping[str, str]) -> Item:
    """Return the item that :func:`texts_of` gave these texts for. Raises ``ValueError`` where there is no such item."""
    if not record.required <= texts.keys() <= record.fields.keys():
        raise ValueError
    values = {key: parsed(record.fields[key], text) for key, text in texts.items() if text}
    return cast("Item", item_of(record, values))


def details(contact: Contact) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the name and the values of each field that has no place of its own where people look."""
    for row in FIELDS:
        value = getattr(contact, row.key) if row.detail else None
        if value:
            yield row.key.replace("_", " "), tuple(_in_words(row, value))


def _in_words(row: Field, value: Any) -> Iterator[str]:  # noqa: ANN401 (its type goes by the shape)
    match row.shape:
        case ListOf(Record() as record):
            yield from (item_in_words(record, item) for item in value)
        case ListOf():
            yield from map(text_of, value)
        case MapOf():
            yield from (f"{key}: {text}" for key, text in value.items())
        case _:
            yield text_of(value)


def item_in_words(record: Record, item: Item) -> str:
    """Return all that an item says on one line, its label in brackets at the end."""
    texts = texts_of(record, item)
    label = texts.pop("label", "")
    again = (key for key in texts if record.fields[key] == Value("duration"))
    texts |= {key: f"every {texts[key]}" for key in again}
    return ", ".join(texts.values()) + (f" ({label})" if label else "")
