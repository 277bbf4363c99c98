"""A contact, job or organisation as JSON and back, so that a file that was read once need not be parsed again.

The shape follows the types of :mod:`netkeep.model`: a record is the list of its fields in their order. The body's own
text and the places in it are not kept; an edit reads the file again.
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache, lru_cache, partial
from types import MappingProxyType, NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from netkeep.model.body import Body, LogEntry, Span
from netkeep.model.dates import Birthday, Duration, Never, PartialDate, parse_cadence
from netkeep.model.jobs import Job, Organisation
from netkeep.model.people import Contact
from netkeep.store.vault import Log

_NOWHERE = Span(0, 0)
_OTHERS = 2  # the position of who was there too, in a log entry
_parse = json.JSONDecoder().raw_decode  # encode() writes nothing around the value that loads() would check for


class _Codec(NamedTuple):
    """How values of a type are written and read; Any, as it stands between JSON and the model's own types."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def encode(item: Contact | Job | Organisation) -> str:
    """Return a record as JSON."""
    kind: Any = type(item)
    return json.dumps(_codec(kind).write(item), ensure_ascii=False, separators=(",", ":"))


def decode_contact(text: str) -> Contact:
    """Return the contact that :func:`encode` wrote."""
    contact: Contact = _codec(Contact).read(_parse(text)[0])
    return contact


def decode_job(text: str) -> Job:
    """Return the job that :func:`encode` wrote."""
    job: Job = _codec(Job).read(_parse(text)[0])
    return job


def decode_organisation(text: str) -> Organisation:
    """Return the organisation that :func:`encode` wrote."""
    organisation: Organisation = _codec(Organisation).read(_parse(text)[0])
    return organisation


def decode_entries(text: str, kind: Any, people: Collection[str]) -> Log:  # noqa: ANN401 (one of the three types)
    """Return only the log entries of a record that are about some people: its own person, or others who were there."""
    values = _parse(text)[0]
    log = values[position(kind, "body")][position(Body, "log") - 1]  # a body's own text is not kept
    person = kind is Contact
    if not (person and values[0] in people):
        log = [entry for entry in log if entry[_OTHERS] and any(link[0] in people for link in entry[_OTHERS])]
    return Log(values[0], person, tuple(map(_codec(LogEntry).read, log)))


def entries_about(person: Contact, people: Collection[str]) -> Log:
    """Return the same log entries of a person who has been read already."""
    log = person.body.log
    if person.id not in people:
        log = tuple(entry for entry in log if any(link.id in people for link in entry.others))
    return Log(person.id, persons=True, entries=log)


@cache
def position(kind: Any, name: str) -> int:  # noqa: ANN401
    """Return where a field of a type stands in its record."""
    return [item_field.name for item_field in fields(kind)].index(name)


_LEAVES: Mapping[object, _Codec] = {
    date: _Codec(date.isoformat, date.fromisoformat),
    PartialDate: _Codec(str, lru_cache(maxsize=4096)(PartialDate.parse)),
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
    kinds = [argument for argument in arguments if argument is not NoneType]
    inner = _codec(Union[tuple(kinds)] if len(kinds) > 1 else kinds[0])  # noqa: UP007 (made at run time)
    if inner is _AS_IT_IS:
        return inner
    return _Codec(lambda value: None if value is None else inner.write(value), inner.read)  # a record passes over None


def _sequence(kind: Any) -> _Codec:  # noqa: ANN401
    write, read = _codec(kind)
    if write is _AS_IT_IS.write:
        return _Codec(list, tuple)
    return _Codec(lambda values: list(map(write, values)), lambda values: tuple(map(read, values)) if values else ())


def _record(kind: Any) -> _Codec:  # noqa: ANN401
    hints = get_type_hints(kind)
    names = [item_field.name for item_field in fields(kind) if (kind, item_field.name) != (Body, "text")]
    codecs = [_codec(hints[name]) for name in names]
    make = partial(kind, "") if kind is Body else kind
    changed = [(at, codec.read) for at, codec in enumerate(codecs) if codec is not _AS_IT_IS]

    def read(values: list[Any]) -> Any:  # noqa: ANN401
        """Return the record of a list, which is changed on the way: nobody else has it."""
        if len(values) != len(names):
            raise ValueError("not a record of this program's")
        for at, decode in changed:
            if (value := values[at]) is not None:
                values[at] = decode(value)
        return make(*values)

    writers = [(name, codec.write) for name, codec in zip(names, codecs, strict=True)]
    return _Codec(lambda value: [write(getattr(value, name)) for name, write in writers], read)


def _frozen(value: Any) -> Any:  # noqa: ANN401
    """Return a value with lists turned back into tuples."""
    if isinstance(value, list):
        return tuple(_frozen(inner) for inner in value)
    return {key: _frozen(inner) for key, inner in value.items()} if isinstance(value, dict) else value
