"""Three versions of a front matter made one, part by part: ours, with the lines of theirs in it that they changed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from netkeep.model.shapes import Record
from netkeep.text.document import Document
from netkeep.text.edit import Splice, apply
from netkeep.text.rewrite.flow import flow_splices
from netkeep.text.rewrite.plan import Addition, Plan, UnplaceableError, next_line
from netkeep.text.rewrite.plan import Part as Piece
from netkeep.text.tree import Mapping, Node, Scalar
from netkeep.text.tree import Sequence as List
from netkeep.versions.clash import Clash, Clashing, Marker
from netkeep.versions.items import Triple, alike, triples
from netkeep.versions.lines import merged_text
from netkeep.versions.parts import Part, parts_of, said
from netkeep.versions.styles import behind_value, inlined, line_end, opened

_INDENTATION = re.compile(r"(?m)^ *(?=[^ \r\n])")


class _Emptied(Exception):  # noqa: N818 (nothing is wrong)
    """Raised where nothing is left of a list: its key goes with it."""


class _Cut(NamedTuple):
    """A collection and its parts; ``head`` is what stands before the first of them, from the part that it is in."""

    node: Mapping | List | None
    parts: list[Part]
    head: str
    tail: str


class FrontMerger:
    """Merges the front matter of one file; clashes go to ``marker``."""

    def __init__(self, marker: Marker) -> None:
        self._marker = marker

    def merge(self, base: Document | None, ours: Document, theirs: Document) -> str:
        """Return the lines between the fences. Raises :class:`Clashing` where no line of its own can be marked."""
        versions = (base, ours, theirs)
        cuts = [self._top(document) for document in versions]
        if not cuts[1] or not cuts[2] or (base and not cuts[0]):
            raise Clashing("front matter")
        empty = _Cut(None, [], "", "")
        return self._collection("", cuts[0] or empty, cuts[1], cuts[2])

    def _top(self, document: Document | None) -> _Cut | None:
        if document is None or document.source is None or document.frame is None or document.tree is None:
            return None
        text, yaml = document.source.text, document.frame.yaml
        parts = parts_of(text, document.tree, document.kind.shape, yaml.start)
        if parts is None or document.tree.flow:
            return None
        end = parts[-1].own.end if parts else yaml.start
        return _Cut(document.tree, parts, "", text[end : yaml.end])

    def _collection(self, field: str, base: _Cut, ours: _Cut, theirs: _Cut) -> str:
        """Return the text of a collection in lines of its own, made of three of them."""
        order = triples(field, base.parts, ours.parts, theirs.parts)
        head = merged_text(base.head, ours.head, theirs.head)
        tail = merged_text(base.tail, ours.tail, theirs.tail)
        if order is None or head is None or tail is None:
            raise Clashing(field)
        column = ours.parts[0].column if ours.parts else theirs.parts[0].column if theirs.parts else 0
        shared = bool(ours.parts and ours.parts[0].shared)
        known = len(self._marker.clashes)
        texts = [text for one in order[0] if (text := self._triple(field, one, column))]
        if not texts and field:
            raise _Emptied
        if shared:
            if len(self._marker.clashes) > known and texts[0].startswith("<"):
                raise Clashing(field)  # no marker can stand behind a dash
            texts[0] = texts[0].lstrip(" ")
        return head + "".join(texts) + tail

    def _triple(self, field: str, one: Triple, column: int) -> str:
        """Return the lines of one thing, comments above it and all; nothing where it is gone."""
        about = field or (one.ours or one.theirs or one.base).name  # type: ignore[union-attr]
        base, ours, theirs = (part and _whole(part, column) for part in one)
        if theirs in (ours, base):
            return ours or ""
        if ours == base:
            return theirs or ""
        known = len(self._marker.clashes)
        try:
            return self._thing(about, one, column)
        except _Emptied:
            return ""
        except Clashing as clash:
            del self._marker.clashes[known:]
            if any(part and (part.shared or part.inline) for part in one):
                raise
            texts = (text or "" for text in (base, ours, theirs))
            return self._marker.lines(Clash(clash.about, *texts))

    def _thing(self, field: str, one: Triple, column: int) -> str:
        """Return the lines of one thing that both sides changed, or one took away."""
        if one.ours and one.theirs:
            return self._part(field, one.base, one.ours, one.theirs, column)
        left = one.ours or one.theirs
        if one.base is None or left is None or _says_the_same(one.base, left) or said(left.node, left.shape) == "":
            return ""  # taken away by one side, and by the other emptied, or at most written otherwise
        if left.key and not left.inline and not isinstance(left.shape, Record):
            return f"{_moved(left.lead_text, left.column, column)}{' ' * column}{self._rest(field, one.base, left)}"
        raise Clashing(field)

    def _rest(self, field: str, base: Part, left: Part) -> str:
        """Return a list or mapping without what it had before: one side took it away, and the other changed it."""
        known = len(self._marker.clashes)
        cuts = _cut(base), _cut(left)
        if isinstance(left.node, Scalar) or not cuts[0] or not cuts[1] or not _alike([base.node, left.node]):
            raise Clashing(field)
        if left.node.flow:
            return self._in_brackets(field, base, left, replace(base, node=Scalar(base.node.span, "", "")))
        text = self._collection(field, cuts[0], cuts[1], _Cut(None, [], cuts[0].head, cuts[0].tail))
        if len(self._marker.clashes) > known:
            raise Clashing(field)  # what both sides changed is marked whole, for one of them has no lines of it
        return text

    def _part(self, field: str, base: Part | None, ours: Part, theirs: Part, column: int) -> str:
        """Return the lines of a part that both sides changed."""
        lead = merged_text(
            base.lead_text if base else "", ours.lead_text, _moved(theirs.lead_text, theirs.column, column)
        )
        if lead is None:
            raise Clashing(field)
        return f"{lead}{' ' * column}{self._own(field, base, ours, theirs)}"

    def _own(self, field: str, base: Part | None, ours: Part, theirs: Part) -> str:
        """Return the own text of a part, as it stands behind its indentation."""
        known = len(self._marker.clashes)
        try:
            return self._made_one(field, base, ours, theirs)
        except Clashing:
            # Who but laid it out in another way has changed nothing.
            if not theirs.commented and (_says_the_same(theirs, ours) or (base and _says_the_same(theirs, base))):
                del self._marker.clashes[known:]
                return ours.own_text
            if base and _says_the_same(ours, base) and not ours.commented and not ours.shared:
                del self._marker.clashes[known:]
                return _moved(" " * theirs.column + theirs.own_text, theirs.column, ours.column)[ours.column :]
            raise

    def _made_one(self, field: str, base: Part | None, ours: Part, theirs: Part) -> str:
        """Return the own text of a part that is made of three."""
        path = f"{field}.{ours.name}" if ours.name and ours.name != field and field else field
        # What stands between brackets has no place for comments.
        block = _is_block(ours.node) or (_is_block(theirs.node) and theirs.commented)
        cuts = [_cut(part, in_lines=block) if part else _Cut(None, [], "", "") for part in (base, ours, theirs)]
        if all(cut is not None for cut in cuts) and _alike([cut.node for cut in cuts if cut]):
            old, mine, yours = (cut or _Cut(None, [], "", "") for cut in cuts)
            if not block and mine.node and mine.node.flow:
                return self._in_brackets(path, base, ours, theirs)
            heads = old._replace(head=old.head if base else mine.head)
            return self._collection(path, heads, mine, yours)
        return self._leaf(path, base, ours, theirs)

    def _leaf(self, field: str, base: Part | None, ours: Part, theirs: Part) -> str:
        """Return a key and its value where both sides changed something of it: the value, or a comment behind it."""
        if base is None:
            return self._new_leaf(field, ours, theirs)
        pieces = [_pieces(part) for part in (base, ours, theirs)]
        before, behind = (merged_text(*(piece[index] for piece in pieces)) for index in (0, 2))
        which = _which_value(base, ours, theirs, [piece[1] for piece in pieces])
        if which is None or before is None or behind is None:
            raise Clashing(field)
        return f"{before}{pieces[which][1]}{behind}"

    def _new_leaf(self, field: str, ours: Part, theirs: Part) -> str:
        """Return a key and its value that both sides added: where they say the same, how is the owner's."""
        before, value, _ = _pieces(ours)
        behind = merged_text(line_end(ours), behind_value(ours), behind_value(theirs))
        if behind is None or not (_says_the_same(ours, theirs) or alike(field, ours, theirs)):
            raise Clashing(field)
        return f"{before}{value}{behind}"

    def _in_brackets(self, field: str, base: Part | None, ours: Part, theirs: Part) -> str:
        """Return a part whose value stands in brackets, made of three of any form."""
        node = ours.node
        tail = merged_text(behind_value(base) if base else line_end(ours), behind_value(ours), behind_value(theirs))
        if tail is None or not isinstance(node, (Mapping, List)) or (_is_block(theirs.node) and theirs.commented):
            raise Clashing(field)
        old, mine, yours = (_all_parts(part, field) if part else [] for part in (base, ours, theirs))
        order = triples(field, old, mine, yours)
        if order is None:
            raise Clashing(field)
        if order[1] and _is_block(theirs.node):
            raise Clashing(field)
        if order[1]:  # only theirs has moved something: theirs with what ours changed is the same, and in that order
            return self._in_brackets(field, base, theirs, ours)
        plan = Plan([Piece(part.own.start, part.own.end, part.own.end, part.node) for part in mine])
        splices = [*self._inline_changes(field, order[0], mine, plan)]
        if mine and len(plan.dropped) == len(mine) and not plan.added and not ours.inline:
            raise _Emptied
        try:
            splices += flow_splices(ours.text, node, plan)
        except UnplaceableError:
            raise Clashing(field) from None
        return apply(ours.text[: ours.value_span.end], splices)[ours.own.start :] + tail

    def _inline_changes(
        self, field: str, order: Sequence[Triple], mine: Sequence[Part], plan: Plan
    ) -> Iterator[Splice]:
        """Yield what changes in a part between brackets; what goes or comes is noted in the plan."""
        behind = -1
        for one in order:
            text = self._inline_triple(field, one)
            if one.ours is None:
                if text:
                    plan.add(behind, Addition([text], text))
                continue
            behind = mine.index(one.ours)
            if not text:
                plan.dropped.add(behind)
            elif text != one.ours.own_text:
                yield Splice(*one.ours.own, text)

    def _inline_triple(self, field: str, one: Triple) -> str:
        """Return one thing between brackets; nothing where it is gone."""
        base, ours, theirs = one
        if ours is None or theirs is None:
            left = ours or theirs
            if base is None and left:
                return inlined(left, field)
            if base is None or left is None or _says_the_same(base, left):
                return ""
            raise Clashing(field)
        if base is None and alike(field, ours, theirs):
            return inlined(ours, field)
        texts = [inlined(part, field) if part else "" for part in one]
        which = _which_value(base or theirs, ours, theirs, texts) if base or _says_the_same(ours, theirs) else None
        if which is not None:
            return texts[which]
        if base and isinstance(ours.node, Mapping) and ours.inline and isinstance(theirs.node, Mapping):
            return self._in_brackets(field, base, ours, theirs)
        raise Clashing(field)


