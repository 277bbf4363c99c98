"""Facts as JSON and back: what a source said, kept to compare with what it says next time."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial

from netkeep.exchange.candidate import FACT_FIELDS, SCALARS, Candidate, Entry, Extra, FactValue, Field, Link
from netkeep.model.dates import Birthday, parse_date
from netkeep.model.fields import FIELDS
from netkeep.model.people import Item
from netkeep.model.shapes import BIRTHDAY, Record
from netkeep.text.items import RECORDS, from_texts, texts_of
from netkeep.text.values import free

Said = Mapping[Field, tuple[FactValue, ...]]
"""What one source says of a person, by field, in the source's order."""
_MOST = 10_000  # values of one field


def as_json(said: Said) -> dict[str, list[object]]:
    """Return facts as JSON, without empty fields."""
    return {field: [_plain(field, value) for value in values] for field, values in said.items() if values}


def from_json(values: object) -> Said:
    """Return the facts that :func:`as_json` wrote. Raises ``ValueError`` where it did not write them."""
    if not isinstance(values, dict) or not values.keys() <= FACT_FIELDS:
        raise ValueError
    return {field: tuple(_each(field, listed)) for field, listed in values.items()}


def said_by(candidate: Candidate) -> Said:
    """Return the facts of a candidate by field, each once; a second link to a service gets a number."""
    by_field: dict[Field, list[FactValue]] = {}
    for fact in candidate.facts:
        value = fact.value
        if isinstance(value, Extra):
            value = Extra(value.key, free(value.value))
        elif isinstance(value, Link):
            value = _with_free_name(value, [link for link in by_field.get("links", ()) if isinstance(link, Link)])
        by_field.setdefault(fact.field, []).append(value)
    return {name: once(values[:1] if name in SCALARS else values) for name, values in by_field.items()}


def _with_free_name(link: Link, others: Iterable[Link]) -> Link:
    taken = {other.service: other.url for other in others}
    name, number = link.service, 2
    while taken.get(name, link.url) != link.url:
        name, number = f"{link.service}-{number}", number + 1
    return Link(name, link.url)


def joined(first: Said, second: Said) -> Said:
    """Return the facts of both, each once."""
    fields = dict.fromkeys((*first, *second))
    return {name: once((*first.get(name, ()), *second.get(name, ()))) for name in fields}


def once(values: Iterable[FactValue]) -> tuple[FactValue, ...]:
    """Return each value once, at its first place, also where an :class:`Extra` is not hashable."""
    listed = tuple(values)
    if len(listed) < 2:  # noqa: PLR2004 (the usual case)
        return listed
    by_text: dict[str, FactValue] = {}
    for value in listed:
        by_text.setdefault(repr(value), value)
    return tuple(by_text.values())


def _each(field: str, listed: object) -> Iterable[FactValue]:
    if not isinstance(listed, list) or not 0 < len(listed) <= _MOST:
        raise ValueError
    read = _READERS.get(field, _text)
    return (read(value) for value in listed)


def _plain(field: Field, value: FactValue) -> object:
    match value:
        case str():
            return value
        case Extra(key, inner):
            return {"key": key, "value": inner}
        case Link():
            return {key: text for key, text in value._asdict().items() if text}
        case Entry(key, day, kind, text, others):
            parts = {"key": key, "day": day.isoformat(), "kind": kind, "text": text, "others": list(others)}
            return {name: part for name, part in parts.items() if part}
    return texts_of(RECORDS[field], value) if field in RECORDS and not isinstance(value, Birthday) else str(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError  # noqa: TRY004 (the file is wrong, not the program)
    return value


def _table(value: object, required: frozenset[str], optional: frozenset[str] = frozenset()) -> dict[str, str]:
    if not isinstance(value, dict) or not required <= value.keys() <= required | optional:
        raise ValueError
    return {key: _text(text) for key, text in value.items()}


def _link(value: object) -> Link:
    return Link(**_table(value, frozenset({"service", "url"})))


def _item(record: Record, value: object) -> Item:
    return from_texts(record, _table(value, record.required, frozenset(record.fields)))


def _birthday(value: object) -> Birthday:
    return Birthday.parse(_text(value))


def _entry(value: object) -> Entry:
    fields = dict(value) if isinstance(value, dict) else {}
    others = fields.pop("others", [])
    parts = _table(fields, frozenset({"key", "day", "kind"}), frozenset({"text"}))
    if not isinstance(others, list):
        raise ValueError  # noqa: TRY004 (the file is wrong, not the program)
    company = tuple(map(_text, others))
    return Entry(parts["key"], parse_date(parts["day"]), parts["kind"], parts.get("text", ""), company)


def _extra(value: object) -> Extra:
    if not isinstance(value, dict) or value.keys() != {"key", "value"}:
        raise ValueError
    return Extra(_text(value["key"]), free(value["value"]))


_READERS: Mapping[Field, Callable[[object], FactValue]] = {
    **{field: partial(_item, record) for field, record in RECORDS.items()},
    "links": _link,
    **{row.key: _birthday for row in FIELDS if row.shape == BIRTHDAY},
    "log": _entry,
    "x": _extra,
    "properties": _extra,
}


def day_or_none(value: object) -> date | None:
    """Read a day that may be missing. Raises ``ValueError``."""
    return None if value is None else parse_date(_text(value))
