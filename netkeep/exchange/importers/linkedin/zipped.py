"""A .zip from the net, read in place: with limits, never unpacked to disk, each error in one sentence."""

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import BinaryIO, cast

from netkeep.errors import NetkeepError
from netkeep.exchange.importers.linkedin.stream import BROKEN, MAX_TABLE, Bounded, too_large

_MAX_DIRECTORY = 1 << 22
_ENCRYPTED = 1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # the others unpack without any limit of memory
_NO_CLOCK = 1980  # the year of members that were packed without a time


class _Directory(io.BufferedReader):
    """A file that refuses to read an oversized directory, as zipfile reads a .zip's whole directory at once."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Read, or raise ``ValueError``."""
        if size is not None and size > _MAX_DIRECTORY:
            raise ValueError("the directory of this file is too large")
        return super().read(size)


class Zip:
    """An open .zip; closed with the stack."""

    def __init__(self, path: Path, stack: ExitStack) -> None:
        self._path = path
        try:
            file = stack.enter_context(_Directory(io.FileIO(path)))
            self._zip = stack.enter_context(zipfile.ZipFile(cast("BinaryIO", file)))
        except BROKEN:
            raise NetkeepError(
                f"{path.name} is not a .zip, or is damaged: fetch the archive from LinkedIn again"
            ) from None

    def members(self, most: int) -> Iterator[zipfile.ZipInfo]:
        """Return its files. Raises ``NetkeepError`` if there are more than ``most``."""
        members = self._zip.infolist()
        if len(members) > most:
            raise NetkeepError(f"{self._path} holds more than {most:,} files; no LinkedIn archive does")
        # A damaged one may have a member without a name, of which is_dir() knows nothing.
        return (member for member in members if not member.filename.endswith("/"))

    def opener(self, member: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
        """Return what opens a member. Raises ``NetkeepError`` if it is encrypted, too large or oddly packed."""
        name = Path(member.filename).name
        if member.flag_bits & _ENCRYPTED:
            raise NetkeepError(f"{name} is encrypted: unpack the archive with its password, and give the folder")
        if member.compress_type not in _METHODS:
            raise NetkeepError(f"{name} is packed in an unusual way: unpack the archive, and give the folder")
        if member.file_size > MAX_TABLE:
            raise too_large(name)
        return lambda: self._open(member, name)

    def _open(self, member: zipfile.ZipInfo, name: str) -> BinaryIO:
        try:
            source = cast("BinaryIO", self._zip.open(member))
        except BROKEN:
            raise NetkeepError(f"{name} is damaged: fetch the archive from LinkedIn again") from None
        return Bounded(source, name).buffered()


def written(member: zipfile.ZipInfo) -> date | None:
    """Return the day on which a member was packed, if it is recorded."""
    try:
        day = date(*member.date_time[:3])
    except ValueError:
        return None
    return day if day.year > _NO_CLOCK else None
