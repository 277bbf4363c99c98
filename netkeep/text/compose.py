"""The quick way to a tree: PyYAML's C composer, for front matter that cannot nest deeply or refer to itself.

The composer is faster than events taken one by one in Python, but it builds everything that the text asks for. It is
therefore given only text that can hold no anchor, alias, merge key or tag, and in which little is nested; anything
unusual, errors included, is left to the slow way, which can name the problem.
"""

import re

import yaml

from netkeep.model.body import Span
from netkeep.text.tree import MAX_DEPTH, Mapping, Node, Scalar, Sequence

_NOT_PLAIN = re.compile(r"[&*!]|<<|^(?:---|\.\.\.|%)|^[ \t\-?:]{64}", re.MULTILINE)
_MOST_BRACKETS = 200


class _Loader(yaml.CBaseLoader if hasattr(yaml, "CBaseLoader") else yaml.BaseLoader):  # type: ignore[misc]
    """The composer alone, without resolving tags: the field says what kind of value a scalar is."""

    def resolve(self, *_: object) -> str:
        """Return no tag."""
        return ""


class _UnusualError(Exception):
    """The text needs the slow way."""


def compose(text: str, span: Span) -> Mapping | None:
    """Return the top mapping of the YAML in ``text[span]``, or None where the slow way has to read it."""
    part = text[span.start : span.end]
    if not yaml.__with_libyaml__ or _NOT_PLAIN.search(part) or part.count("[") + part.count("{") > _MOST_BRACKETS:
        return None
    loader = _Loader(part)
    try:
        node = loader.get_single_node()
        top = _node(node, span.start, 0) if node else None
    except (yaml.YAMLError, _UnusualError):
        return None
    return top if isinstance(top, Mapping) else None


def _node(node: yaml.Node, base: int, depth: int) -> Node:
    start = base + node.start_mark.index
    if node.__class__ is yaml.ScalarNode:
        return Scalar(Span(start, base + node.end_mark.index), node.value, node.style or "")
    if depth >= MAX_DEPTH:
        raise _UnusualError
    if isinstance(node, yaml.SequenceNode):
        items = [_node(item, base, depth + 1) for item in node.value]
        return Sequence(Span(start, _end(node, base, items)), items, bool(node.flow_style))
    if not isinstance(node, yaml.MappingNode):
        raise _UnusualError
    entries = [(_key(key, base), _node(value, base, depth + 1)) for key, value in node.value]
    last = [entries[-1][0], entries[-1][1]] if entries else []
    return Mapping(Span(start, _end(node, base, last)), entries, bool(node.flow_style))


def _key(node: yaml.Node, base: int) -> Scalar:
    if node.__class__ is not yaml.ScalarNode:
        raise _UnusualError
    return Scalar(Span(base + node.start_mark.index, base + node.end_mark.index), node.value, node.style or "")


def _end(node: yaml.CollectionNode, base: int, last: "list[Node] | list[Scalar]") -> int:
    """Return where a collection ends: a flow one at its bracket, a block one with its last child.

    The end mark of a block collection swallows the blanks and comments after it.
    """
    if node.flow_style or not last:
        return base + node.end_mark.index
    return max(child.span.end for child in last[-2:])
