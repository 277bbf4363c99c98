"""What a file says, field by field, as values to look for."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from netkeep.model.body import Body
from netkeep.model.contact_points import email_key, url_key, url_problem
from netkeep.model.dates import Birthday, PartialDate
from netkeep.model.fields import FIELDS, Field
from netkeep.model.jobs import Job, Organisation
from netkeep.model.people import Contact
from netkeep.model.shapes import ListOf, MapOf, Record, values_of
from netkeep.model.shapes import Value as Scalar
from netkeep.words import day_of_year, full_date

Item = Contact | Job | Organisation

_DEEPEST = 20
_NAMES = {"archived": "why archived"}  # that somebody is, may be shown
_SAYING_NOTHING = frozenset({"id", "choice", "flag", "code", "cadence", "duration"})  # by themselves
_REMINDER = re.compile(r"^[ \t]*[-*+][ \t]+\[[ xX]\][ \t]+\d.*$", re.MULTILINE)


class Value(NamedTuple):
    """Something that a field says; ``kind`` tells how it is to be looked for."""

    field: str
    kind: str
    text: str


def values(item: Item, but: frozenset[str] = frozenset()) -> Iterator[Value]:
    """Yield all that a person's, job's or organisation's file says in words, numbers and addresses.

    Of the fields ``but`` it may yield nothing: to read them of everybody takes time.
    """
    match item:
        case Contact():
            for row in _rows(but):
                if value := getattr(item, row.key):
                    yield from _of_field(row, value)
        case Organisation():
            yield Value("name", "name", item.name)
            yield from (Value("aliases", "alias", alias) for alias in item.aliases)
            yield from (Value("domains", "word", domain) for domain in item.domains)
            yield from (Value("links", "link", _address(link)) for link in item.links.values())
            yield from (Value("target", "date", text) for text in (_days(item.target) if item.target else ()))
        case Job():
            yield Value("name", "word", item.org)
            yield from (Value("title", "word", text) for text in (item.title,) if text)
    if not isinstance(item, Contact):
        yield from (Value("tags", "word", tag) for tag in item.tags)
        yield from (Value("x", "word", text) for text in _texts(item.x))
    yield from _of_body(item.body, but)


@cache
def _rows(but: frozenset[str]) -> tuple[Field, ...]:
    return tuple(row for row in FIELDS if row.sought and _NAMES.get(row.key, row.key) not in but)


def _of_field(row: Field, value: Any) -> Iterator[Value]:  # noqa: ANN401 (its type goes by the shape)
    """Yield what a field of a person says, whatever it is, but for what says nothing of anybody."""
    key = _NAMES.get(row.key, row.key)
    match row.shape:
        case Scalar() as scalar:
            yield from _of_scalar(key, row.sought, scalar, value)
        case ListOf(Scalar() as scalar):
            yield from (part for item in value for part in _of_scalar(key, row.sought, scalar, item))
        case ListOf(Record() as record):
            yield from (part for item in value for part in _of_record(row, record, item))
        case MapOf(scalar):
            yield from (part for item in value.values() for part in _of_scalar(key, row.sought, scalar, item))
        case _:
            yield from (Value(key, row.sought, text) for text in _texts(value))


def _of_record(row: Field, record: Record, item: object) -> Iterator[Value]:
    for key, value in values_of(record, item).items():
        shape = record.fields[key]
        if value is not None and key not in row.unsought and isinstance(shape, Scalar):
            yield from _of_scalar(row.key, row.sought, shape, value)


def _of_scalar(key: str, sought: str, shape: Scalar, value: Any) -> Iterator[Value]:  # noqa: ANN401
    match shape.kind:
        case "email":
            yield Value(key, "e-mail", email_key(value))
        case "phone":
            yield Value(key, "phone", value)
        case "url":
            yield Value(key, "link", _address(value))
        case "birthday" | "date" | "partial date":
            yield from (Value(key, "date", text) for text in _days(value))
        case kind if kind not in _SAYING_NOTHING:
            yield Value(key, sought, str(value))


def _days(value: Birthday | PartialDate | date) -> Iterator[str]:
    """Yield a whole day in the ways in which a page may write it; a day of no year is everybody's."""
    if value.year and value.month and value.day:
        yield f"{value.year:04}-{value.month:02}-{value.day:02}"
        yield f"{day_of_year(value.month, value.day)} {value.year}"


def _of_body(body: Body, but: frozenset[str]) -> Iterator[Value]:
    if "body" not in but:
        yield Value("body", "text", _REMINDER.sub("", body.prose))
    for entry in body.log if "log" not in but else ():
        yield Value("log", "text", entry.text)
        yield Value("log", "seen", f"{entry.kind} {entry.date.isoformat()} {full_date(entry.date)}")
    for reminder in body.reminders:
        yield Value("done reminders" if reminder.done else "reminders", "text", reminder.text)


# A server asks again after every save, and nearly all addresses are those that it has asked for.
@lru_cache(maxsize=1 << 16)
def _address(link: str) -> str:
    return link if url_problem(link) else url_key(link)


def _texts(value: object, depth: int = 0) -> Iterator[str]:
    """Yield every text in the values under ``x``, however deep."""
    if isinstance(value, str):
        yield value
    elif depth < _DEEPEST and isinstance(value, Mapping):
        yield from (text for part in value.values() for text in _texts(part, depth + 1))
    elif depth < _DEEPEST and isinstance(value, Iterable):
        yield from (text for part in value for text in _texts(part, depth + 1))
