"""Calls to the system: writing and syncing bytes, moving files, and its refusals in words."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from netkeep.errors import DiskError
from netkeep.store.walk import reason

OWNER_ONLY = 0o600
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def lay(path: Path, data: bytes, mode: int = OWNER_ONLY, *, sync: bool = True) -> None:
    """Write a new file, replacing one that an earlier command may have left there."""
    try:
        handle = os.open(path, _NEW, OWNER_ONLY)
    except FileExistsError:
        path.unlink()
        handle = os.open(path, _NEW, OWNER_ONLY)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
        if sync:
            os.fsync(handle)
    finally:
        os.close(handle)
    if mode != OWNER_ONLY:
        path.chmod(mode)


def append(path: Path, data: bytes) -> None:
    """Write bytes behind what a file holds."""
    with path.open("ab") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def put(laid: Path, target: Path) -> None:
    """Move a written file into its place, even if that is on another file system."""
    try:
        laid.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
    else:
        return
    try:
        lay(beside(target), laid.read_bytes(), mode_of(laid))
        beside(target).replace(target)
    except OSError:
        sweep_beside(target)
        raise
    laid.unlink()


def beside(target: Path) -> Path:
    """Return where to write a file first if that cannot be below ``.netkeep/``."""
    return target.with_name(f".{target.name[:40]}.netkeep.tmp")


def sweep_beside(target: Path) -> None:
    """Remove what an interrupted command has left next to a file."""
    with suppress(OSError):
        beside(target).unlink(missing_ok=True)


def mode_of(path: Path) -> int:
    """Return the permissions of a file."""
    return path.stat().st_mode & 0o777


def sync_folder(folder: Path) -> None:
    """Make the new names in a folder durable; systems that cannot sync a folder do it by themselves."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def system_words(path: Path) -> Iterator[None]:
    """Turn what the system says about a file into a :class:`netkeep.errors.DiskError`."""
    try:
        yield
    except OSError as error:
        raise DiskError(f"{path} could not be written: {why(error)}; it is as it was.") from None


def why(error: OSError) -> str:
    """Return in words why the system refused to write."""
    return "you have no permission to write there" if isinstance(error, PermissionError) else reason(error)
