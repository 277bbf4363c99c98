"""Looking for thousands of values in a text at once.

Every value is kept under the rarest of its words. The words of a text are looked up in one step, and only where one of
them is met, the whole value is looked for: a page without any costs what its words cost.
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

    def without(self, text: str) -> "Needles":
        """Leave out what a text holds that may be shown."""
        found, numbers = set(self.found(text)), set(self.numbers(text))
        return Needles((one for one in self._all if one not in found), self._numbers - numbers)

    def with_more(self, needles: Iterable[Needle]) -> "Needles":
        """Look for further values as well."""
        return Needles((*self._all, *needles), self._numbers)

    def found(self, text: str) -> Iterator[Needle]:
        """Give the values that a text holds; the text has had :func:`plain`."""
        if not self._all:
            return
        folded = fold(text)
        for word in self._anchors & _words(folded):
            for needle in self._under[word]:
                if _holds(needle, text, folded):
                    yield needle

    def numbers(self, text: str) -> Iterator[str]:
        """Give the telephone numbers that a text holds."""
        if self._numbers:
            yield from (number for number in numbers_in(text) if number in self._numbers)

    def kinds(self, text: str) -> frozenset[str]:
        """Give the kinds of values that a text holds."""
        kinds = {needle.kind for needle in self.found(text)}
        return frozenset(kinds | {"phone"} if any(self.numbers(text)) else kinds)

    @cached_property
    def _under(self) -> dict[str, list[Needle]]:
        split = {needle: _words(fold(plain(needle.value))) for needle in self._all}
        often = Counter(word for words in split.values() for word in words)
        under: dict[str, list[Needle]] = defaultdict(list)
        for needle, words in split.items():
            if words:
                under[min(words, key=lambda word: (often[word], -len(word), word))].append(needle)
        return under

    @cached_property
    def _anchors(self) -> frozenset[str]:
        return frozenset(self._under)


def _words(folded: str) -> set[str]:
    """Give the words of a text; of a run without blanks each two letters that stand side by side."""
    words = set(_WORD.findall(folded))
    if not folded.isascii():
        for run in _UNSPACED.findall(folded):
            words.update(run[at : at + 2] for at in range(len(run) - 1))
            words.discard(run if len(run) > 2 else "")  # noqa: PLR2004 (a longer run is known by its pairs)
    return words


def _holds(needle: Needle, text: str, folded: str) -> bool:
    if not needle.cased:
        return bool(_pattern(needle).search(folded))
    return bool(_pattern(needle).search(text))


@lru_cache(maxsize=100_000)
def _pattern(needle: Needle) -> re.Pattern[str]:
    value = plain(needle.value)
    value = value if needle.cased else fold(value)
    inner = _BETWEEN.join(map(re.escape, _WORD.findall(value))) if needle.loose else re.escape(value)
    first, last = (r"" if _UNSPACED.match(letter) else r"(?<![^\W_])" for letter in (value[0], value[-1]))
    return re.compile(first + inner + last.replace("?<!", "?!"))
