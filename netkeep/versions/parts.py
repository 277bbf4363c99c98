"""A list or mapping of front matter cut into its parts, each with its own lines and the comments above it."""

import re
from collections import Counter
from dataclasses import dataclass

from netkeep.model.body import Span
from netkeep.model.shapes import Free, ListOf, MapOf, Record, Shape
from netkeep.text.rewrite.block import item_parts
from netkeep.text.rewrite.plan import UnplaceableError, line_start, next_line, trimmed
from netkeep.text.tree import Mapping, Node, Scalar, Sequence, walk

_BLOCK_SCALARS = frozenset({"|", ">"})
_COMMENT = re.compile(r"(?:^|[ \t\r\n])#")


@dataclass(frozen=True, slots=True)
class Part:
    """A key with its value, or an item of a list; places are offsets into ``text``, which is a whole file.

    ``lead`` are the comments and blank lines above it, ``own`` its lines from its first character on. A part of a
    collection in brackets has no lines, and one that begins behind a dash shares its line with that.
    """

    text: str
    key: Scalar | None
    node: Node
    lead: Span
    own: Span
    shape: Shape
    inline: bool = False
    shared: bool = False

    @property
    def name(self) -> str:
        """Return the key; the empty text for an item of a list."""
        return self.key.value if self.key else ""

    @property
    def whole(self) -> str:
        """Return its lines and those above that are about it."""
        return self.text[self.lead.start : self.own.end] if not self.inline else self.own_text

    @property
    def lead_text(self) -> str:
        """Return the comments and blank lines above it."""
        return self.text[slice(*self.lead)]

    @property
    def own_text(self) -> str:
        """Return its own lines; the first one without what it is indented by."""
        return self.text[slice(*self.own)]

    @property
    def column(self) -> int:
        """Return by how much its lines are indented, a dash before it included."""
        return self.own.start - line_start(self.text, self.own.start)

    @property
    def value_span(self) -> Span:
        """Return where its value stands, without line ends and comments behind it."""
        start = max(self.node.span.start, self.key.span.end if self.key else 0)
        return Span(start, trimmed(self.text, start, max(start, self.node.span.end)))

    @property
    def commented(self) -> bool:
        """Return whether a comment stands in it; those above it are no part of it."""
        scalars = sorted(scalar.span for scalar in walk(self.node))
        at, rest = self.own.start, []
        for span in scalars:
            rest.append(self.text[at : max(at, span.start)])
            at = max(at, span.end)
        return any(_COMMENT.search(piece) for piece in [*rest, self.text[at : self.own.end]])


def parts_of(text: str, node: Node, shape: Shape, start: int) -> list[Part] | None:
    """Return the parts of a list or mapping whose lines begin at ``start``; None for what cannot be cut."""
    if isinstance(node, Scalar):
        return [] if not node.value and not node.style else None
    if isinstance(node, Mapping) and max(Counter(key.value for key, _ in node.entries).values(), default=1) > 1:
        return None
    return _inline_parts(text, node, shape) if node.flow else _block_parts(text, node, shape, start)


def _inline_parts(text: str, node: Mapping | Sequence, shape: Shape) -> list[Part]:
    parts = []
    for key, value in _inside(node):
        begin = key.span.start if key else value.span.start
        own = Span(begin, max(value.span.end, key.span.end if key else 0))
        parts.append(Part(text, key, value, Span(begin, begin), own, shape_in(shape, key), inline=True))
    return parts


def _block_parts(text: str, node: Mapping | Sequence, shape: Shape, start: int) -> list[Part] | None:
    try:
        begins = [part.start for part in item_parts(text, node)] if isinstance(node, Sequence) else []
    except UnplaceableError:
        return None
    parts: list[Part] = []
    for index, (key, value) in enumerate(_inside(node)):
        begin = key.span.start if key else begins[index]
        line = line_start(text, begin)
        shared = index == 0 and bool(text[line:begin].strip(" "))
        if not shared and text[line:begin].strip(" "):
            return None  # behind the sign of a key that stands alone, or behind a key
        lead = Span(begin, begin) if shared else Span(min(start, line), line)
        own = Span(begin, _end(text, key, value))
        parts.append(Part(text, key, value, lead, own, shape_in(shape, key), shared=shared))
        start = own.end
    return parts


def _inside(node: Mapping | Sequence) -> list[tuple[Scalar | None, Node]]:
    return [*node.entries] if isinstance(node, Mapping) else [(None, item) for item in node.items]


def _end(text: str, key: Scalar | None, value: Node) -> int:
    """Return where the lines of a part end; blank lines below a block scalar may be its own."""
    last = max(value.span.end, key.span.end if key else 0)
    end = next_line(text, max(trimmed(text, value.span.start, value.span.end), key.span.end if key else 0))
    scalars = list(walk(value))
    return max(end, last) if scalars and scalars[-1].style in _BLOCK_SCALARS else end


def shape_in(shape: Shape, key: Scalar | None) -> Shape:
    """Return the shape of a value in a collection of a shape; of a key that nobody knows it is free."""
    match shape:
        case Record() if key:
            return shape.fields.get(key.value, Free())
        case MapOf():
            return shape.value
        case ListOf() if key is None:
            return shape.item
    return Free()


def said(node: Node, shape: Shape) -> object:
    """Return what a node says, for comparing: a text alone is the record that it stands for, a null is nothing."""
    match node:
        case Scalar() if isinstance(shape, Record) and shape.short and node.value:
            return {shape.short: node.value}
        case Scalar():
            return node.value
        case Sequence():
            return [said(item, shape_in(shape, None)) for item in node.items]
    return {key.value: said(value, shape_in(shape, key)) for key, value in node.entries}
