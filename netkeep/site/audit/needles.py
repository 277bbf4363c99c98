"""Looking for thousands of values in a text at once.

A short value is kept under the rarest of its words, a longer one under its first three. Those of a text are looked up
in one step, and only where one is met, the whole value is looked for: a page without any costs what its words cost.
Words that longer values have are written with a letter each, so that three in a row are a piece of text.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from netkeep.model.names import fold
from netkeep.site.audit.phones import may_hold, numbers_in, tails
from netkeep.site.audit.phrases import holds
from netkeep.site.audit.plain import plain
from netkeep.site.audit.words import UNSPACED, Words, pairs, words

_THREE = 3
_FIRST_LETTER, _LETTERS = 0x10000, 0x100000  # so many beyond those of two bytes, and no blank among them
_EASY = 4  # so many are looked for in less time than it takes to leave some out
_FEW = 16  # so many are asked for one by one in less time than a page is split into words


class Needle(NamedTuple):
    """A value to look for. ``loose`` ones are found however their words are joined, ``cased`` ones as written only."""

    kind: str
    value: str
    loose: bool = True
    cased: bool = False


class PreparedSecret(NamedTuple):
    """A value made ready: what must stand in a row, and the words without which a text cannot hold it.

    There are none of these for a longer value, which is kept under its first three.
    """

    needle: Needle
    row: tuple[str, ...]
    words: frozenset[str]

    def held(self, text: str, folded: str) -> bool:
        """Return whether a text holds the value."""
        return holds(text if self.needle.cased else folded, self.row)


def sought(needle: Needle) -> PreparedSecret:
    """Make a value ready to be looked for."""
    value = plain(needle.value)
    folded = fold(value)
    spelled = value if needle.cased else folded
    row = words(spelled) if needle.loose else [spelled]
    if needle.loose and not needle.cased and len(row) >= _THREE and not UNSPACED.search(folded):
        return PreparedSecret(needle, tuple(row), frozenset())
    known_by_pairs = {run for run in UNSPACED.findall(folded) if len(run) > 2}  # noqa: PLR2004 (two)
    return PreparedSecret(needle, tuple(row), frozenset({*words(folded), *pairs(folded)} - known_by_pairs))


class Matches(NamedTuple):
    """Which values a text holds."""

    needles: frozenset[Needle]
    numbers: frozenset[str]


NOTHING_HELD = Matches(frozenset(), frozenset())


class SecretIndex:
    """Finds which of many values a text holds."""

    def __init__(self, needles: Iterable[PreparedSecret], numbers: Iterable[str] = ()) -> None:
        self._numbers = frozenset(numbers)
        self._all = tuple({secret.needle: secret for secret in needles}.values())

    @classmethod
    def of(cls, needles: Iterable[Needle], numbers: Iterable[str] = ()) -> "SecretIndex":
        """Look for values as they are."""
        return cls(map(sought, needles), numbers)

    def __bool__(self) -> bool:
        return bool(self._all or self._numbers)

    def held(self, text: str) -> Matches:
        """Return the values that a text holds."""
        needles, numbers = frozenset(self.found(text)), frozenset(self.numbers(text))
        return Matches(needles, numbers) if needles or numbers else NOTHING_HELD

    def without(self, shown: Iterable[Matches]) -> "SecretIndex":
        """Leave out what texts hold that may be shown."""
        held = [matches for matches in shown if matches is not NOTHING_HELD]
        public = frozenset().union(*(matches.needles for matches in held))
        numbers = self._numbers.difference(*(matches.numbers for matches in held))
        return SecretIndex((secret for secret in self._all if secret.needle not in public), numbers)

    def with_more(self, needles: Iterable[Needle]) -> "SecretIndex":
        """Look for further values as well."""
        return SecretIndex((*self._all, *map(sought, needles)), self._numbers)

    def spelled(self) -> Iterator[str]:
        """Yield each value with how it is looked for."""
        yield from (repr(secret.needle) for secret in self._all)
        yield from self._numbers

    def found(self, text: str) -> Iterator[Needle]:
        """Yield the values that a text holds; the text has had :func:`plain`."""
        folded = fold(text) if self._all else ""
        if len(self._all) > _FEW or any(secret.held(text, folded) for secret in self._all):
            yield from (secret.needle for secret in self._met(folded) if secret.held(text, folded))

    def numbers(self, text: str) -> Iterator[str]:
        """Yield the telephone numbers that a text holds."""
        if self._numbers and may_hold(text, self._tails):
            yield from (number for number in numbers_in(text) if number in self._numbers)

    def kinds(self, text: str) -> frozenset[str]:
        """Return the kinds of values that a text holds."""
        kinds = {needle.kind for needle in self.found(text)}
        return frozenset(kinds | {"phone"} if any(self.numbers(text)) else kinds)

    def _met(self, folded: str) -> Iterator[PreparedSecret]:
        """Yield the values whose words a text has."""
        text = Words(folded)
        there = {*text.row, *pairs(folded)}
        for word in self._anchors & there:
            yield from (secret for secret in self._under[word] if secret.words <= there)
        if self._rows:
            yield from self._met_in_a_row(text)

    def _met_in_a_row(self, text: Words) -> Iterator[PreparedSecret]:
        runs = text.runs(self._letters)
        met = [row for first in self._rows.keys() & _parts(runs, _THREE) for row in self._rows[first]]
        if len(met) > _EASY:
            beside, after = _parts(runs, 2), {self._letters.get(word, "") for word in text.after_tags()}
            met = [(letters, secret) for letters, secret in met if _may_go_on(letters, beside, after)]
        yield from (secret for _, secret in met)

    @cached_property
    def _letters(self) -> dict[str, str]:
        """Return a letter for each word of the longer values; if there are too few letters, several share."""
        every = dict.fromkeys(word for secret in self._all if not secret.words for word in secret.row)
        return {word: chr(_FIRST_LETTER + number % _LETTERS) for number, word in enumerate(every)}

    @cached_property
    def _rows(self) -> dict[str, list[tuple[str, PreparedSecret]]]:
        rows: dict[str, list[tuple[str, PreparedSecret]]] = defaultdict(list)
        for secret in self._all:
            if not secret.words:
                letters = "".join(self._letters[word] for word in secret.row)
                rows[letters[:_THREE]].append((letters, secret))
        return rows

    @cached_property
    def _under(self) -> dict[str, list[PreparedSecret]]:
        often = Counter(word for secret in self._all for word in secret.words)
        under: dict[str, list[PreparedSecret]] = defaultdict(list)
        for secret in self._all:
            if secret.words:
                under[min(secret.words, key=lambda word: (often[word], -len(word), word))].append(secret)
        return under

    @cached_property
    def _anchors(self) -> frozenset[str]:
        return frozenset(self._under)

    @cached_property
    def _tails(self) -> frozenset[str]:
        return tails(self._numbers)


def _may_go_on(letters: str, beside: Container[str], after: Container[str]) -> bool:
    """Return whether each word from the fourth on stands beside the one before, or after a tag."""
    for at in range(_THREE, len(letters)):
        if letters[at] not in after and letters[at - 1 : at + 1] not in beside:
            return False
    return True


def _parts(runs: Iterable[str], length: int) -> set[str]:
    return {run[at : at + length] for run in runs if len(run) >= length for at in range(len(run) - length + 1)}
