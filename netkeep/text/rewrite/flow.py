"""Parts between brackets, with commas between them."""

import re
from collections.abc import Iterator

from netkeep.text.edit import Splice
from netkeep.text.rewrite.plan import Part, Plan, cleared, line_end, line_start, next_line
from netkeep.text.tree import Mapping, Sequence

_BLANKS = re.compile(r" *")


def flow_splices(text: str, node: Mapping | Sequence, plan: Plan) -> Iterator[Splice]:
    """Yield the splices of a plan for a collection in brackets."""
    if not plan.dropped and not plan.added:
        return
    inside = text[node.span.start + 1 : node.span.end - 1]
    commented = "#" in inside and any(sign in inside for sign in "\r\n")
    if not plan.kept:
        yield from _all_new(text, node, plan, commented=commented)
        return
    yield from _drops_by_line(text, node, plan) if commented else _drops(plan)
    for above, additions in plan.additions():
        new = [addition.inline for addition in additions]
        if commented or not plan.dropped:
            yield from _in_own_lines(text, node, plan, above, new) or _beside(plan, above, new)
        else:
            yield from _beside(plan, above, new)


def _beside(plan: Plan, above: int | None, new: list[str]) -> list[Splice]:
    """Return the splice that puts new parts on the line of the one above them, or of the first one."""
    if above is None:
        at = plan.parts[plan.kept[0]].start
        return [Splice(at, at, f"{', '.join(new)}, ")]
    at = plan.parts[above].end
    return [Splice(at, at, f", {', '.join(new)}")]


def _in_own_lines(text: str, node: Mapping | Sequence, plan: Plan, above: int | None, new: list[str]) -> list[Splice]:
    """Return the splices that put new parts in lines of their own, as the one beside them has one; none where not."""
    part = plan.parts[plan.kept[0] if above is None else above]
    start = line_start(text, part.start)
    indentation, newline = text[start : part.start], text[line_end(text, part.end) : next_line(text, part.end)]
    following = next((other.start for other in plan.parts if other.start > part.start), node.span.end - 1)
    comma = _comma(text, part.end, following)
    rest = text[part.end if comma is None else comma + 1 : line_end(text, part.end)].strip(" \t")
    if indentation.strip(" ") or start <= node.span.start or next_line(text, part.end) > node.span.end - 1:
        return []
    if rest and not rest.startswith("#"):
        return []
    if above is None:
        return [Splice(start, start, "".join(f"{indentation}{text},{newline}" for text in new))]
    at = next_line(text, part.end)
    if comma is not None:
        return [Splice(at, at, "".join(f"{indentation}{text},{newline}" for text in new))]
    lines = f",{newline}".join(f"{indentation}{text}" for text in new)
    return [Splice(part.end, part.end, ","), Splice(at, at, f"{lines}{newline}")]


def _all_new(text: str, node: Mapping | Sequence, plan: Plan, *, commented: bool) -> Iterator[Splice]:
    new = ", ".join(addition.inline for _, additions in plan.additions() for addition in additions)
    start, end = node.span.start + 1, node.span.end - 1
    if commented:
        yield Splice(start, start, new)
        yield from _drops_by_line(text, node, plan)
    elif plan.parts:
        yield Splice(plan.parts[0].start, plan.parts[-1].end, new)
    else:
        yield Splice(start, end, new)


def _drops(plan: Plan) -> Iterator[Splice]:
    first = plan.kept[0]
    for index in sorted(plan.dropped):
        part = plan.parts[index]
        if index > first:
            yield Splice(plan.parts[index - 1].end, part.end, "")
        else:
            yield Splice(part.start, plan.parts[index + 1].start, "")


def _drops_by_line(text: str, node: Mapping | Sequence, plan: Plan) -> Iterator[Splice]:
    """Yield the splices that take out parts, each with the comma behind it; one left before the bracket may stay."""
    for index in sorted(plan.dropped):
        part = plan.parts[index]
        upto = plan.parts[index + 1].start if index + 1 < len(plan.parts) else node.span.end - 1
        comma = _comma(text, part.end, upto)
        end = part.end if comma is None else comma + 1
        start = line_start(text, part.start)
        rest = text[end : line_end(text, end)].strip(" \t")
        if not text[start : part.start].strip(" \t") and (not rest or rest.startswith("#")):
            yield from cleared(text, start, next_line(text, end), [part.node])
        else:
            yield from _pieces(text, part, end)


def _pieces(text: str, part: Part, end: int) -> Iterator[Splice]:
    """Yield splices that take out a part on shared lines, down to its comma, but leave the comments in between."""
    first, last = next_line(text, part.start), line_start(text, end)
    if last < first:
        yield Splice(part.start, end + _blanks(text, end), "")
        return
    yield Splice(part.start, line_end(text, part.start), "")
    yield from cleared(text, first, last, [part.node])
    yield Splice(last + _blanks(text, last), end, "")


def _blanks(text: str, at: int) -> int:
    match = _BLANKS.match(text, at)
    return len(match[0]) if match else 0


def _comma(text: str, start: int, end: int) -> int | None:
    """Return the place of the comma between two places, outside comments."""
    at = start
    while at < end:
        if text[at] == ",":
            return at
        at = line_end(text, at) if text[at] == "#" else at + 1
    return None
