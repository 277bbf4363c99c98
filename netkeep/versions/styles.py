"""A part of a front matter in the style of the collection into which it comes: in lines of its own, or in brackets."""

from dataclasses import replace

from netkeep.model.body import Span
from netkeep.model.shapes import Free, Record
from netkeep.text import layout
from netkeep.text.tree import Mapping, Scalar, parse_tree
from netkeep.versions.clash import Clashing
from netkeep.versions.parts import Part, parts_of, said


def opened(part: Part) -> Part | None:
    """Return what stands in brackets on one line, with a line for each thing in it; None where that cannot be done."""
    raw = part.text[slice(*part.value_span)]
    inside = parts_of(part.text, part.node, part.shape, 0)
    if part.inline or not inside or any(sign in raw for sign in "#\r\n"):
        return None
    behind, newline = behind_value(part), line_end(part)
    margin, dash = " " * part.column, "" if isinstance(part.node, Mapping) else "- "
    lines = [f"{margin}  {dash}{one.own_text}{newline}" for one in inside]
    head = part.text[part.own.start : part.value_span.start].rstrip()
    first = [f"{margin}{head}{behind}"]
    if not part.key:
        first = [f"items:{newline}", f"{margin}{head} {lines.pop(0).strip()}{behind}"]
    text = "".join([*first, *lines])
    tree = parse_tree(text, Span(0, len(text)))
    if not isinstance(tree, Mapping):
        return None
    node = tree.entries[0][1]
    parts = parts_of(text, tree, Free(), 0) if part.key else parts_of(text, node, Free(), len(first[0]))
    return replace(parts[0], shape=part.shape) if parts else None


def inlined(part: Part, field: str) -> str:
    """Return a part as it can stand between brackets."""
    if part.inline:
        return part.own_text
    key = f"{part.text[slice(*part.key.span)]}: " if part.key else ""
    text = part.text[slice(*part.value_span)]
    node, value = part.node, said(part.node, part.shape)
    is_block = not isinstance(node, Scalar) and not node.flow
    if is_block and isinstance(part.shape, Record) and isinstance(value, dict):
        return key + layout.inline(layout.short_item(value, part.shape.short))
    if isinstance(node, Scalar) and not node.style and any(sign in text for sign in ",[]{}"):
        return key + layout.scalar(node.value)
    if is_block or (isinstance(node, Scalar) and node.style in {"|", ">"}) or "\n" in text or "\r" in text:
        raise Clashing(field)
    return key + text


def behind_value(part: Part) -> str:
    """Return the rest of the line on which a value ends: a comment, its end."""
    return part.text[part.value_span.end : part.own.end] if not part.inline else ""


def line_end(part: Part) -> str:
    """Return the end of the line on which a value ends; none between brackets."""
    behind = behind_value(part)
    return behind[len(behind.rstrip("\r\n")) :]
