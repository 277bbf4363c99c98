"""Limited streams: no table is read beyond a maximum size, whatever a .zip declares."""

import io
import lzma
import zipfile
import zlib
from typing import BinaryIO

from netkeep.errors import NetkeepError

MAX_TABLE = 1 << 29
"""The most bytes of one table: about twenty times the size of 200,000 messages."""
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError, OverflowError)
"""What :mod:`zipfile` raises on a damaged file; for a compression that it does not know, a kind of ``RuntimeError``."""


def too_large(name: str) -> NetkeepError:
    """Return the error for a table beyond the limit."""
    return NetkeepError(f"{name} is larger than {MAX_TABLE >> 20} MB unpacked; no archive of one person's is")


class Bounded(io.RawIOBase):
    """Read another stream up to :data:`MAX_TABLE` bytes; beyond, or if it is damaged, raise ``NetkeepError``."""

    def __init__(self, source: BinaryIO, name: str) -> None:
        super().__init__()
        self._source, self._name, self._left = source, name, MAX_TABLE

    def readable(self) -> bool:
        """Return that the stream can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override] # (a buffer is all it gets)
        """Fill the buffer as far as there are bytes left, and return how many."""
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
        """Close this stream and the other one."""
        if not self.closed:
            self._source.close()
        super().close()

    def buffered(self) -> io.BufferedReader:
        """Return a buffered reader of this stream."""
        return io.BufferedReader(self)
