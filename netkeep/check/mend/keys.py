"""Fixes for keys: one that is nearly a known one, and one that is there twice with the same value."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from netkeep.check.fix import Fix, Swap
from netkeep.check.mend.guesses import as_is_or_meant
from netkeep.check.mend.lists import as_list
from netkeep.check.mend.nodes import fits, shaped
from netkeep.check.mend.slips import slip_of
from netkeep.check.mend.values import FixOf
from netkeep.check.mend.words import hyphened
from netkeep.model.body import Span
from netkeep.model.shapes import ListOf, Record, Shape
from netkeep.text.document import Document
from netkeep.text.edit import Splice
from netkeep.text.problem import Problem
from netkeep.text.tree import Mapping, Node, Scalar, Sequence

_NEAR_ENOUGH = 0.8
_Unknown = dict[Span, tuple[Scalar, Node, frozenset[str], Record]]
"""By its place: a key, its value, all keys of the same mapping, and the shape of that."""
_Repeated = dict[Span, tuple[Scalar, Node, Node]]
"""By its place: a key, its value, and the first value of this key."""
_LINE_END = re.compile(r"[ \t]*(?:\r\n|\n|\r|\Z)")


def renamed(document: Document) -> FixOf:
    """Return a function that gives the fix for a key that looks like a known one, if the value fits the known key.

    Safe if almost nothing differs, and the known key is not there yet.
    """
    by_span: _Unknown = {}
    for node, shape in shaped(document):
        if isinstance(node, Mapping) and isinstance(shape, Record):
            names = frozenset(key.value for key, _ in node.entries)
            by_span |= {key.span: (key, value, names, shape) for key, value in node.entries}

    def fix_of(problem: Problem) -> Fix | None:
        near = problem.facts.get("near")
        if not near or problem.span not in by_span:
            return None
        key, value, names, shape = by_span[problem.span]
        if not _every_word(key.value, near):
            return None
        return _renamed(document, (key, value), near, shape, free=near not in names)

    return fix_of


def _every_word(key: str, near: str) -> bool:
    """Return whether a known key has as many words as the one that looks like it: ``old_emails`` is not ``emails``."""
    words, others = (hyphened(name).split("-") for name in (key, near))
    return len(words) == len(others) or slip_of("".join(words), ("".join(others),)) is not None


def _renamed(document: Document, entry: tuple[Scalar, Node], near: str, shape: Record, *, free: bool) -> Fix | None:
    key, value = entry
    wanted = shape.fields[near]
    alike = SequenceMatcher(None, key.value.lower().replace("-", "_"), near).ratio()
    safe = free and alike >= _NEAR_ENOUGH
    splice = Splice(*key.span, near)
    fix = _of_value(document, value, wanted)
    swaps = (Swap("key", key.value, near), *fix.swaps) if fix else ()
    return Fix((splice, *fix.splices), safe and fix.safe, swaps=swaps) if fix else None


def _of_value(document: Document, value: Node, wanted: Shape) -> Fix | None:
    if fits(value, wanted):
        return Fix()
    if isinstance(wanted, ListOf):
        return as_list(document, value, wanted)
    return as_is_or_meant(document, value, wanted) if isinstance(value, Scalar) else None


def without_repeated(document: Document) -> FixOf:
    """Return a function that gives the fix for a repeated key with the same value: its lines are taken out."""
    by_span: _Repeated = {}
    for mapping in _mappings(document.tree) if document.tree else ():
        first: dict[str, Node] = {}
        for key, value in mapping.entries if not mapping.flow else ():
            by_span[key.span] = (key, value, first.setdefault(key.value, value))

    def fix_of(problem: Problem) -> Fix | None:
        if problem.span not in by_span:
            return None
        key, value, first = by_span[problem.span]
        return _without(document, key, value) if _same(first, value) else None

    return fix_of


def _mappings(node: Node) -> Iterator[Mapping]:
    if isinstance(node, Mapping):
        yield node
        for _, value in node.entries:
            yield from _mappings(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _mappings(item)


def _same(first: Node, second: Node) -> bool:
    if isinstance(first, Scalar) and isinstance(second, Scalar):
        return first.value == second.value
    if isinstance(first, Sequence) and isinstance(second, Sequence):
        return len(first.items) == len(second.items) and all(map(_same, first.items, second.items))
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        keys = [key.value for key, _ in first.entries] == [key.value for key, _ in second.entries]
        return keys and all(_same(a, b) for (_, a), (_, b) in zip(first.entries, second.entries, strict=True))
    return False


def _without(document: Document, key: Scalar, value: Node) -> Fix | None:
    """Return the fix that takes out whole lines; None if anything else is on them."""
    text = document.source.text if document.source else ""
    start = max(text.rfind("\n", 0, key.span.start), text.rfind("\r", 0, key.span.start)) + 1
    rest = _LINE_END.match(text, max(value.span.end, key.span.end))
    if text[start : key.span.start].strip(" ") or (isinstance(value, Scalar) and value.style in {"|", ">"}):
        return None
    colon = text.find(":", key.span.end)
    if value.span == (value.span.start,) * 2:
        rest = _LINE_END.match(text, colon + 1)
    if not rest:
        return None
    swap = Swap("repeated", text[start : rest.end()], "")
    return Fix((Splice(start, rest.end(), ""),), swaps=(swap,))
