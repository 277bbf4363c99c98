"""The shapes that the value of a key may have, as data: what reading, checking, writing and merging go by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Item = object
"""What a :class:`Record` says, of its ``model``: an :class:`netkeep.model.people.Email`, a role."""


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

    ``model`` is the type of what it says, ``attributes`` are those that are not called as their key is.
    """

    fields: Mapping[str, "Value | ListOf | MapOf | Record | Free"]
    required: frozenset[str] = frozenset()
    short: str | None = None
    model: type[Any] | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)  # processes hand it over, and cannot a view of one


@dataclass(frozen=True, slots=True)
class Free:
    """A mapping that is the person's own: any shape, never a finding."""


Shape = Value | ListOf | MapOf | Record | Free
BIRTHDAY = Value("birthday")
"""What a source says of this kind is no text, as that of other single values is."""


def item_of(record: Record, values: Mapping[str, object]) -> Item:
    """Return what the values of a record say, as its model has it."""
    if record.model is None:
        raise TypeError
    names = record.attributes
    return record.model(**{names.get(key, key): value for key, value in values.items()})


def values_of(record: Record, item: Item) -> dict[str, object]:
    """Return the values of a record by its keys, all of them, in their order: the way back of :func:`item_of`."""
    names = record.attributes
    return {key: getattr(item, names.get(key, key)) for key in record.fields}
