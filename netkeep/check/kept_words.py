"""Checking that a fix changes only the words that it declares, so that no word is lost by an oversight.

Blanks and ASCII punctuation belong to YAML and Markdown; everything between them is a word. Outside of the words that
fixes declare, every word must still be there afterwards, in its order, whether in a value, in prose or in a comment.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Sequence
from itertools import zip_longest
from typing import NamedTuple

from netkeep.check.fix import Fix, Swap
from netkeep.model.body import Span
from netkeep.text.document import invisible
from netkeep.text.edit import Splice

_WORD = re.compile(r"[^\s!-/:-@\[-`{-~]+")


class Step(NamedTuple):
    """A splice, the place of its new text afterwards, and the words that it declares."""

    splice: Splice
    new_span: Span
    swap: Swap | None


def steps(fixes: Sequence[Fix]) -> tuple[Step, ...]:
    """Return the splices of fixes in the order of the file; a byte order mark is not part of the text."""
    pairs = sorted(
        (pair for fix in fixes for pair in zip_longest(fix.splices, fix.swaps) if pair[0].start >= 0),
        key=lambda pair: pair[0][:2],
    )
    ordered: list[Step] = []
    moved = 0
    for splice, swap in pairs:
        start = splice.start + moved
        ordered.append(Step(splice, Span(start, start + len(splice.new)), swap))
        moved += len(splice.new) - (splice.end - splice.start)
    return tuple(ordered)


def lost_words(before: str, after: str, made: Sequence[Step]) -> bool:
    """Return whether a text has lost or gained a word that no step declares."""
    moves = [step for step in made if step.swap and step.swap.kind == "moved"]
    if Counter(before[slice(*step.splice[:2])] for step in moves) != Counter(step.splice.new for step in moves):
        return True
    others = [step for step in made if step.swap is None or step.swap.kind != "moved"]
    runs = [[Span(*match.span()) for match in _WORD.finditer(text)] for text in (before, after)]
    for old, new, swaps in _regions(others, *runs):
        if _declared(words(before[slice(*old)]), swaps) != words(after[slice(*new)]):
            return True
    left = frozenset(words(after))
    return not all(_is_allowed(step.swap, left) for step in others if step.swap)


def words(text: str) -> list[str]:
    """Return the words of a text, without invisible characters."""
    return _WORD.findall(visible(text))


def visible(text: str) -> str:
    """Return a text without invisible characters, each run of blanks as one."""
    parts: list[str] = []
    at = 0
    for match in invisible(text):
        parts += (text[at : match.start()], " " if match[0].isspace() else "")
        at = match.end()
    return " ".join("".join([*parts, text[at:]]).split())


class _Region(NamedTuple):
    """A place where words may have changed, before and after, and the swaps declared for it."""

    old: Span
    new: Span
    swaps: list[Swap]


def _regions(made: Sequence[Step], before: Sequence[Span], after: Sequence[Span]) -> list[_Region]:
    """Return the places of the steps, each with the whole words that it touches."""
    regions: list[_Region] = []
    for step in made:
        region = _Region(
            *_widened(Span(*step.splice[:2]), step.new_span, before, after), [step.swap] if step.swap else []
        )
        if regions and (region.old.start <= regions[-1].old.end or region.new.start <= regions[-1].new.end):
            region = _joined(regions.pop(), region)
        regions.append(region)
    return regions


def _joined(first: _Region, second: _Region) -> _Region:
    old, new = (Span(a.start, max(a.end, b.end)) for a, b in zip(first[:2], second[:2], strict=True))
    return _Region(old, new, first.swaps + second.swaps)


def _widened(old: Span, new: Span, before: Sequence[Span], after: Sequence[Span]) -> tuple[Span, Span]:
    """Return both spans, widened on either side by the longer of the words at their ends, before or after."""
    around = [_around(old, before), _around(new, after)]
    left, right = max(widths[0] for widths in around), max(widths[1] for widths in around)
    return Span(old.start - left, old.end + right), Span(new.start - left, new.end + right)


def _around(span: Span, runs: Sequence[Span]) -> tuple[int, int]:
    first = bisect_left(runs, span.start, key=lambda run: run.end)
    last = bisect_right(runs, span.end, key=lambda run: run.start) - 1
    left = span.start - runs[first].start if first < len(runs) else 0
    right = runs[last].end - span.end if last >= 0 else 0
    return max(0, left), max(0, right)


def _declared(old: list[str], swaps: Sequence[Swap]) -> list[str] | None:
    """Return words as they should be after swaps, each made once, in order; None if one cannot be made."""
    result: list[str] = []
    for swap in swaps:
        gone = words(swap.old)
        at = next((at for at in range(len(old) - len(gone) + 1) if old[at : at + len(gone)] == gone), None)
        if at is None:
            return None
        result += [*old[:at], *words(swap.new)]
        old = old[at + len(gone) :]
    return result + old


def _is_allowed(swap: Swap, left: Container[str]) -> bool:
    """Return whether a swap is allowed: a kind keeps its number of words, and repeated words are still elsewhere."""
    if swap.kind == "kind":
        return len(words(swap.new)) == len(words(swap.old))
    return swap.kind != "repeated" or all(word in left for word in words(swap.old))
