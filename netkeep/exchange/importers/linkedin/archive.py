"""The files of an archive: a .zip read in place, a folder, or single tables; all within limits of size."""

import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from netkeep.errors import NetkeepError
from netkeep.exchange.importers.linkedin import zipped
from netkeep.exchange.importers.linkedin.columns import kind_of_header
from netkeep.exchange.importers.linkedin.stream import MAX_TABLE, Bounded, too_large

MAX_FILES = 10_000
_MAX_DEPTH = 4
_PIECE = 1 << 16
_FILE = re.compile(r"([A-Za-z][A-Za-z \-_]*?)[ \-_]*(?:\(?\d{1,4}\)?)?\.csv", re.IGNORECASE | re.ASCII)
_KINDS = MappingProxyType(
    {
        "connections": "connections",
        "messages": "messages",
        "invitations": "invitations",
        "positions": "positions",
        "profile": "profile",
        "recommendationsreceived": "recommendations received",
        "recommendationreceived": "recommendations received",
        "recommendationsgiven": "recommendations given",
        "recommendationgiven": "recommendations given",
        "endorsementreceivedinfo": "endorsements received",
        "endorsementsreceived": "endorsements received",
        "endorsementgiveninfo": "endorsements given",
        "endorsementsgiven": "endorsements given",
    }
)


class ArchiveError(NetkeepError):
    """The input is no LinkedIn archive, or not one that can be read."""


@dataclass(frozen=True, slots=True)
class Table:
    """One .csv of the archive. ``where`` is its file name; ``open`` returns its bytes, each time from the start."""

    kind: str
    where: str
    open: Callable[[], BinaryIO]
    written: date | None = None


def kind_of_name(path: str) -> str | None:
    """Return which table a file is by its name, ignoring case, blanks, folder and number of copy."""
    match = _FILE.fullmatch(path.replace("\\", "/").rpartition("/")[2])
    return _KINDS.get(re.sub(r"[ \-_]", "", match[1]).lower()) if match else None


@contextmanager
def open_tables(paths: Sequence[Path]) -> Iterator[Mapping[str, Table]]:
    """Yield the tables by kind. Raises :class:`ArchiveError` if there is none, or two of a kind that differ."""
    with ExitStack() as stack:
        by_kind: dict[str, Table] = {}
        for path in paths:
            for table in _tables(path, stack):
                _refuse_different(by_kind.setdefault(table.kind, table), table)
        if not by_kind:
            raise ArchiveError(
                "there is no file of a LinkedIn archive, such as Connections.csv; "
                "give the .zip that LinkedIn sent, or the folder it was unpacked to"
            )
        yield by_kind


def _tables(path: Path, stack: ExitStack) -> Iterator[Table]:
    if path.is_dir():
        yield from _in_folder(path)
    elif not path.is_file():
        raise ArchiveError(f"{path} is neither a file nor a folder")
    elif path.suffix.lower() == ".zip" or (not path.suffix and _begins_as_zip(path)):
        yield from _in_zip(path, stack)
    else:
        yield _alone(path)


def _begins_as_zip(path: Path) -> bool:
    with _bytes_of(path) as file:
        return file.read(4) == b"PK\x03\x04"


def _in_folder(folder: Path) -> Iterator[Table]:
    """Yield the tables of a folder, without following links: they may lead out of it, or in circles."""
    seen = 0
    for parent, folders, files in os.walk(folder):
        depth = len(Path(parent).relative_to(folder).parts)
        folders[:] = sorted(folders) if depth < _MAX_DEPTH else []
        seen += len(files)
        if seen > MAX_FILES:
            raise ArchiveError(f"{folder} holds more than {MAX_FILES:,} files: give the folder of the archive alone")
        for name in sorted(files):
            path, kind = Path(parent, name), kind_of_name(name)
            if kind and not path.is_symlink() and path.is_file():
                yield _table(kind, path)


def _in_zip(path: Path, stack: ExitStack) -> Iterator[Table]:
    archive = zipped.Zip(path, stack)
    for member in archive.members(MAX_FILES):
        kind = kind_of_name(member.filename)
        if kind and "__MACOSX" not in member.filename:
            name = member.filename.replace("\\", "/").rpartition("/")[2]
            yield Table(kind, name, archive.opener(member), zipped.written(member))


def _alone(path: Path) -> Table:
    """Return a single table that the user named; its columns decide its kind if its name does not."""
    kind = kind_of_name(path.name)
    if not kind:
        with _bytes_of(path) as file:
            kind = kind_of_header(file.read(_PIECE))
    if not kind:
        raise ArchiveError(
            f"{path.name} is neither a .zip nor, by its name or its columns, a table of a LinkedIn archive"
        )
    return _table(kind, path)


def _table(kind: str, path: Path) -> Table:
    return Table(kind, path.name, lambda: _bytes_of(path))


def _bytes_of(path: Path) -> BinaryIO:
    try:
        file = path.open("rb")
        if os.fstat(file.fileno()).st_size > MAX_TABLE:
            file.close()
            raise too_large(path.name)
    except OSError as error:
        raise ArchiveError(f"{path} cannot be read: {error.strerror}") from None
    return Bounded(file, path.name).buffered()


def _refuse_different(first: Table, table: Table) -> None:
    """Raise if two tables of a kind differ: mixing archives of two days would lose the older one's jobs."""
    if first is not table and _digest(first) != _digest(table):
        raise ArchiveError(
            f"{first.where} and {table.where} differ: give archives of different days one after the other, "
            "the oldest first, so that each change of job is kept"
        )


def _digest(table: Table) -> bytes:
    digest = hashlib.sha256()
    with table.open() as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.digest()
