"""The one way to disk: hash compared, temporary file in the same folder, fsync, replace, all under a lock."""

import os
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from netkeep.errors import ConflictError, VaultError
from netkeep.store.walk import reason
from netkeep.text.source import digest

PRIVATE_FOLDER = ".netkeep"
_LOCK_SECONDS = 10
_FEW = 20  # files that are synced one by one as quickly as all at once


def replace_file(root: Path, path: Path, data: bytes, expected: str) -> None:
    """Replace a file whose content still has the hash ``expected``.

    Raises :class:`ConflictError` when somebody else changed it meanwhile, :class:`VaultError` when the system
    refuses; in both cases the file is as it was.
    """
    target = path.resolve()
    with _locked(root), _system_words(path):
        if digest(target.read_bytes()) != expected:
            raise ConflictError(f"{path} was changed by another program meanwhile; nothing was written. Try again.")
        temporary = _written(target, data, target.stat().st_mode & 0o777)
        try:
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
        _sync_folder(target.parent)


def create_file(root: Path, path: Path, data: bytes) -> None:
    """Create a file that must not exist yet; it appears whole or not at all."""
    with _locked(root), _system_words(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = _written(path, data, 0o600)
        try:
            if path.exists() or path.is_symlink():
                raise ConflictError(f"{path} exists already; nothing was written.")
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        _sync_folder(path.parent)


def rename_file(root: Path, path: Path, target: Path, expected: str) -> None:
    """Give a file whose content still has the hash ``expected`` another name in the same vault.

    Raises :class:`ConflictError` when somebody else changed it meanwhile or the name is taken, :class:`VaultError`
    when the system refuses; in both cases every file is as it was.
    """
    with _locked(root), _system_words(path):
        if digest(path.read_bytes()) != expected:
            raise ConflictError(f"{path} was changed by another program meanwhile; nothing was written. Try again.")
        # Where case does not count, the file itself already has the name that differs in case alone.
        if (target.exists() or target.is_symlink()) and not (target.exists() and target.samefile(path)):
            raise ConflictError(f"{target} exists already; nothing was written.")
        path.rename(target)
        _sync_folder(target.parent)
        _sync_folder(path.parent)


def remove_file(root: Path, path: Path, expected: str) -> None:
    """Remove a file whose content still has the hash ``expected``; a link of the vault, not what it leads to.

    Raises :class:`ConflictError` when somebody else changed it meanwhile, :class:`VaultError` when the system refuses.
    """
    with _locked(root), _system_words(path):
        if digest(path.read_bytes()) != expected:
            raise ConflictError(f"{path} was changed by another program meanwhile; it was not removed. Try again.")
        path.unlink()
        _sync_folder(path.parent)


class Write(NamedTuple):
    """A file to be written: ``expected`` is the digest it must still have, None where there may be none yet."""

    path: Path
    data: bytes
    expected: str | None


def write_all(root: Path, writes: Sequence[Write]) -> None:
    """Write many files, each whole, under one lock; first all are compared and laid down beside their places.

    Raises :class:`ConflictError` when one of them is no longer what was expected, or a new name is taken, whatever
    its case or form of Unicode; then nothing is written. Raises :class:`VaultError` when the system refuses, and tells
    how many files were written before.
    """
    with _locked(root):
        _compare(writes)
        laid: list[tuple[Path, Path]] = []
        try:
            with _nothing_written():
                for write in writes:
                    with _system_words(write.path):
                        laid.append((_laid(write), write.path))
                _sync(laid)
            _rename_all(laid)
        finally:
            for temporary, _ in laid:
                temporary.unlink(missing_ok=True)


def _compare(writes: Sequence[Write]) -> None:
    names: dict[Path, set[str]] = {}
    for path, _, expected in writes:
        if expected is not None:
            with _system_words(path):
                if digest(path.read_bytes()) != expected:
                    raise ConflictError(
                        f"{path} was changed by another program meanwhile; nothing was written. Try again."
                    )
        elif _name_key(path.name) in names.setdefault(path.parent, _names(path.parent)):
            raise ConflictError(f"{path} exists already; nothing was written.")


def _names(folder: Path) -> set[str]:
    """Give the names in a folder in the form in which two of them are the same to some system."""
    with _system_words(folder):
        return {_name_key(entry.name) for entry in folder.iterdir()} if folder.is_dir() else set()


def _name_key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _laid(write: Write) -> Path:
    """Write the bytes of a file beside its place."""
    if write.expected is not None:
        return _written(write.path, write.data, write.path.stat().st_mode & 0o777, sync=False)
    write.path.parent.mkdir(parents=True, exist_ok=True)
    return _written(write.path, write.data, 0o600, sync=False)


@contextmanager
def _nothing_written() -> Iterator[None]:
    try:
        yield
    except VaultError as error:
        raise VaultError(f"{error} Nothing was written.") from None


def _sync(laid: Sequence[tuple[Path, Path]]) -> None:
    """Make the bytes of many files last: all at once where the system can, then one by one, which tells of errors."""
    if len(laid) > _FEW and hasattr(os, "sync"):
        os.sync()
    for temporary, path in laid:
        with _system_words(path), temporary.open("rb+") as file:
            os.fsync(file.fileno())


def _rename_all(laid: Sequence[tuple[Path, Path]]) -> None:
    for number, (temporary, path) in enumerate(laid):
        try:
            with _system_words(path):
                temporary.replace(path)
        except VaultError as error:
            raise VaultError(f"{error} Of {len(laid):,} files, {number:,} had been written before it.") from None
    for folder in {path.parent for _, path in laid}:
        _sync_folder(folder)


def write_tree(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a new or empty folder, for the owner's eyes only; a folder with anything in it is refused."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise VaultError(f"{folder} is not empty; nothing was written. Name a new folder.")
    with _system_words(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path, data in files.items():
            target = folder / path
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            target.write_bytes(data)


def write_file(path: Path, data: bytes) -> None:
    """Write a file outside of any vault, whole or not at all, for the owner's eyes only; what was there is replaced."""
    if path.is_dir():
        raise VaultError(f"{path} is a folder; nothing was written. Name a file.")
    with _system_words(path):
        temporary = _written(path, data, 0o600)
        try:
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        _sync_folder(path.parent)


@contextmanager
def _locked(root: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    folder = private_folder(root)
    lock = FileLock(folder / "lock", timeout=_LOCK_SECONDS)
    try:
        lock.acquire()
    except Timeout:
        raise ConflictError(
            f"another netkeep has held the vault's lock for {_LOCK_SECONDS} seconds; nothing was written. Try again."
        ) from None
    except OSError as error:
        raise _not_written(folder / "lock", error) from None
    try:
        yield
    finally:
        lock.release()


def private_folder(root: Path) -> Path:
    """Give the vault's folder for what stays on this machine; git ignores it from its first moment on."""
    folder = root / PRIVATE_FOLDER
    with _system_words(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
    return folder


@contextmanager
def _system_words(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _not_written(path, error) from None


def _not_written(path: Path, error: OSError) -> VaultError:
    why = "you have no permission to write there" if isinstance(error, PermissionError) else reason(error)
    return VaultError(f"{path} could not be written: {why}; it is as it was.")


def _written(target: Path, data: bytes, mode: int, *, sync: bool = True) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{target.stem[:40]}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        temporary.chmod(mode)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _sync_folder(folder: Path) -> None:
    """Make the new name last; systems that cannot sync a folder do it by themselves."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
