"""Looking for thousands of values in a text at once.

A short value is kept under the rarest of its words, a longer one under its first three. Those of a text are looked up
in one step, and only where one is met, the whole value is looked for: a page without any costs what its words cost.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from netkeep.model.names import fold
from netkeep.site.audit.phones import numbers_in
from netkeep.site.audit.plain import plain

_WORD = re.compile(r"[^\W_]+")
# Scripts that put no blanks between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese, Korean with its endings.
_LETTER = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff"
_UNSPACED = re.compile(f"[{_LETTER}]+")
# Between two words of a value: what is no letter, and tags.
_BETWEEN = r"(?:<[^<>]{0,300}>|[\W_]){1,8}"


_TAG = re.compile(r"<[^<>]{0,300}>")
_Row = tuple[str, str, str]


class Needle(NamedTuple):
    """A value to look for. ``loose`` ones are found however their words are joined, ``cased`` ones as written only."""

    kind: str
    value: str
    loose: bool = True
    cased: bool = False


class Needles:
    """Finds which of many values a text holds."""

    def __init__(self, needles: Iterable[Needle], numbers: Iterable[str] = ()) -> None:
        self._numbers = frozenset(numbers)
        self._all = tuple(dict.fromkeys(needles))

    def __bool__(self) -> bool:
        return bool(self._all or self._numbers)

    def without(self, texts: Iterable[str]) -> "Needles":
        """Leave out what is in texts that may be shown."""
        found: set[Needle] = set()
        numbers: set[str] = set()
        for text in texts:
            found.update(self.found(text))
            numbers.update(self.numbers(text))
        return Needles((one for one in self._all if one not in found), self._numbers - numbers)

    def with_more(self, needles: Iterable[Needle]) -> "Needles":
        """Look for further values as well."""
        return Needles((*self._all, *needles), self._numbers)

    def spelled(self) -> Iterator[str]:
        """Give each value with how it is looked for."""
        yield from map(repr, self._all)
        yield from self._numbers

    def found(self, text: str) -> Iterator[Needle]:
        """Give the values that a text holds; the text has had :func:`plain`."""
        if not self._all:
            return
        folded = fold(text)
        words = _words(folded)
        met = {needle for word in self._anchors & words for needle, every in self._under[word] if every <= words}
        if self._rows:
            met.update(needle for row in self._first & _threes(folded) for needle in self._rows[row])
        yield from (needle for needle in met if _holds(needle, text, folded))

    def numbers(self, text: str) -> Iterator[str]:
        """Give the telephone numbers that a text holds."""
        if self._numbers:
            yield from (number for number in numbers_in(text) if number in self._numbers)

    def kinds(self, text: str) -> frozenset[str]:
        """Give the kinds of values that a text holds."""
        kinds = {needle.kind for needle in self.found(text)}
        return frozenset(kinds | {"phone"} if any(self.numbers(text)) else kinds)

    @cached_property
    def _rows(self) -> dict[_Row, list[Needle]]:
        rows: dict[_Row, list[Needle]] = defaultdict(list)
        for needle in self._all:
            if row := _row(needle):
                rows[row].append(needle)
        return rows

    @cached_property
    def _first(self) -> frozenset[_Row]:
        return frozenset(self._rows)

    @cached_property
    def _under(self) -> dict[str, list[tuple[Needle, frozenset[str]]]]:
        short = (needle for needle in self._all if not _row(needle))
        split = {needle: frozenset(_words(_folded(needle))) for needle in short}
        often = Counter(word for words in split.values() for word in words)
        under: dict[str, list[tuple[Needle, frozenset[str]]]] = defaultdict(list)
        for needle, words in split.items():
            if words:
                under[min(words, key=lambda word: (often[word], -len(word), word))].append((needle, words))
        return under

    @cached_property
    def _anchors(self) -> frozenset[str]:
        return frozenset(self._under)


def _folded(needle: Needle) -> str:
    return fold(plain(needle.value))


def _row(needle: Needle) -> _Row | None:
    """Give the first three words of a value that has so many, in a script that puts blanks between them."""
    folded = _folded(needle)
    words = _WORD.findall(folded) if needle.loose and not _UNSPACED.search(folded) else []
    return (words[0], words[1], words[2]) if len(words) > 2 else None  # noqa: PLR2004 (three)


def _threes(folded: str) -> set[_Row]:
    """Give each three words that follow one another, tags between them or not."""
    rows: set[_Row] = set()
    for text in {folded, _TAG.sub(" ", folded)}:
        words = _WORD.findall(text)
        rows.update(zip(words, words[1:], words[2:], strict=False))
    return rows


def _words(folded: str) -> set[str]:
    """Give the words of a text; of a run without blanks each two letters that stand side by side."""
    words = set(_WORD.findall(folded))
    if not folded.isascii():
        for run in _UNSPACED.findall(folded):
            words.update(run[at : at + 2] for at in range(len(run) - 1))
            words.discard(run if len(run) > 2 else "")  # noqa: PLR2004 (a longer run is known by its pairs)
    return words


def _holds(needle: Needle, text: str, folded: str) -> bool:
    """Tell whether a text holds a value; to look for its first word first is faster than any pattern."""
    first, pattern = _pattern(needle)
    where = text if needle.cased else folded
    at = where.find(first)
    while at >= 0:
        if pattern.match(where, at):
            return True
        at = where.find(first, at + 1)
    return False


@lru_cache(maxsize=100_000)
def _pattern(needle: Needle) -> tuple[str, re.Pattern[str]]:
    """Give what a value begins with, and the pattern that it fits from there on: whole words, however joined."""
    value = plain(needle.value)
    value = value if needle.cased else fold(value)
    words = _WORD.findall(value) if needle.loose else [value]
    before = "" if _UNSPACED.match(words[0]) else r"(?<![^\W_])"
    after = "" if _UNSPACED.match(words[-1][-1]) else r"(?![^\W_])"
    return words[0], re.compile(before + _BETWEEN.join(map(re.escape, words)) + after)
