"""Parts on lines of their own: key under key, dash under dash."""

import re
from collections.abc import Iterator

from netkeep.text.edit import Splice
from netkeep.text.rewrite.plan import (
    Part,
    Plan,
    UnplaceableError,
    cleared,
    comment_line,
    line_end,
    line_start,
    moved_out,
    next_line,
    trimmed,
)
from netkeep.text.tree import Sequence, walk

_DASHES = re.compile(r" *(?:- +)+")


def block_splices(text: str, newline: str, plan: Plan, *, listed: bool) -> Iterator[Splice]:
    """Yield the splices of a plan for a block collection; ``listed`` tells a list from a mapping."""
    if not plan.dropped and not plan.added:
        return
    first = plan.parts[0]
    lead = text[line_start(text, first.start) : first.start]
    shared = bool(lead.strip(" "))
    if (shared and not _DASHES.fullmatch(lead)) or any(_shares_line(text, part) for part in plan.parts[1:]):
        raise UnplaceableError
    yield from _drops(text, plan, shared=shared)
    for above, additions in plan.additions():
        lines = [line for addition in additions for line in addition.lines]
        if above is None and shared:
            at = plan.parts[plan.kept[0]].start
            yield Splice(at, at, "".join(f"{line}{newline}{' ' * len(lead)}" for line in lines))
        else:
            at = _on_top(text, first, listed=listed) if above is None else _below(text, plan.parts[above], len(lead))
            yield Splice(at, at, "".join(f"{' ' * len(lead)}{line}{newline}" for line in lines))


def _shares_line(text: str, part: Part) -> bool:
    return bool(text[line_start(text, part.start) : part.start].strip(" "))


def _drops(text: str, plan: Plan, *, shared: bool) -> Iterator[Splice]:
    """Yield the splices that take parts out; those at the head of an item leave its dash to the first part kept."""
    head: list[int] = []
    if shared and 0 in plan.dropped:
        if not plan.kept:
            raise UnplaceableError
        head = list(range(plan.kept[0]))
        yield from _without_head(text, [plan.parts[index] for index in head], plan.parts[plan.kept[0]])
    for index in sorted(plan.dropped - set(head)):
        part = plan.parts[index]
        start, below = line_start(text, part.start), next_line(text, part.end)
        gone = cleared(text, start, below, [part.node])
        yield from gone
        if _under_block_scalar(plan, index):
            yield from moved_out(text, (start, below), gone, part.start - start)


def _under_block_scalar(plan: Plan, index: int) -> bool:
    """Return whether the part kept above ends with a block scalar, which would swallow all that is indented further."""
    above = [kept for kept in plan.kept if kept < index]
    scalars = list(walk(plan.parts[above[-1]].node)) if above else []
    return bool(scalars) and scalars[-1].style in {"|", ">"}


def _without_head(text: str, head: list[Part], stays: Part) -> list[Splice]:
    nodes = [part.node for part in head]
    below = next_line(text, head[0].start)
    start = line_start(text, stays.start)
    gone = cleared(text, below, start, nodes)
    if sum(splice.end - splice.start for splice in gone) == start - below:
        return [Splice(head[0].start, stays.start, "")]
    return [Splice(head[0].start, line_end(text, head[0].start), ""), *gone]


def _on_top(text: str, first: Part, *, listed: bool) -> int:
    """Return the place above the first part; in a list above its comments too, for they are about that item."""
    at = line_start(text, first.start)
    while listed and at > 0:
        line_above = line_start(text, _end_of_line_above(text, at))
        if comment_line(text, line_above) != at:
            break
        at = line_above
    return at


def _end_of_line_above(text: str, start: int) -> int:
    return start - (2 if text[max(0, start - 2) : start] == "\r\n" else 1)


def _below(text: str, part: Part, column: int) -> int:
    """Return the place below a part and below the comments indented further than it."""
    at = next_line(text, part.end)
    if part.below > at and text[part.below - 1] in "\r\n":
        at = part.below
    while (comment_end := comment_line(text, at)) and comment_end > at and text[at : at + column + 1].isspace():
        at = comment_end
    return at


def item_parts(text: str, node: Sequence) -> list[Part]:
    """Return the items of a block list, from their dashes on."""
    column = node.span.start - line_start(text, node.span.start)
    dash = re.compile(rf"(?<=[\r\n]) {{{column}}}-(?=[ \r\n])")
    parts: list[Part] = []
    start = node.span.start
    for item in node.items:
        if parts:
            match = dash.search(text, parts[-1].end, max(item.span.start, parts[-1].end) + 1)
            if not match:
                raise UnplaceableError
            start = match.end() - 1
        parts.append(Part(start, trimmed(text, start + 1, item.span.end), item.span.end, item))
    return parts


def gap(text: str, parts: list[Part]) -> str:
    """Return the blanks between the dash of a list and its items, usually one."""
    for part in parts:
        between = text[part.start + 1 : part.node.span.start]
        if between and not between.strip(" "):
            return between
    return " "


def indented_item(lines: list[str], between: str) -> list[str]:
    """Return the lines of a new item of a block list."""
    return [f"-{between}{lines[0]}", *(f" {' ' * len(between)}{line}" for line in lines[1:])]
