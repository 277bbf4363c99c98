"""Candidates made fit for the vault: what no file may hold is left out and reported."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import cast

from netkeep.exchange.candidate import Candidate, Entry, Extra, Fact, FactValue, Link, Problem
from netkeep.model.dates import Birthday
from netkeep.model.fields import FIELDS
from netkeep.model.jobs import Organisation
from netkeep.model.people import Item, Role
from netkeep.model.shapes import ListOf, Record, Shape, Value
from netkeep.store.add import MAX_NAME
from netkeep.text.document import invisible
from netkeep.text.items import RECORDS, from_texts, texts_of
from netkeep.text.scalars import READERS
from netkeep.text.values import free, text_of

_MOST_FACTS = 2000
_LONGEST, _LONGEST_NOTE = 1000, 100_000
_DEEPEST = 6
_MOST_OTHERS = 100
_COMMENT = re.compile(r"<(?=!--)|%(?=%)")


def _kind(shape: Shape) -> str:
    """Return the kind of a single value or of the values of a list; empty where they are records."""
    inner = shape.item if isinstance(shape, ListOf) else shape
    return inner.kind if isinstance(inner, Value) else ""


_KINDS = {row.key: kind for row in FIELDS if (kind := _kind(row.shape)) not in {"", "text", "id", "birthday"}}
"""The kind of value of each field whose text has a form of its own; any text will do in the others."""


def sanitize(candidate: Candidate, today: date) -> tuple[Candidate, tuple[Problem, ...]]:
    """Return the candidate with everything that a file can hold, and the problems of what was left out."""
    facts: list[Fact] = []
    problems: list[Problem] = []
    if len(candidate.facts) > _MOST_FACTS:
        problems.append(Problem(candidate.where, f"has more than {_MOST_FACTS:,} facts; the others are left out"))
    for fact in candidate.facts[:_MOST_FACTS]:
        try:
            value = _sanitized(fact, today, candidate)
        except ValueError as error:
            problems.append(Problem(fact.where, f"{fact.field}: {error}; left out"))
        else:
            if value is not None:
                facts.append(fact if value == fact.value else replace(fact, value=value))
    fit = replace(candidate, facts=tuple(facts))
    return fit, tuple(problem._replace(who=fit.name) for problem in problems)


def line(text: str, longest: int = _LONGEST) -> str:
    """Return a text on one line, without invisible characters. Raises ``ValueError`` where it is too long."""
    shown = " ".join(_visible(text).split())
    if len(shown) > longest:
        raise ValueError(f"longer than {longest:,} characters")
    return shown


def words(text: str) -> str:
    """Return a text fit for a log entry: one line in which no comment begins."""
    return _COMMENT.sub(r"\g<0> ", line(text, _LONGEST_NOTE))


def _visible(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    text = text.encode("utf-8", "replace").decode()
    hidden = {match[0] for match in invisible(text)}
    return text.translate({ord(mark): " " if mark in "\u2028\u2029" else None for mark in hidden}) if hidden else text


def _sanitized(fact: Fact, today: date, candidate: Candidate) -> FactValue | None:
    value = fact.value
    if fact.field == "note":
        return note(str(value), chosen=candidate.chosen)
    if isinstance(value, str):
        return _text(fact.field, value)
    if isinstance(value, Birthday):
        return _birthday(value, today)
    if isinstance(value, Entry):
        return entry(value, today)
    if isinstance(value, Extra):
        return _extra(value, _lines if candidate.chosen else _long_line)
    return _link(value) if isinstance(value, Link) else _item(RECORDS[fact.field], value)


def _text(field: str, value: str) -> str | None:
    text = line(value, MAX_NAME if field in {"name", "aliases"} else _LONGEST)
    if not text or field not in _KINDS:
        return text or None
    read = READERS[_KINDS[field]][1](text)
    if isinstance(read, bool):
        return "true" if read else None
    return text_of(read)


def note(value: str, *, chosen: bool = False) -> str | None:
    """Return a text of several lines, without trailing blanks and without anything that begins a comment.

    With ``chosen``, for a text from another vault, both stay: two blanks break a line, and comments are the owner's.

    Raises ``ValueError`` where it is too long.
    """
    lines = [text if chosen else text.rstrip() for text in _visible(value).splitlines()]
    text = "\n".join(lines).strip("\n")
    if len(text) > _LONGEST_NOTE:
        raise ValueError(f"longer than {_LONGEST_NOTE:,} characters")
    return (text if chosen else _COMMENT.sub(r"\g<0> ", text)) or None


def _birthday(value: Birthday, today: date) -> Birthday:
    if value.year and value.in_year(value.year) > today:
        raise ValueError("this day is in the future")
    return value


def entry(value: Entry, today: date) -> Entry | None:
    """Return an entry fit for the log; None for one in the future, which is no problem."""
    if value.day > today:
        return None
    others = dict.fromkeys(filter(None, map(line, value.others[:_MOST_OTHERS])))
    return Entry(line(value.key), value.day, value.kind, words(value.text), tuple(others))


def organisation(item: Organisation) -> Organisation:
    """Return an organisation with everything that a file can hold. Raises ``ValueError`` where no name is left."""
    name = line(item.name, MAX_NAME)
    if not name or _depth(item.x) > _DEEPEST:
        raise ValueError("no name, or nested too deeply")
    return replace(item, name=name, x=cast("Mapping[str, object]", _each(free(item.x), _lines)))


def _item(record: Record, item: Item) -> Item | None:
    """Return an item with each of its texts on one line; None where a required text is missing."""
    texts = texts_of(record, item)
    said = {key: fit for key, text in texts.items() if (fit := _part(record.fields[key], text))}
    if not said or not record.required <= said.keys():
        return None
    result = item if said == texts else from_texts(record, said)
    return _in_order(result) if isinstance(result, Role) else result


def _part(shape: Shape, text: str) -> str:
    if isinstance(shape, Value) and shape.kind in {"email", "phone"}:
        return _valid(shape.kind, text)
    words = line(text)
    if isinstance(shape, Value) and shape.choices and words not in shape.choices:
        raise ValueError(f"what somebody was to you is one of {', '.join(shape.choices)}")
    return words


def _in_order(role: Role) -> Role:
    """Return a role, without its start where that lies after its end."""
    start, end = role.start, role.end
    return replace(role, start=None) if start and end and end.latest() < start.earliest() else role


def _link(value: Link) -> Link:
    return Link(line(value.service) or "website", _valid("url", value.url))


def _extra(value: Extra, words: Callable[[str], str]) -> Extra:
    if _depth(value.value) > _DEEPEST:
        raise ValueError("nested too deeply")
    return Extra(line(value.key) or "other", _each(free(value.value), words))


def _valid(kind: str, text: str) -> str:
    text = line(text)
    READERS[kind][1](text)
    return text


def _depth(value: object) -> int:
    if isinstance(value, Mapping):
        return 1 + max(map(_depth, value.values()), default=0)
    return 1 + max(map(_depth, value), default=0) if isinstance(value, (list, tuple)) else 0


def _each(value: object, words: Callable[[str], str]) -> object:
    """Return a value of ``x`` with ``words`` applied to every text in it."""
    if isinstance(value, Mapping):
        return {line(str(key)): _each(inner, words) for key, inner in value.items()}
    return tuple(_each(inner, words) for inner in value) if isinstance(value, tuple) else words(str(value))


def _long_line(text: str) -> str:
    return line(text, _LONGEST_NOTE)


def _lines(text: str) -> str:
    """Return a text of several lines without invisible characters."""
    if len(text) > _LONGEST_NOTE:
        raise ValueError(f"longer than {_LONGEST_NOTE:,} characters")
    return _visible(text)
