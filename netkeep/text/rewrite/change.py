"""The changes from what a file says to what is wanted: node by node, only where the two differ."""

from collections.abc import Mapping as MappingABC
from typing import NamedTuple

from netkeep.model.shapes import Free, ListOf, MapOf, Record, Shape
from netkeep.text import layout
from netkeep.text.edit import Splice
from netkeep.text.quote import quote
from netkeep.text.rewrite.align import aligned
from netkeep.text.rewrite.block import block_splices, gap, indented_item, item_parts
from netkeep.text.rewrite.flow import flow_splices
from netkeep.text.rewrite.plan import Addition, Part, Plan, line_start, next_line, trimmed
from netkeep.text.source import Source
from netkeep.text.tree import Mapping, Node, Scalar, Sequence
from netkeep.text.typed import Typed

Wanted = MappingABC[str, object]


class UnreadableValueError(Exception):
    """A key that is to be changed holds something that could not be read; its text is the key."""


class _Entry(NamedTuple):
    """A key of a mapping with its value; ``more`` says whether some of the value could not be read."""

    key: Scalar
    node: Node
    shape: Shape
    have: object | None
    more: bool


class _ItemStyle(NamedTuple):
    """How the items of a list are written: whether mappings have lines of their own, and the blanks after a dash."""

    opened: bool
    gap: str


class Changes:
    """Collects splices; inner ones before those of the node around them, for both may be at the same place."""

    def __init__(self, source: Source) -> None:
        self.splices: list[Splice] = []
        self._text = source.text
        self._newline = source.newline

    def mapping(self, node: Mapping, shape: Shape, wanted: Wanted, changed: frozenset[str] | None = None) -> None:
        """Make a mapping say what is wanted; where ``changed`` is given, only these keys."""
        plan = Plan([self._part(key, value) for key, value in node.entries])
        for index, entry in _entries(node, shape, changed).items():
            self._entry(node, plan, index, entry, wanted)
        there = {key.value for key, _ in node.entries}
        new = [key for key in wanted if key not in there and (changed is None or key in changed)]
        order = list(shape.fields) if isinstance(shape, Record) else []
        for key in sorted(new, key=order.index) if order else new:
            plan.add(_behind(node, key, order), _addition(key, wanted[key], _shape_of(shape, key)))
        self._place(node, plan)

    def _entry(self, node: Mapping, plan: Plan, index: int, entry: _Entry, wanted: Wanted) -> None:
        key = entry.key.value
        if entry.have is None:
            if key in wanted:
                self._fill(node, entry, wanted[key])
        elif key not in wanted:
            if entry.more and isinstance(entry.node, (Mapping, Sequence)):
                self._inside(entry.node, entry.shape, {} if isinstance(entry.node, Mapping) else ())
            elif not isinstance(entry.have, bool) or entry.have:
                plan.dropped.add(index)
        elif wanted[key] != entry.have and not self._value(entry.node, entry.shape, wanted[key]):
            plan.dropped.add(index)
            plan.add(index, _addition(key, wanted[key], entry.shape))

    def _fill(self, node: Mapping, entry: _Entry, value: object) -> None:
        """Give a value to a key that has none; the comment behind it stays."""
        name, empty = entry.key, entry.node
        if not isinstance(empty, Scalar) or empty.value or empty.style:
            raise UnreadableValueError(name.value)
        colon = self._text.find(":", name.span.end, max(empty.span.end, name.span.end))
        at = name.span.end if colon < 0 else colon + 1
        new = _addition(name.value, value, entry.shape)
        if node.flow or len(new.lines) == 1:
            inline = (new.inline if node.flow else new.lines[0]).removeprefix(f"{quote(name.value)}:")
            self.splices.append(Splice(at, at, f":{inline}" if colon < 0 else inline))
            return
        below = next_line(self._text, at)
        column = " " * (name.span.start - line_start(self._text, name.span.start))
        lines = "".join(f"{column}{line}{self._newline}" for line in new.lines[1:])
        self.splices.append(Splice(below, below, lines))

    def _value(self, node: Node, shape: Shape, wanted: object) -> bool:
        """Change a value where it stands; return False where it has to be replaced as a whole."""
        if isinstance(node, Scalar):
            return self._scalar(node, shape, wanted)
        if not wanted or isinstance(node, Mapping) != isinstance(wanted, MappingABC) or isinstance(wanted, str):
            return False
        self._inside(node, shape, wanted)
        return True

    def _inside(self, node: Mapping | Sequence, shape: Shape, wanted: object) -> None:
        if isinstance(node, Mapping) and isinstance(wanted, MappingABC):
            self.mapping(node, shape, wanted)
        elif isinstance(node, Sequence) and isinstance(wanted, tuple):
            self._sequence(node, shape, wanted)

    def _scalar(self, node: Scalar, shape: Shape, wanted: object) -> bool:
        if isinstance(shape, Record) and shape.short and isinstance(wanted, MappingABC):
            wanted = layout.short_item(wanted, shape.short)
            if isinstance(wanted, MappingABC):
                self.splices.append(self._replaced(node, layout.inline(wanted)))
                return True
        if isinstance(wanted, (MappingABC, tuple)):
            return False
        self.splices.append(self._replaced(node, layout.like(node, self._text[slice(*node.span)], wanted)))
        return True

    def _replaced(self, node: Scalar, new: str) -> Splice:
        return Splice(node.span.start, trimmed(self._text, node.span.start, node.span.end), new)

    def _sequence(self, node: Sequence, shape: Shape, wanted: tuple[object, ...]) -> None:
        parts = self._flow_parts(node) if node.flow else item_parts(self._text, node)
        plan = Plan(parts)
        item_shape = shape.item if isinstance(shape, ListOf) else shape
        have = [_read(child, item_shape)[0] for child in node.items]
        readable = [index for index, value in enumerate(have) if value is not None]
        main = next(iter(item_shape.required), None) if isinstance(item_shape, Record) else None
        style = _ItemStyle(_opened(node, item_shape), gap(self._text, parts))
        above = -1
        for match in aligned([have[index] for index in readable], wanted, main):
            if match.old is not None:
                above = readable[match.old]
            if match.old is not None and match.new is not None:
                same = have[above] == wanted[match.new]
                if same or self._value(node.items[above], item_shape, wanted[match.new]):
                    continue
            if match.old is not None:
                plan.dropped.add(above)
            if match.new is not None:
                plan.add(above, _item(item_shape, wanted[match.new], style))
        self._place(node, plan)

    def _place(self, node: Mapping | Sequence, plan: Plan) -> None:
        if node.flow:
            self.splices += flow_splices(self._text, node, plan)
        else:
            self.splices += block_splices(self._text, self._newline, plan, listed=isinstance(node, Sequence))

    def _part(self, key: Scalar, value: Node) -> Part:
        below = max(key.span.end, value.span.end)
        return Part(key.span.start, trimmed(self._text, key.span.end, below), below, value)

    def _flow_parts(self, node: Sequence) -> list[Part]:
        return [Part(item.span.start, item.span.end, item.span.end, item) for item in node.items]


