"""Values -> YAML as a person would lay it out: lines without indentation, or inline between brackets."""

import re
from collections.abc import Mapping, Sequence

from netkeep.model.body import Span
from netkeep.model.fields import FIELDS, record_of
from netkeep.text.quote import quote
from netkeep.text.scalars import changed_by_others
from netkeep.text.tree import Scalar
from netkeep.text.values import Plain, text_of

_LIKE_A_DATE = re.compile(r"-{0,2}\d[\d-]*", re.ASCII)
_INLINE = frozenset({"cssclasses", *(row.key for row in FIELDS if row.inline)})
_OPEN_ITEMS = frozenset(row.key for row in FIELDS if row.open_items)
_SHORT = {row.key: record.short for row in FIELDS if (record := record_of(row))}
_LONGEST_INLINE = 100


def scalar(value: object) -> str:
    """Return a single value as YAML; dates and the like without quotes, as people write them, if all readers agree."""
    text = text_of(value)
    if isinstance(value, str):
        return text if isinstance(value, Plain) else quote(text)
    plain = _LIKE_A_DATE.fullmatch(text) and not changed_by_others(Scalar(Span(0, 0), text, ""))
    return text if plain or isinstance(value, bool) else quote(text)


def like(old: Scalar, raw: str, value: object) -> str:
    """Return a single value in the quotes of ``old``, whose text in the file is ``raw``."""
    text = text_of(value)
    if old.style not in {"'", '"'} or not text.isprintable() or not text or any(sign in raw for sign in "\r\n"):
        return scalar(value)
    if old.style == "'":
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def inline(value: object) -> str:
    """Return any value on one line: ``[a, b]``, ``{key: value}``."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{quote(key)}: {inline(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(inline, value))}]"
    return scalar(value)


def lines(value: object) -> list[str]:
    """Return any value in lines of its own, nested ones indented by two."""
    if isinstance(value, Mapping) and value:
        return [line for key, inner in value.items() for line in entry(key, inner)]
    if isinstance(value, tuple) and value:
        return [line for inner in value for line in item(lines(inner))]
    return [inline(value)]


def entry(key: str, value: object) -> list[str]:
    """Return the lines of a key and its value."""
    if isinstance(value, (Mapping, tuple)) and value:
        return [f"{quote(key)}:", *(f"  {line}" for line in lines(value))]
    return [f"{quote(key)}: {inline(value)}"]


def item(value: Sequence[str]) -> list[str]:
    """Return the lines of a list item behind its dash, made of the lines of its value."""
    return [f"- {value[0]}", *(f"  {line}" for line in value[1:])]


def field(key: str, value: object) -> list[str]:
    """Return the lines of a key of a contact as the vault's files have them, with short lists inline."""
    if key in _INLINE and _short(key, value):
        return [f"{key}: {inline(short(key, value))}"]
    if isinstance(value, tuple) and value:
        items = (
            lines(inner) if key in _OPEN_ITEMS else [inline(short_item(inner, _SHORT.get(key)))] for inner in value
        )
        return [f"{quote(key)}:", *(f"  {line}" for item_lines in items for line in item(item_lines))]
    return entry(key, value)


def _short(key: str, value: object) -> bool:
    items = short(key, value)
    texts = isinstance(items, tuple) and all(not isinstance(inner, Mapping) for inner in items)
    return texts and len(f"{key}: {inline(items)}") <= _LONGEST_INLINE


def short(key: str, value: object) -> object:
    """Return the list of a field with each item as short as it can be written."""
    return tuple(short_item(inner, _SHORT.get(key)) for inner in value) if isinstance(value, tuple) else value


def short_item(value: object, main: str | None) -> object:
    """Return a record with only its ``main`` key as that key's bare value: ``ada@acme.example``."""
    return value[main] if main and isinstance(value, Mapping) and value.keys() == {main} else value
