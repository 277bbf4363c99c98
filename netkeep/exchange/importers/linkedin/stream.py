"""Bytes that end where they must: no table is read beyond its bound, whatever a .zip declares."""

import io
import lzma
import zipfile
import zlib
from typing import BinaryIO

from netkeep.errors import NetkeepError

MAX_TABLE = 1 << 29
"""The most bytes of one table: some twenty times what 200,000 messages take."""
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError, OverflowError)
"""What :mod:`zipfile` raises on a damaged file (``NotImplementedError`` is a ``RuntimeError``)."""


def too_large(name: str) -> NetkeepError:
    """Return the error of a table beyond its bound."""
    return NetkeepError(f"{name} is larger than {MAX_TABLE >> 20} MB unpacked; no archive of one person's is")


class Bounded(io.RawIOBase):
    """Read another stream up to :data:`MAX_TABLE` bytes; beyond, or where it is damaged, raise ``NetkeepError``."""

    def __init__(self, source: BinaryIO, name: str) -> None:
        super().__init__()
        self._source, self._name, self._left = source, name, MAX_TABLE

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override] # (a buffer is all it gets)
        """Fill the buffer, as far as there is anything left."""
        try:
            piece = self._source.read(len(buffer))
        except BROKEN:
            raise NetkeepError(f"{self._name} is damaged: fetch the archive from LinkedIn again") from None
        self._left -= len(piece)
        if self._left < 0:
            raise too_large(self._name)
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        """Close the other stream, too."""
        if not self.closed:
            self._source.close()
        super().close()

    def buffered(self) -> io.BufferedReader:
        """Return it with a buffer in front."""
        return io.BufferedReader(self)