def _which_value(base: Part, ours: Part, theirs: Part, texts: Sequence[str]) -> int | None:
    """Return whose text of a value stands, 1 for ours and 2 for theirs; None where both sides changed what it says."""
    unchanged = _says_the_same(ours, base)
    if _says_the_same(ours, theirs) or _says_the_same(theirs, base):
        return 2 if texts[1] == texts[0] and unchanged else 1
    return 2 if unchanged else None


def _all_parts(part: Part, field: str) -> list[Part]:
    parts = parts_of(part.text, part.node, part.shape, part.own.start)
    if parts is None:
        raise Clashing(field)
    return parts


def _whole(part: Part, column: int) -> str:
    """Return the lines of a part as they would stand at a column."""
    if part.inline:
        return part.own_text
    return _moved(f"{part.lead_text}{' ' * part.column}{part.own_text}", part.column, column)


def _moved(text: str, column: int, to: int) -> str:
    """Return lines that are indented by a column, indented by another."""
    if column == to or not text:
        return text
    return _INDENTATION.sub(lambda match: " " * max(0, len(match[0]) + to - column), text)


def _says_the_same(first: Part, second: Part) -> bool:
    return said(first.node, first.shape) == said(second.node, second.shape)


def _alike(nodes: Sequence[Node | None]) -> bool:
    """Return whether collections are of one kind, what is empty aside."""
    kinds = {type(node) for node in nodes if node is not None}
    return len(kinds) == 1


def _cut(part: Part, *, in_lines: bool = False) -> _Cut | None:
    """Return the parts that stand in a part; None where its value is a single one or cannot be cut.

    What is in brackets has no lines to cut, but where it is to be made one with a collection ``in_lines``.
    """
    node = part.node
    if isinstance(node, Scalar):
        return None if node.value or node.style else _Cut(None, [], part.own_text, "")
    if node.flow:
        if not in_lines:
            return _Cut(node, [], "", "")
        apart = opened(part)
        return _cut(apart) if apart else None
    start = next_line(part.text, part.key.span.end) if part.key else part.own.start
    parts = parts_of(part.text, node, part.shape, start)
    if not parts:
        return None
    begin = parts[0].own.start if parts[0].shared else parts[0].lead.start
    return _Cut(node, parts, part.text[part.own.start : begin], part.text[parts[-1].own.end : part.own.end])


def _pieces(part: Part) -> tuple[str, str, str]:
    """Return what stands before a value, the value, and what stands behind it."""
    start, end = part.value_span
    return part.text[part.own.start : start], part.text[start:end], behind_value(part)


def _is_block(node: Node) -> bool:
    return not isinstance(node, Scalar) and not node.flow
