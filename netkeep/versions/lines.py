"""Three versions of some lines compared: what one side changed, and what both did (diff3).

After Khanna, Kunal and Pierce, "A Formal Investigation of Diff3" (2007): the base is cut where both sides keep it, and
between two such places a side that differs from the base has changed it.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import Match, SequenceMatcher
from typing import NamedTuple

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


class Hunk(NamedTuple):
    """Ranges of lines of the three versions that stand for each other: from, up to."""

    base: tuple[int, int]
    ours: tuple[int, int]
    theirs: tuple[int, int]


def cut(text: str) -> list[str]:
    """Return the lines of a text with their ends; only what ends a line of a file does, no other sign."""
    return _LINE.findall(text)


def hunks(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Hunk]:
    """Yield what is not the same in all three versions, in order; what both sides made of it may still be the same."""
    at = Hunk((0, 0), (0, 0), (0, 0))
    for start, end, in_ours, in_theirs in [*_kept(base, ours, theirs), (len(base), len(base), len(ours), len(theirs))]:
        gap = Hunk((at.base[1], start), (at.ours[1], in_ours), (at.theirs[1], in_theirs))
        if any(first != last for first, last in gap):
            yield gap
        size = end - start
        at = Hunk((start, end), (in_ours, in_ours + size), (in_theirs, in_theirs + size))


def _kept(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the ranges of the base that both sides keep, and where these begin in the other two."""
    first, second = _matching(base, ours), _matching(base, theirs)
    one = other = 0
    while one < len(first) and other < len(second):
        a, b = first[one], second[other]
        start, end = max(a.a, b.a), min(a.a + a.size, b.a + b.size)
        if start < end:
            yield start, end, a.b + start - a.a, b.b + start - b.a
        if a.a + a.size < b.a + b.size:
            one += 1
        else:
            other += 1


def _matching(base: Sequence[str], side: Sequence[str]) -> list[Match]:
    """Return what two versions have in common; lines that came or went stand as far down as they may, as git has it."""
    found = [Match(0, 0, 0), *SequenceMatcher(None, base, side, autojunk=False).get_matching_blocks()]
    for index in range(len(found) - 1):
        before, after = found[index : index + 2]
        came, went = side[before.b + before.size : after.b], base[before.a + before.size : after.a]
        gone, by = [*(came or went)], 0
        while bool(came) != bool(went) and by < after.size - 1 and gone[by] == base[after.a + by]:
            gone.append(gone[by])
            by += 1
        found[index] = Match(before.a, before.b, before.size + by)
        found[index + 1] = Match(after.a + by, after.b + by, after.size - by)
    return found


def merged_text(base: str, ours: str, theirs: str) -> str | None:
    """Return three versions of a few lines made one; None where both sides changed the same of them."""
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    one, two, three = map(cut, (base, ours, theirs))
    parts: list[str] = []
    at = 0
    for hunk in hunks(one, two, three):
        old, mine, yours = one[slice(*hunk.base)], two[slice(*hunk.ours)], three[slice(*hunk.theirs)]
        parts += two[at : hunk.ours[0]]
        if mine != old and yours not in (old, mine):
            return None
        parts += yours if mine == old else mine
        at = hunk.ours[1]
    return "".join([*parts, *two[at:]])
