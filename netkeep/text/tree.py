"""Front matter as a tree of scalars, mappings and sequences, each with its place; every scalar is text.

The tree is built from PyYAML's C events in one pass that refuses anchors, aliases, tags and depth before
anything is built from them: composing or loading such a document can take minutes, gigabytes or the process.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from netkeep.model.body import Span
from netkeep.text.problem import Problem

MAX_DEPTH = 8
_OPENED = frozenset(
    {
        "while scanning a quoted scalar",
        "while scanning a simple key",
        "while parsing a flow sequence",
        "while parsing a flow mapping",
    }
)

_Loader: type[yaml.CSafeLoader | yaml.SafeLoader]
try:
    from yaml import CSafeLoader

    _Loader = CSafeLoader
except ImportError:  # PyYAML built without libyaml: slower, the same events
    _Loader = yaml.SafeLoader


@dataclass(slots=True)
class Scalar:
    """A scalar; ``style`` is empty for a plain one, else its quote or block sign."""

    span: Span
    value: str
    style: str


@dataclass(slots=True)
class Sequence:
    """A list; the span of a block list ends with its last item."""

    span: Span
    items: "list[Node]" = field(default_factory=list)
    flow: bool = False


@dataclass(slots=True)
class Mapping:
    """A mapping as written: duplicate keys are still here."""

    span: Span
    entries: "list[tuple[Scalar, Node]]" = field(default_factory=list)
    flow: bool = False


Node = Scalar | Sequence | Mapping


class _RefusedError(Exception):
    """The events hold something that front matter may not."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.kind)
        self.problem = problem


def parse_tree(text: str, span: Span) -> Mapping | Problem:
    """Return the top mapping of the YAML in ``text[span]``, or the one problem that made it unreadable."""
    try:
        root = _root(text, span)
    except _RefusedError as refused:
        return refused.problem
    except yaml.YAMLError as error:
        stop, problem = _unread(error, text, span)
        return _refused(text, Span(span.start, stop)) or problem
    return root if isinstance(root, Mapping) else Problem("not-a-mapping", Span(span.start, span.start))


def _root(text: str, span: Span) -> Node | None:
    builder = _Builder(span.start)
    for event in yaml.parse(text[span.start : span.end], Loader=_Loader):
        builder.take(event)
    return builder.root


def _unread(error: yaml.YAMLError, text: str, span: Span) -> tuple[int, Problem]:
    """Return where reading stopped, and the problem to report."""
    if isinstance(error, yaml.MarkedYAMLError):
        at = span.start + _index(_mark(error))
        stop = span.start + _index(error.problem_mark or error.context_mark)
        return stop, Problem("yaml-syntax", Span(at, at), {"what": _words(error)})
    # libyaml counts bytes here, PyYAML's own reader characters: look for the character ourselves.
    character = yaml.reader.Reader.NON_PRINTABLE.search(text, *span)
    at = character.start() if character else span.start
    return at, Problem("yaml-syntax", Span(at, at), {"what": "a character that YAML does not allow"})


def _refused(text: str, span: Span) -> Problem | None:
    """Return what is refused in the part before an error, if anything is.

    A reader looks ahead: it may meet the error (its own limit to nesting, for example) before it has reported any of
    the brackets that it has passed. Given the part before the error alone, it reports them all.
    """
    try:
        _root(text, span)
    except _RefusedError as refused:
        return refused.problem
    except yaml.YAMLError:
        return None
    return None


def _mark(error: yaml.MarkedYAMLError) -> "yaml.error.Mark | None":
    """Return the place to mend: where something was opened and never closed, else where reading stopped."""
    if error.context in _OPENED and error.context_mark:
        return error.context_mark
    return error.problem_mark or error.context_mark


def _words(error: yaml.MarkedYAMLError) -> str:
    problem = (error.problem or "it cannot be read").strip()
    return f"{problem} ({error.context.strip()})" if error.context else problem


class _Builder:
    """Builds a tree from events; keeps the path from the root to the open node."""

    def __init__(self, base: int) -> None:
        self.root: Node | None = None
        self._base = base
        self._open: list[Sequence | Mapping] = []
        self._keys: list[Scalar | None] = []
        self._last_end = base
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Add one event to the tree, or refuse it."""
        if isinstance(event, yaml.NodeEvent):
            self._guard(event)
        if isinstance(event, yaml.ScalarEvent):
            self._add(Scalar(self._span(event), event.value, event.style or ""))
        elif isinstance(event, yaml.SequenceStartEvent):
            self._enter(Sequence(self._span(event), flow=bool(event.flow_style)))
        elif isinstance(event, yaml.MappingStartEvent):
            self._enter(Mapping(self._span(event), flow=bool(event.flow_style)))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._leave(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise _RefusedError(Problem("yaml-syntax", self._span(event), {"what": "a second YAML document"}))

    def _guard(self, event: yaml.NodeEvent) -> None:
        span = self._span(event)
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise _RefusedError(Problem("anchor-or-alias", span))
        if getattr(event, "tag", None):
            raise _RefusedError(Problem("yaml-tag", span))
        if len(self._open) >= MAX_DEPTH and not isinstance(event, yaml.ScalarEvent):
            raise _RefusedError(Problem("too-deep", span))

    def _span(self, event: yaml.Event) -> Span:
        start = self._base + _index(event.start_mark)
        end = self._base + _index(event.end_mark)
        if isinstance(event, yaml.ScalarEvent):
            self._last_end = max(self._last_end, end)
        return Span(start, end)

    def _enter(self, node: Sequence | Mapping) -> None:
        self._add(node)
        self._open.append(node)
        self._keys.append(None)

    def _leave(self, event: yaml.Event) -> None:
        node = self._open.pop()
        self._keys.pop()
        # The end mark of a block collection swallows the blanks and comments after it.
        end = self._base + _index(event.end_mark) if node.flow else self._last_end
        node.span = Span(node.span.start, max(end, node.span.start))
        self._last_end = max(self._last_end, node.span.end)

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return
        key = self._keys[-1]
        if key is None:
            self._keys[-1] = self._key(node)
        else:
            parent.entries.append((key, node))
            self._keys[-1] = None

    @staticmethod
    def _key(node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            raise _RefusedError(Problem("yaml-syntax", node.span, {"what": "a key that is not a plain name"}))
        if node.value == "<<" and not node.style:
            raise _RefusedError(Problem("anchor-or-alias", node.span))
        return node


def _index(mark: "yaml.error.Mark | yaml._yaml.Mark | None") -> int:
    return mark.index if mark else 0


def walk(node: Node) -> Iterator[Scalar]:
    """Yield every scalar value below a node, in the order of the file; keys are not values."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from walk(item)
    else:
        for _, value in node.entries:
            yield from walk(value)