def _entries(node: Mapping, shape: Shape, changed: frozenset[str] | None) -> dict[int, _Entry]:
    """Return by index the entries of known keys that may have to change; of a repeated key only the first."""
    entries: dict[int, _Entry] = {}
    seen: set[str] = set()
    for index, (key, value) in enumerate(node.entries):
        inner = _shape_of(shape, key.value)
        if key.value not in seen and inner and (changed is None or key.value in changed):
            entries[index] = _Entry(key, value, inner, *_read(value, inner))
        seen.add(key.value)
    return entries


def _shape_of(shape: Shape, key: str) -> Shape | None:
    if isinstance(shape, Record):
        return shape.fields.get(key)
    return shape.value if isinstance(shape, MapOf) else shape


def _read(node: Node, shape: Shape) -> tuple[object | None, bool]:
    """Return what a node says, None for nothing that can be read, and whether there is something that cannot."""
    typed = Typed()
    value = typed.value(node, shape)
    return value, bool(typed.problems)


def _opened(node: Sequence, shape: Shape) -> bool:
    """Return whether mappings in a list stand on lines of their own."""
    beside = next((item for item in node.items if isinstance(item, Mapping)), None)
    return isinstance(shape, Free) or (beside is not None and not beside.flow)


def _item(shape: Shape, value: object, style: _ItemStyle) -> Addition:
    """Return a new item in the style of the others."""
    short = layout.short_item(value, shape.short) if isinstance(shape, Record) else value
    lines = layout.lines(short) if style.opened else [layout.inline(short)]
    return Addition(indented_item(lines, style.gap), layout.inline(short))


def _addition(key: str, value: object, shape: Shape | None) -> Addition:
    if isinstance(shape, ListOf):
        return Addition(layout.field(key, value), f"{quote(key)}: {layout.inline(layout.short(key, value))}")
    return Addition(layout.entry(key, value), f"{quote(key)}: {layout.inline(value)}")


def _behind(node: Mapping, key: str, order: list[str]) -> int:
    """Return the entry that a new key belongs below: the last of those that the order puts before it, else the last."""
    if not order:
        return len(node.entries) - 1
    earlier = [
        (order.index(name.value), index)
        for index, (name, _) in enumerate(node.entries)
        if name.value in order and order.index(name.value) < order.index(key)
    ]
    return max(earlier)[1] if earlier else -1
