"""Whether words stand in a text one after the other, however they are joined.

The longest of them is looked for first: it is the rarest. From there on each other must be met after no more than a few
tags and signs. A pattern for each value would say the same, and take longer to be made than to be looked for.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from netkeep.site.audit.words import TAG, UNSPACED

_MOST_BETWEEN = 8
_LONGEST_TAG = 302


def holds(text: str, row: Sequence[str]) -> bool:
    """Return whether a text holds words in a row: whole ones, where their script puts blanks between words."""
    middle = max(row, key=len, default="")
    number = row.index(middle) if middle else 0
    rest = row[number + 1 :]
    at = text.find(middle) if middle else -1
    while at >= 0:
        end = at + len(middle)
        inside = rest and text[end : end + 1].isalnum()
        if not inside and _ends(text, end, rest, row[-1]) and _begins(text, at, row[:number], row[0]):
            return True
        at = text.find(middle, at + 1)
    return False


def _ends(text: str, at: int, rest: Sequence[str], last: str) -> bool:
    places = {at}
    for word in rest:
        places = {place + len(word) for place in _beyond(text, places, _after) if text.startswith(word, place)}
        if not places:
            return False
    return bool(UNSPACED.match(last[-1])) or any(not text[place : place + 1].isalnum() for place in places)


def _begins(text: str, at: int, rest: Sequence[str], first: str) -> bool:
    places = {at}
    for word in reversed(rest):
        places = {place - len(word) for place in _beyond(text, places, _before) if text.endswith(word, 0, place)}
        if not places:
            return False
    return bool(UNSPACED.match(first)) or any(not place or not text[place - 1].isalnum() for place in places)


def _beyond(text: str, places: Iterable[int], step: Callable[[str, int], Iterator[int]]) -> set[int]:
    """Return where one can be after some tags, and letters that are none, one at least."""
    starts: set[int] = set()
    for _ in range(_MOST_BETWEEN):
        places = {reached for place in places for reached in step(text, place)}
        if not places:
            break
        starts |= places
    return starts


def _after(text: str, at: int) -> Iterator[int]:
    if at < len(text) and not text[at].isalnum():
        yield at + 1
        if text[at] == "<" and (tag := TAG.match(text, at)):
            yield tag.end()


def _before(text: str, at: int) -> Iterator[int]:
    if at and not text[at - 1].isalnum():
        yield at - 1
        if text[at - 1] == ">":
            start = text.rfind("<", max(at - _LONGEST_TAG, 0), at - 1)
            if start >= 0 and ">" not in text[start : at - 1]:
                yield start
