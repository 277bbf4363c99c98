"""The nodes of a front matter beside what the format wants them to be."""

from collections.abc import Iterator
from dataclasses import replace

from netkeep.model.body import Span
from netkeep.model.schema import ListOf, MapOf, Record, Shape, Value
from netkeep.text.document import Document
from netkeep.text.tree import Mapping, Node, Scalar, Sequence
from netkeep.text.typed import Typed


def shaped(document: Document) -> Iterator[tuple[Node, Shape]]:
    """Give every node that the format knows, with its shape; values of repeated keys too."""
    return _below(document.tree, document.kind.shape) if document.tree else iter(())


def _below(node: Node, shape: Shape) -> Iterator[tuple[Node, Shape]]:
    yield node, shape
    for child, wanted in _children(node, shape):
        yield from _below(child, wanted)


def _children(node: Node, shape: Shape) -> Iterator[tuple[Node, Shape]]:
    if isinstance(node, Sequence):
        yield from ((item, shape.item) for item in node.items if isinstance(shape, ListOf))
    elif isinstance(node, Scalar):
        if isinstance(shape, Record) and shape.short:
            yield node, shape.fields[shape.short]
    elif isinstance(shape, MapOf):
        yield from ((value, shape.value) for _, value in node.entries)
    elif isinstance(shape, Record):
        yield from ((value, shape.fields[key.value]) for key, value in node.entries if key.value in shape.fields)


def value_at(document: Document, span: Span) -> tuple[Scalar, Value] | None:
    """Give the single value that stands at a span, and what kind of value it is to be."""
    for node, shape in shaped(document):
        if node.span == span and isinstance(node, Scalar) and isinstance(shape, Value):
            return node, shape
    return None


def scalar_at(document: Document, start: int) -> Scalar | None:
    """Give the single value that begins at an offset."""
    found = (node for node, _ in shaped(document) if isinstance(node, Scalar) and node.span.start == start)
    return next(found, None)


def fits(node: Node, shape: Shape, key: str = "value") -> bool:
    """Tell whether a node has the shape that is wanted, without a finding in it."""
    typed = Typed()
    values = typed.record(Mapping(node.span, [(Scalar(node.span, key, ""), node)]), Record({key: shape}))
    return key in values and not typed.problems


def with_text(scalar: Scalar, text: str) -> Scalar:
    """Give a value as it would be read in quotes, with another text."""
    return replace(scalar, value=text, style='"')
