"""Keys: one that is nearly a known one, and one that stands twice with the same value."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from netkeep.check.fix import Fix
from netkeep.check.mend.guesses import as_is_or_meant
from netkeep.check.mend.lists import as_list
from netkeep.check.mend.nodes import fits, shaped
from netkeep.model.body import Span
from netkeep.model.schema import ListOf, Record, Shape
from netkeep.text.document import Document
from netkeep.text.edit import Splice
from netkeep.text.problem import Problem
from netkeep.text.tree import Mapping, Node, Scalar, Sequence

_NEAR_ENOUGH = 0.8
_LINE_END = re.compile(r"[ \t]*(?:\r\n|\n|\r|\Z)")


def renamed(document: Document, problem: Problem) -> Fix | None:
    """Give the known key instead of one that looks like it, if the value is one for that key.

    Certain where next to nothing differs, and the known key is not there.
    """
    near = problem.facts.get("near")
    for mapping, shape in shaped(document):
        found = _entry(mapping, problem.span)
        if near and found and isinstance(shape, Record) and isinstance(mapping, Mapping):
            free = all(key.value != near for key, _ in mapping.entries)
            return _renamed(document, found, near, shape, free=free)
    return None


def _entry(node: Node, span: Span) -> tuple[Scalar, Node] | None:
    entries = node.entries if isinstance(node, Mapping) else []
    return next(((key, value) for key, value in entries if key.span == span), None)


def _renamed(document: Document, entry: tuple[Scalar, Node], near: str, shape: Record, *, free: bool) -> Fix | None:
    key, value = entry
    wanted = shape.fields[near]
    alike = SequenceMatcher(None, key.value.lower().replace("-", "_"), near).ratio()
    safe = free and alike >= _NEAR_ENOUGH
    splice = Splice(*key.span, near)
    fix = _of_value(document, value, wanted)
    return Fix((splice, *fix.splices), safe and fix.safe) if fix else None


def _of_value(document: Document, value: Node, wanted: Shape) -> Fix | None:
    if fits(value, wanted):
        return Fix()
    if isinstance(wanted, ListOf):
        return as_list(document, value, wanted)
    return as_is_or_meant(document, value, wanted) if isinstance(value, Scalar) else None


def without_repeated(document: Document, problem: Problem) -> Fix | None:
    """Take out the lines of a key that stands again with the same value."""
    for mapping in _mappings(document.tree) if document.tree else ():
        found = _entry(mapping, problem.span)
        if found and not mapping.flow:
            first = next(value for key, value in mapping.entries if key.value == found[0].value)
            return _without(document, *found) if _same(first, found[1]) else None
    return None


def _mappings(node: Node) -> Iterator[Mapping]:
    if isinstance(node, Mapping):
        yield node
        for _, value in node.entries:
            yield from _mappings(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _mappings(item)


def _same(one: Node, other: Node) -> bool:
    if isinstance(one, Scalar) and isinstance(other, Scalar):
        return one.value == other.value
    if isinstance(one, Sequence) and isinstance(other, Sequence):
        return len(one.items) == len(other.items) and all(map(_same, one.items, other.items))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        keys = [key.value for key, _ in one.entries] == [key.value for key, _ in other.entries]
        return keys and all(_same(a, b) for (_, a), (_, b) in zip(one.entries, other.entries, strict=True))
    return False


def _without(document: Document, key: Scalar, value: Node) -> Fix | None:
    """Take out whole lines, and only where nothing else stands on them."""
    text = document.source.text if document.source else ""
    start = max(text.rfind("\n", 0, key.span.start), text.rfind("\r", 0, key.span.start)) + 1
    rest = _LINE_END.match(text, max(value.span.end, key.span.end))
    if text[start : key.span.start].strip(" ") or (isinstance(value, Scalar) and value.style in {"|", ">"}):
        return None
    colon = text.find(":", key.span.end)
    if value.span == (value.span.start,) * 2:
        rest = _LINE_END.match(text, colon + 1)
    return Fix((Splice(start, rest.end(), ""),)) if rest else None
