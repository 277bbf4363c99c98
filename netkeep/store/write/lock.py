"""The vault's lock: others wait as long as its holder lives, and the system releases it when the holder dies."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from netkeep.store.root import PRIVATE_FOLDER
from netkeep.store.write.disk import system_words

_IGNORE = b"*\n"


@contextmanager
def lock(root: Path, name: str = "lock") -> Iterator[None]:
    """Hold the vault's lock, or another; raises :class:`netkeep.errors.DiskError` if the system refuses it."""
    path = private_folder(root) / name
    with ExitStack() as held:
        with system_words(path):
            held.enter_context(exclusive(path))
        yield


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold the lock that a file stands for, and make the file; raises ``OSError`` if the system refuses it."""
    release = _acquired(path)
    try:
        yield
    finally:
        release()


def _acquired(path: Path) -> Callable[[], None]:
    try:
        from fcntl import LOCK_EX, flock
    except ImportError:
        return _acquired_elsewhere(path)
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            flock(handle, LOCK_EX)
            if _is_there(
                path, handle
            ):  # else the folder was deleted while waiting, and the next one locks another file
                return lambda: os.close(handle)
        except OSError as error:
            os.close(handle)
            if error.errno == errno.ENOSYS:
                return _acquired_elsewhere(path)
            raise
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _is_there(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _acquired_elsewhere(path: Path) -> Callable[[], None]:
    """Lock on systems without ``flock``; importing the library takes longer than the rest of a write."""
    from filelock import FileLock

    held = FileLock(path, timeout=-1)
    held.acquire()
    return held.release


def private_folder(root: Path) -> Path:
    """Return the vault's folder for what stays on this machine; git ignores it from the start."""
    folder = root / PRIVATE_FOLDER
    with system_words(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        ignore = folder / ".gitignore"
        if not (ignore.exists() and ignore.stat().st_size):  # a full disk leaves an empty one
            handle = os.open(ignore, os.O_WRONLY | os.O_CREAT, 0o644)
            try:
                os.write(handle, _IGNORE)
            finally:
                os.close(handle)
    return folder
