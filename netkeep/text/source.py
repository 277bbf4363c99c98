"""The bytes of one file, decoded once; every place in a file is a character offset into ``text``."""

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise

_LINE_END = re.compile(r"\r\n|\n|\r")
BOM = "\ufeff"


@dataclass(frozen=True)
class Source:
    """A file's text, and what is needed to write it back byte for byte.

    ``path`` is relative to the vault, with ``/``. ``text`` has no byte order mark; ``bom`` says whether the file has.
    """

    path: str
    text: str
    bom: bool = False
    digest: str = field(default="", repr=False)

    @classmethod
    def decode(cls, path: str, data: bytes) -> "Source":
        """Decode strictly as UTF-8. Raises ``UnicodeDecodeError`` with the offset of the bad byte."""
        text = data.decode("utf-8")
        bom = text.startswith(BOM)
        return cls(path, text[1:] if bom else text, bom, digest(data))

    def encode(self, text: str) -> bytes:
        """Return the bytes of a changed text of this file."""
        return ((BOM if self.bom else "") + text).encode("utf-8")

    @cached_property
    def newline(self) -> str:
        """Return the line end that the file uses; its first one decides."""
        match = _LINE_END.search(self.text)
        return match[0] if match else "\n"

    @cached_property
    def _starts(self) -> list[int]:
        if "\r" not in self.text:  # by far the most files, and much quicker than the expression
            return list(accumulate((len(line) + 1 for line in self.text.split("\n")), initial=0))[:-1]
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    @cached_property
    def lines(self) -> list[str]:
        """Return the lines with their ends."""
        return [self.text[start:end] for start, end in pairwise([*self._starts, len(self.text)])]

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column, both from 1, counted in characters."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a place in lines and columns: the opposite of :meth:`position`."""
        return self._starts[line - 1] + column - 1


def digest(data: bytes) -> str:
    """Return the content hash that shows whether a file has changed."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()
