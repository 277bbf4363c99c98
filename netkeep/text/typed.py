"""Reading a tree by a schema: typed values, the place of each, and every problem on the way."""

import re
from collections.abc import Mapping as MappingABC
from dataclasses import dataclass, field
from difflib import get_close_matches

from netkeep.model.body import Span
from netkeep.model.schema import PROPERTIES
from netkeep.model.shapes import Free, ListOf, MapOf, Record, Shape, Value
from netkeep.text.problem import Problem
from netkeep.text.scalars import READERS, changed_by_others
from netkeep.text.tree import Mapping, Node, Scalar, Sequence

Path = tuple[str | int, ...]
Places = dict[Path, Span]
_KEY = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+){0,4}", re.ASCII)
_LONGEST_KEY = 40
_MISSING = object()
_NAMES = {Scalar: "a single value", Sequence: "a list", Mapping: "a mapping"}


@dataclass(slots=True)
class Typed:
    """The result of reading. ``places`` holds the span of every value, keyed by its path from the top."""

    places: Places = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    properties: dict[str, object] = field(default_factory=dict)

    def top(self, node: Mapping, shape: Record) -> dict[str, object]:
        """Read the whole front matter; ``properties`` then holds all keys that are not fields."""
        values = self.record(node, shape)
        for key, value in node.entries:
            if key.value in shape.fields or key.value in self.properties:
                continue
            if not isinstance(value, Scalar) or value.value or value.style:
                self.places[(key.value,)] = value.span
                self.properties[key.value] = self._free(value)
        return values

    def record(self, node: Mapping, shape: Record, path: Path = ()) -> dict[str, object]:
        """Read a mapping with known keys; values that cannot be read are left out."""
        values: dict[str, object] = {}
        seen: set[str] = set()
        for key, node_value in node.entries:
            if self._repeated(key, seen):
                continue
            field_shape = shape.fields.get(key.value)
            if field_shape is None:
                if path or key.value not in PROPERTIES:
                    self._unknown(key, shape, path)
                continue
            value = self._read(node_value, field_shape, (*path, key.value))
            if value is not _MISSING:
                values[key.value] = value
        self._require(node, shape, seen, values, path)
        return values

    def value(self, node: Node, shape: Shape) -> object | None:
        """Return the value of one node; None where it has none that can be read."""
        value = self._read(node, shape, ())
        return None if value is _MISSING else value

    def _repeated(self, key: Scalar, seen: set[str]) -> bool:
        if key.value in seen:
            self._problem("duplicate-key", key.span, key=_short(key.value))
            return True
        seen.add(key.value)
        return False

    def _unknown(self, key: Scalar, shape: Record, path: Path) -> None:
        near = get_close_matches(key.value.lower().replace("-", "_"), shape.fields, n=1)
        facts = {"key": _short(key.value), "where": _words(path)} | ({"near": near[0]} if near else {})
        self._problem("unknown-key", key.span, **facts)

    def _require(
        self, node: Mapping, shape: Record, seen: set[str], values: MappingABC[str, object], path: Path
    ) -> None:
        for key in sorted(shape.required):
            if key not in seen or (key not in values and (*path, key) not in self.places):
                at = node.span.start
                self._problem("missing-key", Span(at, at), key=key, where=_words(path))

    def _read(self, node: Node, shape: Shape, path: Path) -> object:
        if isinstance(node, Scalar) and not node.value and not node.style:
            return _MISSING  # a key left empty, as editors' forms do, says nothing
        self.places[path] = node.span
        if isinstance(shape, Free):
            return self._free(node)
        if isinstance(shape, Value):
            return self._scalar(node, shape, path)
        if isinstance(shape, ListOf):
            return self._list(node, shape, path)
        if isinstance(shape, MapOf):
            return self._map(node, shape, path)
        return self._either(node, shape, path)

    def _scalar(self, node: Node, shape: Value, path: Path) -> object:
        if not isinstance(node, Scalar):
            return self._wrong_type(node, "a single value", path)
        other = None if shape.kind == "flag" else changed_by_others(node)
        if other:
            self._problem("ambiguous-value", node.span, field=_words(path), other=other)
        kind, read = READERS[shape.kind]
        text = node.value.strip()
        if shape.choices and text not in shape.choices:
            self._choice(node, shape, path)
            return _MISSING
        if not text:
            return self._problem("wrong-type", node.span, field=_words(path), wanted="not empty")
        try:
            return read(text)
        except ValueError as error:
            return self._problem(kind, node.span, field=_words(path), wanted=str(error))

    def _choice(self, node: Scalar, shape: Value, path: Path) -> None:
        near = get_close_matches(node.value.lower(), shape.choices, n=1)
        facts = {"field": _words(path), "choices": ", ".join(shape.choices)} | ({"near": near[0]} if near else {})
        self._problem("unknown-choice", node.span, **facts)

    def _list(self, node: Node, shape: ListOf, path: Path) -> object:
        if not isinstance(node, Sequence):
            return self._wrong_type(node, "a list", path)
        items = [self._read(item, shape.item, (*path, index)) for index, item in enumerate(node.items)]
        kept = [index for index, item in enumerate(items) if item is not _MISSING]
        if len(kept) < len(items):
            self._renumber(path, kept)
        return tuple(items[index] for index in kept)

    def _renumber(self, path: Path, kept: list[int]) -> None:
        """Key the places of a list by the indexes that its values have without the unreadable ones."""
        depth = len(path)
        old = {key: self.places.pop(key) for key in list(self.places) if key[:depth] == path and len(key) > depth}
        new = {index: position for position, index in enumerate(kept)}
        for key, span in old.items():
            index = key[depth]
            if isinstance(index, int) and index in new:
                self.places[*path, new[index], *key[depth + 1 :]] = span

    def _map(self, node: Node, shape: MapOf, path: Path) -> object:
        if not isinstance(node, Mapping):
            return self._wrong_type(node, "a mapping", path)
        values: dict[str, object] = {}
        seen: set[str] = set()
        for key, child in node.entries:
            if self._repeated(key, seen):
                continue
            value = self._read(child, shape.value, (*path, key.value))
            if value is not _MISSING:
                values[key.value] = value
        return values

    def _either(self, node: Node, shape: Record, path: Path) -> object:
        if isinstance(node, Mapping):
            values = self.record(node, shape, path)
            return values if shape.required <= values.keys() else _MISSING
        if isinstance(node, Scalar) and shape.short:
            short = shape.fields[shape.short]
            value = self._read(node, short, (*path, shape.short))
            return _MISSING if value is _MISSING else {shape.short: value}
        return self._wrong_type(node, "text or a mapping" if shape.short else "a mapping", path)

    def _free(self, node: Node) -> object:
        """Return a free node as text, lists and mappings; of a repeated key the first, as in every mapping."""
        if isinstance(node, Scalar):
            return node.value
        if isinstance(node, Sequence):
            return tuple(self._free(item) for item in node.items)
        seen: set[str] = set()
        return {key.value: self._free(value) for key, value in node.entries if not self._repeated(key, seen)}

    def _wrong_type(self, node: Node, wanted: str, path: Path) -> object:
        return self._problem("wrong-type", node.span, field=_words(path), wanted=f"{wanted}, not {_NAMES[type(node)]}")

    def _problem(self, kind: str, span: Span, **facts: str) -> object:
        self.problems.append(Problem(kind, span, facts))
        return _MISSING


def _words(path: Path) -> str:
    """Return the name of a field as people write it: ``roles[2].from``, counted from one."""
    words = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{_short(part) or '…'}" for part in path)
    return words.removeprefix(".")


def _short(key: str) -> str:
    """Return a key if it looks like one, else nothing: an address, a number or a name there is a personal value."""
    return key if len(key) <= _LONGEST_KEY and _KEY.fullmatch(key) else ""
