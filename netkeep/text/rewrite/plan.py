"""A plan for the parts of a list or mapping, and the lines of text that they stand on."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from netkeep.text.edit import Splice
from netkeep.text.tree import Node, walk

_MOST_LINES_ARE_SHORTER = 256
_LINE_END = re.compile(r"\r\n|\n|\r|\Z")
_INDENTATION = re.compile(r"[ \t]+")
_COMMENT = re.compile(r"[ \t]*#[^\r\n]*(?:\r\n|\n|\r|\Z)")


class UnplaceableError(Exception):
    """The way a text is written leaves no place for a change."""


class Part(NamedTuple):
    """A key with its value, or an item with its dash, from ``start`` to behind its last character at ``end``.

    ``below`` is where its node ends: the blank lines under a block scalar are the scalar's.
    """

    start: int
    end: int
    below: int
    node: Node


class Addition(NamedTuple):
    """A new part: in lines of its own, without indentation, and as it stands between brackets."""

    lines: list[str]
    inline: str


@dataclass(slots=True)
class Plan:
    """The parts of a collection in the order of the file, those to drop, and what to add behind which (-1: on top)."""

    parts: list[Part]
    dropped: set[int] = field(default_factory=set)
    added: dict[int, list[Addition]] = field(default_factory=dict)

    @property
    def kept(self) -> list[int]:
        """Return the parts that stay."""
        return [index for index in range(len(self.parts)) if index not in self.dropped]

    def add(self, behind: int, addition: Addition) -> None:
        """Add a part behind another."""
        self.added.setdefault(behind, []).append(addition)

    def additions(self) -> Iterator[tuple[int | None, list[Addition]]]:
        """Yield the additions by the part kept above them, None for those on top."""
        kept = self.kept
        by_part: dict[int | None, list[Addition]] = {}
        for behind in sorted(self.added):
            place = bisect_right(kept, behind)
            above = kept[place - 1] if place else None
            by_part.setdefault(above, []).extend(self.added[behind])
        yield from by_part.items()


def line_start(text: str, offset: int) -> int:
    """Return where the line of a place starts; little more of the text than the line is searched."""
    size = _MOST_LINES_ARE_SHORTER
    while True:
        low = max(0, offset - size)
        newline = max(text.rfind("\n", low, offset), text.rfind("\r", low, offset))
        if newline >= 0 or low == 0:
            return newline + 1
        size *= 4


def line_end(text: str, offset: int) -> int:
    """Return where the line of a place ends, before its line end."""
    match = _LINE_END.search(text, offset)
    return match.start() if match else len(text)


def next_line(text: str, offset: int) -> int:
    """Return where the line after that of a place starts."""
    match = _LINE_END.search(text, offset)
    return match.end() if match else len(text)


def comment_line(text: str, start: int) -> int | None:
    """Return the end of a line with nothing on it but a comment, its line end included; None if it is another line."""
    match = _COMMENT.match(text, start)
    return match.end() if match else None


def trimmed(text: str, least: int, end: int) -> int:
    """Return the end of a value without the line ends that a block scalar's span reaches over."""
    return least + len(text[least:end].rstrip(" \t\r\n"))


def cleared(text: str, start: int, end: int, nodes: Iterable[Node]) -> list[Splice]:
    """Return splices that take out the lines from ``start`` to ``end``, except comments on lines of their own."""
    spans = (scalar.span for node in nodes for scalar in walk(node))
    within = [span for span in spans if next_line(text, span.start) < span.end]
    splices: list[Splice] = []
    at = start
    while at < end:
        next_start = next_line(text, at)
        comment = comment_line(text, at) and not any(span.start < at < span.end for span in within)
        if not comment and splices and splices[-1].end == at:
            splices[-1] = Splice(splices[-1].start, next_start, "")
        elif not comment:
            splices.append(Splice(at, next_start, ""))
        at = next_start
    return splices


def moved_out(text: str, span: tuple[int, int], gone: Iterable[Splice], column: int) -> Iterator[Splice]:
    """Yield splices that move the comments left between two places, once ``gone`` is out, back to a column."""
    taken = {at for splice in gone for at in range(splice.start, splice.end)}
    at, end = span
    while at < end:
        indented = _INDENTATION.match(text, at, end)
        if indented and at not in taken and indented.end() - at > column:
            yield Splice(at + column, indented.end(), "")
        at = next_line(text, at)
