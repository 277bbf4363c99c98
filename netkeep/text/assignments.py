"""The grammar of ``netkeep set``: ``cadence=3m``, ``tags+=mentor``, ``roles.1.to=2024-05``, ``links.blog=https://…``."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from netkeep.model.body import Span
from netkeep.model.date_phrases import Toward, parse_span, parse_when
from netkeep.model.dates import PartialDate
from netkeep.model.fields import FIELDS, Field, field_named, record_of
from netkeep.model.schema import CONTACT
from netkeep.model.shapes import Free, ListOf, MapOf, Record, Shape, Value
from netkeep.text import tree
from netkeep.text.problem import Problem
from netkeep.text.typed import Typed

_ASSIGNMENT = re.compile(r"\s*([a-z_-]+?)(?:\.(.+?))?\s*(\+=|-=|=)(.*)", re.DOTALL)
_FORMS = "field=value, field+=item, field-=item or field= (to clear it)"
_TOP = "value: "


class Assignment(NamedTuple):
    """One change of one field; ``item`` is the item of a list or the key of a mapping, ``part`` a key of that item."""

    row: Field
    sign: str
    text: str
    item: str = ""
    part: str = ""

    @property
    def name(self) -> str:
        """Return the name of what is set: ``emails.label``."""
        return f"{self.row.key}.{self.part}" if self.part else self.row.key

    @property
    def shape(self) -> Shape:
        """Return the shape of its value."""
        shape, record = self.row.shape, record_of(self.row)
        if record and self.part:
            return record.fields[self.part]
        if record and self.sign == "-=":
            return ListOf(replace(record, required=frozenset()))
        return shape.value if isinstance(shape, MapOf) else shape


class Words(NamedTuple):
    """How words become values: the day from which others count, and the ids of people and jobs by their names."""

    today: date
    person: Callable[[str], str]
    job: Callable[[str], str]


def parse_assignment(text: str) -> Assignment:
    """Parse ``field=value`` and its like. Raises ``ValueError`` with a sentence that does not repeat the value."""
    match = _ASSIGNMENT.fullmatch(text)
    if not match:
        raise ValueError(f"a change is written {_FORMS}")
    key, path, sign, value = match.groups()
    row = field_named(key)
    if row is None:
        raise ValueError(_unknown(key))
    assignment = Assignment(row, sign, " ".join(value.split()), *_places(row, path or ""))
    _refuse(assignment)
    return assignment


def _places(row: Field, path: str) -> tuple[str, str]:
    """Return the item and the part that a path below a field names."""
    record = record_of(row)
    if record is None:
        return path, ""
    item, _, part = path.rpartition(".")
    if path and part not in record.fields:
        raise ValueError(f"{row.key} has no part {part!r}; the parts are: {', '.join(record.fields)}")
    return item, part


def _unknown(key: str) -> str:
    """Return what to say of a name that is no field: where it is a part of one, that field."""
    owners = [row.key for row in FIELDS if key in row.parts]
    if owners:
        return f"there is no field {key!r}; it is a part of {' and '.join(owners)}: {owners[0]}.{key}=…"
    near = get_close_matches(key, CONTACT.fields, n=1)
    hint = f" (did you mean {near[0]!r}?)" if near else ""
    return f"there is no field {key!r}{hint}; the fields are: {', '.join(CONTACT.fields)}"


def _refuse(assignment: Assignment) -> None:
    """Raise ``ValueError`` for what its field cannot have."""
    row, sign, text, item, part = assignment
    record = record_of(row)
    if isinstance(row.shape, (MapOf, Free)) and (sign != "=" or not item):
        raise ValueError(f"{row.key} has a name for each value: {row.key}.NAME=value, or {row.key}.NAME= to clear it")
    if isinstance(row.shape, Value) and item:
        raise ValueError(f"{row.key} has no parts: {row.key}=value")
    if isinstance(row.shape, ListOf) and record is None and item:
        raise ValueError(f"{row.key} is a list of texts: {row.key}+=item or {row.key}-=item")
    if sign != "=" and (isinstance(row.shape, Value) or part):
        raise ValueError(f"{assignment.name} is a single value, not a list: {assignment.name}=value")
    if not text and sign != "=":
        raise ValueError(f"{row.key}{sign} needs an item")
    if not text and (part in record.required if record and part else row.key in CONTACT.required):
        raise ValueError(f"{assignment.name} is required and cannot be cleared")


def value_of(assignment: Assignment, words: Words) -> object | None:
    """Return the typed value of an assignment, None where it clears. Raises ``ValueError`` as its reader does."""
    if not assignment.text:
        return None
    shape, name = assignment.shape, assignment.name
    try:
        raw = _raw(shape, assignment.text)
        typed = Typed()
        value = typed.value(_node(_worded(shape, raw, words, assignment)), shape)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{name}: {error}") from None
    if typed.problems:
        raise ValueError(f"{name}: {_complaint(typed.problems[0])}")
    if isinstance(value, tuple) and not all(value):
        raise ValueError(f"{name}: an item is empty")
    return value


def _complaint(problem: Problem) -> str:
    facts = problem.facts
    if "choices" in facts:
        return f"it is one of {facts['choices']}"
    if problem.kind == "missing-key":
        return f"{facts['key']!r} is missing"
    if problem.kind == "unknown-key":
        return f"there is no {facts['key']!r} in it"
    return facts.get("wanted", problem.kind.replace("-", " "))


def _raw(shape: Shape, text: str) -> object:
    """Return a value as text, tuples and dicts; what begins with a bracket is read as it stands in a file."""
    structured = isinstance(shape, Free) or (isinstance(shape, ListOf) and not text.startswith("[["))
    if structured and text[0] in "[{":
        value = _as_in_a_file(text)
    elif isinstance(shape, ListOf) and isinstance(shape.item, Record):
        value = _parts(shape.item, text)
    else:
        value = text
    return value if isinstance(value, tuple) or not isinstance(shape, ListOf) else (value,)


def _as_in_a_file(text: str) -> object:
    whole = _TOP + text
    top = tree.parse_tree(whole, Span(0, len(whole)))
    typed = Typed()
    if not isinstance(top, Problem) and len(top.entries) == 1 and top.entries[0][1].span.end == len(whole):
        value = typed.value(top.entries[0][1], Free())
        if not typed.problems:
            return value
    raise ValueError("what begins with [ or { is read as it would be in a file: [one, two], {key: value}")


def main_part(record: Record) -> str:
    """Return the part of an item that comes first, without its name: the address, the organisation, the id."""
    return next(iter(record.fields))


def _parts(record: Record, text: str) -> dict[str, str]:
    """Return the parts of ``ada@x.example label=work``; an equals sign behind any other word is text."""
    name = re.compile(rf"(?:^|\s)({'|'.join(map(re.escape, record.fields))})=")
    main, *rest = name.split(text)
    pairs = [(main_part(record), main.strip())] if main.strip() else []
    pairs += [(key, value.strip()) for key, value in zip(rest[::2], rest[1::2], strict=True)]
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a part is given twice")
    return dict(pairs)


def _worded(shape: Shape, value: object, words: Words, assignment: Assignment, key: str = "") -> object:
    """Return a value with days, spans and names of people in the words of the format."""
    if isinstance(shape, ListOf) and isinstance(value, tuple):
        return tuple(_worded(shape.item, item, words, assignment) for item in value)
    if isinstance(shape, Record) and isinstance(value, Mapping):
        shapes = shape.fields
        return {
            key: _worded(shapes[key], item, words, assignment, key) if key in shapes else item
            for key, item in value.items()
        }
    if isinstance(shape, Record) and shape.short and isinstance(value, str):
        return _worded(shape.fields[shape.short], value, words, assignment, shape.short)
    if isinstance(shape, Value) and isinstance(value, str):
        if shape.kind == "id":
            return (words.job if (key or assignment.part) == "job" else words.person)(value)
        return _in_the_format(shape.kind, value, words.today)
    return value


def _in_the_format(kind: str, text: str, today: date) -> str:
    """Return a day or a span as the format writes it; of what is none, the reader says what is wrong."""
    if kind == "date":
        return parse_when(text, today, Toward.FUTURE).isoformat()
    if kind == "partial date":
        try:
            return str(PartialDate.parse(text))
        except ValueError:
            return parse_when(text, today, Toward.PAST).isoformat()
    if kind in {"duration", "cadence"}:
        try:
            return str(parse_span(text))
        except ValueError:
            return text
    return text


def _node(value: object) -> tree.Node:
    """Return the node of a value, as if it were quoted in a file."""
    nowhere = Span(0, 0)
    if isinstance(value, Mapping):
        entries = [(tree.Scalar(nowhere, key, '"'), _node(item)) for key, item in value.items()]
        return tree.Mapping(nowhere, entries, flow=True)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tree.Sequence(nowhere, [_node(item) for item in value], flow=True)
    return tree.Scalar(nowhere, str(value), '"')
