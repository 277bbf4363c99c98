"""Fixes for one value where a list belongs, and for a list of one where a value belongs."""

from netkeep.check.fix import Fix
from netkeep.check.mend.guesses import as_is_or_meant
from netkeep.check.mend.nodes import fits, shaped
from netkeep.check.mend.values import FixOf, in_place, written
from netkeep.model.body import Span
from netkeep.model.shapes import ListOf, Shape, Value
from netkeep.text.document import Document
from netkeep.text.edit import Splice
from netkeep.text.problem import Problem
from netkeep.text.quote import quote
from netkeep.text.tree import Mapping, Node, Scalar, Sequence


def reshaped(document: Document) -> FixOf:
    """Return a function that gives the fix for a value without the shape that its key wants."""
    by_span: dict[Span, list[tuple[Node, Shape]]] = {}
    for node, shape in shaped(document):
        by_span.setdefault(node.span, []).append((node, shape))

    def fix_of(problem: Problem) -> Fix | None:
        fixes = (_reshaped(document, node, shape) for node, shape in by_span.get(problem.span, ()))
        return next((fix for fix in fixes if fix), None)

    return fix_of


def _reshaped(document: Document, node: Node, shape: Shape) -> Fix | None:
    if isinstance(shape, ListOf) and not isinstance(node, Sequence):
        return as_list(document, node, shape)
    if isinstance(shape, Value) and isinstance(node, Sequence):
        return _as_value(document, node, shape)
    return None


def as_list(document: Document, node: Node, shape: ListOf) -> Fix | None:
    """Return the fix that puts brackets around what should be a list; commas between values stay."""
    if isinstance(node, Scalar) and "," in node.value:
        return _split(document, node, shape)
    if isinstance(node, Scalar):
        return _in_brackets(document, node, shape)
    if not isinstance(node, Mapping) or not node.flow or not fits(Sequence(node.span, [node]), shape):
        return None
    start, end = node.span
    return Fix((Splice(start, start, "["), Splice(end, end, "]")))


def _in_brackets(document: Document, scalar: Scalar, shape: ListOf) -> Fix | None:
    """Return the fix that makes a single value a list of one, mending it if necessary."""
    meant = as_is_or_meant(document, scalar, shape.item)
    if meant and not meant.splices:
        meant = in_place(document, scalar, scalar.value, safe=meant.safe)
    return meant._replace(splices=(Splice(*scalar.span, f"[{meant.splices[0].new}]"),)) if meant else None


def _split(document: Document, scalar: Scalar, shape: ListOf) -> Fix | None:
    """Return the fix that splits a text at commas into a list: safe if each part is a valid address, number or id."""
    parts = [part.strip() for part in scalar.value.split(",") if part.strip()]
    items: list[Node] = [Scalar(scalar.span, part, '"') for part in parts]
    if not written(document, scalar, scalar.value) or not fits(Sequence(scalar.span, items), shape):
        return None
    return Fix((Splice(*scalar.span, f"[{', '.join(map(quote, parts))}]"),), safe=shape.item != Value())


def _as_value(document: Document, node: Sequence, shape: Value) -> Fix | None:
    """Return the fix that takes a single value out of its brackets."""
    only = node.items[0] if len(node.items) == 1 else None
    if not node.flow or not isinstance(only, Scalar) or not fits(only, shape) or document.source is None:
        return None
    around = (Span(node.span.start, only.span.start), Span(only.span.end, node.span.end))
    if any(document.source.text[slice(*span)].strip(" ,[]") for span in around):
        return None
    return Fix(tuple(Splice(*span, "") for span in around))
