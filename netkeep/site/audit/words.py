"""The words of a text, in the form to search in, and which of them follow one another."""

import re
from collections.abc import Mapping
from itertools import chain, repeat

TAG = re.compile(r"<[^<>]{0,300}>")
# Scripts that put no blanks between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese, Korean with its endings.
_LETTER = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff"
UNSPACED = re.compile(f"[{_LETTER}]+")
_WORD = re.compile(r"[^\W_]+")
_AFTER_TAG = re.compile(r">[\W_]*([^\W_]+)")
_BYTES = ("utf-8", "surrogatepass")
_ASCII = bytes(range(128))
_BLANKED = bytes(byte if byte > _ASCII[-1] or chr(byte).isalnum() else ord(" ") for byte in range(256))
_MOST_LETTERS = 64  # of more, each would have to be looked for by itself


def words(text: str) -> list[str]:
    """Return the words of a text, one after the other; to split at blanks is several times as fast as any pattern."""
    letters = _letters(text)
    if len(letters) > _MOST_LETTERS:
        return _WORD.findall(text)
    spaced = text.encode(*_BYTES).translate(_BLANKED).decode(*_BYTES)
    for letter in letters:
        if not letter.isalnum():
            spaced = spaced.replace(letter, " ")
    return spaced.split()


def pairs(text: str) -> set[str]:
    """Return each two letters that stand side by side, of runs without blanks."""
    if not UNSPACED.search("".join(_letters(text))):
        return set()
    return {run[at : at + 2] for run in UNSPACED.findall(text) for at in range(len(run) - 1)}


def _letters(text: str) -> set[str]:
    """Return the letters beyond ASCII, each once."""
    return set() if text.isascii() else set(text.encode(*_BYTES).translate(None, _ASCII).decode(*_BYTES))


class Words:
    """The words of a text in their order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.row = words(text)

    def runs(self, letters: Mapping[str, str]) -> list[str]:
        """Return each run of words that have a letter, as their letters; those outside of tags come once more."""
        bare = words(TAG.sub(" ", self._text)) if "<" in self._text else []
        spelled = "".join(map(letters.get, chain(self.row, [""], bare), repeat(" ")))
        return spelled.split()

    def after_tags(self) -> set[str]:
        """Return the words that stand right after a tag, each once."""
        return set(_AFTER_TAG.findall(self._text))
