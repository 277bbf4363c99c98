"""The nodes of a front matter, each with the shape that the format wants."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from netkeep.model.body import Span
from netkeep.model.shapes import ListOf, MapOf, Record, Shape, Value
from netkeep.text.document import Document
from netkeep.text.links import Link, links_in
from netkeep.text.tree import Mapping as Tree
from netkeep.text.tree import Node, Scalar, Sequence, walk
from netkeep.text.typed import Typed


def shaped(document: Document) -> Iterator[tuple[Node, Shape]]:
    """Yield every node that the format knows, with its shape; also the values of repeated keys."""
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


def links_in_values(document: Document) -> Iterator[Link]:
    """Yield the links in brackets in values that are no ids: in texts, and in anything below ``x``."""
    text = document.source.text if document.source else ""
    ids = {node.span for node, shape in shaped(document) if shape == Value("id")}
    for scalar in walk(document.tree) if document.tree else ():
        if scalar.span not in ids:
            yield from (link for link in links_in(text, *scalar.span) if link.wiki and link.id)


def values(document: Document) -> Mapping[Span, tuple[Scalar, Value]]:
    """Return every single value by its span, with the kind of value that it should be."""
    pairs = shaped(document)
    return {node.span: (node, shape) for node, shape in pairs if isinstance(node, Scalar) and isinstance(shape, Value)}


def fits(node: Node, shape: Shape, key: str = "value") -> bool:
    """Return whether a node has the shape that is wanted, and no problem in it."""
    typed = Typed()
    values = typed.record(Tree(node.span, [(Scalar(node.span, key, ""), node)]), Record({key: shape}))
    return key in values and not typed.problems


def with_text(scalar: Scalar, text: str) -> Scalar:
    """Return a value with another text, as it would be read in quotes."""
    return replace(scalar, value=text, style='"')
