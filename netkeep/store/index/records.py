"""A contact, job or organisation as JSON and back: what was read once need not be parsed again.

The shape follows the types of :mod:`netkeep.model`: a record is the list of its fields in their order. The body's own
text and the places in it are not kept; whoever edits a file reads it again.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from netkeep.model.body import Body, Span
from netkeep.model.dates import Birthday, Duration, Never, PartialDate, parse_cadence
from netkeep.model.people import Contact
from netkeep.model.work import Job, Organisation
from netkeep.text.document import Item

_NOWHERE = Span(0, 0)


class _Codec(NamedTuple):
    """How values of a type are written and read. Any stands between JSON and the model's own types."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def encode(item: Item) -> str:
    """Give a record as JSON."""
    kind: Any = type(item)
    return json.dumps(_codec(kind).write(item), ensure_ascii=False, separators=(",", ":"))


def decode_contact(text: str) -> Contact:
    """Read what :func:`encode` gave of a contact."""
    found: Contact = _codec(Contact).read(json.loads(text))
    return found


def decode_job(text: str) -> Job:
    """Read what :func:`encode` gave of a job."""
    found: Job = _codec(Job).read(json.loads(text))
    return found


def decode_organisation(text: str) -> Organisation:
    """Read what :func:`encode` gave of an organisation."""
    found: Organisation = _codec(Organisation).read(json.loads(text))
    return found


_LEAVES: Mapping[object, _Codec] = {
    date: _Codec(date.isoformat, date.fromisoformat),
    PartialDate: _Codec(str, PartialDate.parse),
    Birthday: _Codec(str, Birthday.parse),
    Duration: _Codec(str, Duration.parse),
    Duration | Never: _Codec(str, parse_cadence),
    Span: _Codec(lambda _: 0, lambda _: _NOWHERE),
}
_AS_IT_IS = _Codec(lambda value: value, lambda value: value)


@cache
def _codec(kind: Any) -> _Codec:  # noqa: ANN401 (a type, a union or a generic alias)
    if kind in _LEAVES:
        return _LEAVES[kind]
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        return _optional(arguments)
    if origin is tuple and arguments[-1] is Ellipsis:
        return _sequence(arguments[0])
    if origin is tuple:
        return _Codec(list, tuple)
    if origin is not None:  # a mapping
        return _Codec(dict, lambda value: MappingProxyType(_frozen(value)))
    return _record(kind) if is_dataclass(kind) else _AS_IT_IS


def _optional(arguments: tuple[Any, ...]) -> _Codec:
    kinds = [one for one in arguments if one is not NoneType]
    inner = _codec(Union[tuple(kinds)] if len(kinds) > 1 else kinds[0])  # noqa: UP007 (made at run time)
    return _Codec(
        lambda value: None if value is None else inner.write(value),
        lambda value: None if value is None else inner.read(value),
    )


def _sequence(kind: Any) -> _Codec:  # noqa: ANN401
    write, read = _codec(kind)
    if write is _AS_IT_IS.write:
        return _Codec(list, tuple)
    return _Codec(lambda values: [write(one) for one in values], lambda values: tuple(read(one) for one in values))


def _record(kind: Any) -> _Codec:  # noqa: ANN401
    hints = get_type_hints(kind)
    names = [one.name for one in fields(kind) if (kind, one.name) != (Body, "text")]
    codecs = [(name, *_codec(hints[name])) for name in names]
    return _Codec(
        lambda value: [write(getattr(value, name)) for name, write, _ in codecs],
        lambda values: kind(**{name: read(one) for (name, _, read), one in zip(codecs, values, strict=True)}),
    )


def _frozen(value: Any) -> Any:  # noqa: ANN401
    """Give lists as the tuples that they were."""
    if isinstance(value, list):
        return tuple(_frozen(one) for one in value)
    return {key: _frozen(one) for key, one in value.items()} if isinstance(value, dict) else value
