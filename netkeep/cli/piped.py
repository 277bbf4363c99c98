"""Input from a pipe, for readers that want files: written to a temporary folder."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from netkeep.errors import NetkeepError

STANDARD_STREAM = Path("-")
_MOST_BYTES = 500_000_000
_PIECE = 1 << 20


@contextmanager
def as_files(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """Yield paths of files and folders only: ``-`` and pipes are replaced by a file of what came through them.

    Raises :class:`NetkeepError` where more comes than any reader takes.
    """
    if not any(map(_is_piped, paths)):
        yield list(paths)
        return
    with TemporaryDirectory(prefix="netkeep-") as folder:
        yield [
            _write_copy(path, Path(folder), number) if _is_piped(path) else path for number, path in enumerate(paths)
        ]


def _is_piped(path: Path) -> bool:
    return path == STANDARD_STREAM or path.is_fifo()


def _write_copy(path: Path, folder: Path, number: int) -> Path:
    """Write what a pipe holds to a file, and return its path; messages about the content name that file."""
    copy = folder / str(number) / ("stdin" if path == STANDARD_STREAM else "pipe")
    copy.parent.mkdir()
    if path == STANDARD_STREAM:
        _copy(sys.stdin.buffer, copy)
    else:
        with path.open("rb") as source:
            _copy(source, copy)
    return copy


def _copy(source: BinaryIO, copy: Path) -> None:
    size = 0
    with copy.open("xb") as file:
        while piece := source.read(_PIECE):
            size += len(piece)
            if size > _MOST_BYTES:
                raise NetkeepError(f"more than {_MOST_BYTES:,} bytes come through the pipe; import a file instead")
            file.write(piece)
