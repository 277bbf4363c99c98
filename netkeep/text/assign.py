"""A contact with assignments made: items added, taken out or changed, and everything else as it was."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from netkeep.model.contact_points import email_key, phone_key, url_key
from netkeep.model.fields import Field, field_of, record_of
from netkeep.model.names import fold, org_key
from netkeep.model.people import Contact
from netkeep.model.shapes import Free, ListOf, MapOf, Record, Value
from netkeep.text.assignments import Assignment, main_part
from netkeep.text.build import build_contact
from netkeep.text.values import contact_values, text_of

_KEYS: Mapping[str, Callable[[str], str]] = {"email": email_key, "phone": phone_key, "url": url_key, "text": fold}
_NUMBER = re.compile(r"\d{1,3}", re.ASCII)  # one with more figures is a telephone's
_Parts = dict[str, object]


def assigned(contact: Contact, assignments: Iterable[tuple[Assignment, object]]) -> Contact:
    """Return a contact with each assignment made, given with its value, in turn.

    Raises ``ValueError`` where a list has no such item, or several of which either could be meant.
    """
    values: dict[str, Any] = {key: value for key, value in contact_values(contact).items() if field_of(key)}
    for assignment, value in assignments:
        key = assignment.row.key
        values[key] = _changed(assignment, values.pop(key, None), value)
        if values[key] in (None, (), {}):
            del values[key]
    return build_contact(contact.id, values, contact.body, dict(contact.properties))


def _changed(assignment: Assignment, have: object, value: object) -> object:
    row = assignment.row
    if isinstance(row.shape, (MapOf, Free)):
        entries = {**cast("dict[str, object]", have or {}), assignment.item: value}
        return {key: entry for key, entry in entries.items() if entry is not None}
    if not isinstance(row.shape, ListOf) or (assignment.sign == "=" and not assignment.part):
        return value
    items = list(cast("tuple[object, ...]", have or ()))
    if assignment.part:
        index = _index(assignment, items)
        items[index] = _with_parts(items[index], {assignment.part: value})
        return tuple(item for item in items if item)
    change = _add if assignment.sign == "+=" else _take_out
    for item in cast("tuple[object, ...]", value):
        change(row, items, item)
    return tuple(items)


def _add(row: Field, items: list[object], item: object) -> None:
    """Add an item; one that is there already gets the parts that are said."""
    same = [index for index, other in enumerate(items) if _is_same(row, other, item)]
    agreeing = [index for index in same if _says(row, items[index], item)] if row.several else same
    if not record_of(row) and same:
        return
    if len(agreeing) > 1:
        raise ValueError(f"{row.key}: several items may be meant; say which by its number: {row.key}.1.PART=…")
    if agreeing:
        said = {key: value for key, value in cast("_Parts", item).items() if key not in row.known_by}
        items[agreeing[0]] = _with_parts(items[agreeing[0]], said)
    elif item not in items:
        items.insert(0 if row.key == "roles" else len(items), item)


def _take_out(row: Field, items: list[object], item: object) -> None:
    """Take out the item that is meant; nothing happens where the list has none."""
    fitting = [index for index, other in enumerate(items) if _fits(row, other, item)]
    if len(fitting) > 1:
        raise ValueError(f"{row.key}: {len(fitting)} items fit; say more of the one to take out")
    for index in fitting:
        del items[index]


def _is_same(row: Field, item: object, other: object) -> bool:
    """Return whether two items are the same but for what is said of them, such as a label."""
    if not record_of(row):
        return _key(row, "", item) == _key(row, "", other)
    first, second = cast("_Parts", item), cast("_Parts", other)
    return bool(row.known_by) and all(
        _key(row, key, first.get(key)) == _key(row, key, second.get(key)) for key in row.known_by
    )


def _says(row: Field, item: object, other: object) -> bool:
    """Return whether no part of ``other`` contradicts an item."""
    parts = cast("_Parts", item)
    return all(
        parts.get(key) is None or _key(row, key, parts[key]) == _key(row, key, value)
        for key, value in cast("_Parts", other).items()
    )


def _fits(row: Field, item: object, wanted: object) -> bool:
    """Return whether an item has every part that is wanted."""
    if not isinstance(item, Mapping) or not isinstance(wanted, Mapping):
        return _key(row, "", item) == _key(row, "", wanted)
    return all(_key(row, key, item.get(key)) == _key(row, key, value) for key, value in wanted.items())


def _index(assignment: Assignment, items: list[object]) -> int:
    """Return the place of the item that an assignment names: by its number, or by its first part or words of it."""
    row, record, item = assignment.row, record_of(assignment.row), assignment.item
    if _NUMBER.fullmatch(item):
        if 0 < int(item) <= len(items):
            return int(item) - 1
        raise ValueError(f"{row.key}: there is no item of this number")
    main = main_part(record) if record else ""
    names = [_key(row, main, cast("_Parts", parts).get(main)) for parts in items]
    wanted = _key(row, main, item) if item else ""
    places = [index for index, name in enumerate(names) if name == wanted] or [
        index for index, name in enumerate(names) if wanted in name
    ]
    if len(places) != 1:
        fits = f"{len(places)} of {len(items)} items fit" if items else "it is empty"
        raise ValueError(f"{row.key}: {fits}; say which by its number: {row.key}.1.{assignment.part}=…")
    return places[0]


def _with_parts(item: object, parts: _Parts) -> _Parts:
    """Return an item with these parts, in the order of its record; a part without a value is taken out."""
    both = {**cast("_Parts", item), **parts}
    return {key: value for key, value in both.items() if value is not None}


def _key(row: Field, part: str, value: object) -> str:
    """Return a value in the form in which those that mean the same are equal."""
    text = "" if value is None else text_of(value)
    if part == "org":
        return org_key(text)
    record = record_of(row)
    shape = record.fields[part] if isinstance(record, Record) else row.shape
    shape = shape.item if isinstance(shape, ListOf) else shape
    return _KEYS.get(shape.kind, str)(text) if isinstance(shape, Value) else text
