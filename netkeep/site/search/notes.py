"""The other files of the search: which words are in whose notes, by the first letters of words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from netkeep.model.names import fold
from netkeep.site.search.names import short

# Scripts that are written without spaces: each sign is a word.
_SIGNS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(f"[{_SIGNS}]|[^\\W_{_SIGNS}]+")
_LONGEST = 24
_BLOCK = 6


def words(text: str) -> Iterator[str]:
    """Yield the words of a text as the search uses them; the browser splits what is typed in the same way."""
    return (word[:_LONGEST] for word in _WORD.findall(fold(text)) if len(word) > 1 or not word.isascii())


def shard(word: str) -> str:
    """Return the name of the file that a word is in: its first two letters, or the block of its script."""
    first = word[0]
    if not first.isascii():
        return f"u{ord(first) >> _BLOCK:x}"
    return first + (word[1] if word[1].isascii() else "_")


def shards(texts: Iterable[tuple[int, str]]) -> Mapping[str, Mapping[str, str]]:
    """Return each word of the texts with the numbers of those it is in, by shard.

    Numbers grow, and each is given as its distance from the previous one.
    """
    numbers_by_word: dict[str, list[int]] = defaultdict(list)
    for number, text in texts:
        for word in set(words(text)):
            numbers_by_word[word].append(number)
    shards: dict[str, dict[str, str]] = defaultdict(dict)
    for word in sorted(numbers_by_word):
        shards[shard(word)][word] = _steps(numbers_by_word[word])
    return dict(sorted(shards.items()))


def _steps(numbers: list[int]) -> str:
    previous = 0
    steps = []
    for number in numbers:
        steps.append(short(number - previous))
        previous = number
    return " ".join(steps)
