"""The shapes that the value of a key may have, as data for reading, checking, writing and merging."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Item = object
"""The object that a :class:`Record` describes, such as an :class:`netkeep.model.people.Email` or a role."""


@dataclass(frozen=True, slots=True)
class Value:
    """A scalar. ``kind`` names its reader in :mod:`netkeep.text.scalars`."""

    kind: str = "text"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one kind of thing."""

    item: "Value | Record"


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping from free names to one kind of scalar."""

    value: Value


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys; ``short`` is the key that a bare scalar stands for.

    ``model`` is the type of its objects, ``attributes`` maps keys to attributes with other names.
    """

    fields: Mapping[str, "Value | ListOf | MapOf | Record | Free"]
    required: frozenset[str] = frozenset()
    short: str | None = None
    model: type[Any] | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)  # pickled for other processes, so no mapping proxy


@dataclass(frozen=True, slots=True)
class Free:
    """A mapping that is the person's own: any shape, never a finding."""


Shape = Value | ListOf | MapOf | Record | Free
BIRTHDAY = Value("birthday")
"""The one kind of single value whose facts are not texts."""


def item_of(record: Record, values: Mapping[str, object]) -> Item:
    """Return the object of a record's model with these values."""
    if record.model is None:
        raise TypeError
    names = record.attributes
    return record.model(**{names.get(key, key): value for key, value in values.items()})


def values_of(record: Record, item: Item) -> dict[str, object]:
    """Return all values of an item by the keys of its record, in order: the reverse of :func:`item_of`."""
    names = record.attributes
    return {key: getattr(item, names.get(key, key)) for key in record.fields}
