"""Writing, creating or removing one file."""

from collections.abc import Callable, Iterable
from pathlib import Path

from netkeep.errors import ConflictError
from netkeep.store.write.disk import OWNER_ONLY, lay, mode_of, system_words
from netkeep.store.write.journal import commit, locked, pending, sweep
from netkeep.store.write.step import Step, step_path
from netkeep.text.source import digest

_LAID = "0"


def edit_file(root: Path, path: Path, edit: Callable[[bytes], bytes]) -> None:
    """Replace a file by what ``edit`` makes of its bytes, while nobody else may write.

    Whatever ``edit`` raises leaves the file as it was. Raises :class:`ConflictError` if it no longer exists, and
    :class:`netkeep.errors.DiskError` when the system refuses; in both cases nothing was written.
    """
    target = path.resolve()
    with locked(root):
        current = now(target, path)
        data = edit(current)
        with system_words(path):
            mode = mode_of(target)
        _write(root, target, data, digest(current), mode)


def replace_file(root: Path, path: Path, data: bytes, expected: str) -> None:
    """Replace a file whose content still has the hash ``expected``.

    Raises :class:`ConflictError` when somebody else changed it meanwhile, :class:`netkeep.errors.DiskError` when the
    system refuses; in both cases the file is as it was.
    """

    def unchanged(current: bytes) -> bytes:
        if digest(current) != expected:
            raise changed(path)
        return data

    edit_file(root, path, unchanged)


def create_file(root: Path, path: Path, data: bytes) -> None:
    """Create a file that must not exist yet; it appears whole or not at all."""
    create_first(root, [path], data)


def create_first(root: Path, paths: Iterable[Path], data: bytes) -> Path:
    """Create a file at the first free path of several, and return that path.

    Raises :class:`ConflictError` if all are taken.
    """
    path = None
    with locked(root):
        for path in paths:
            with system_words(path):
                if path.exists() or path.is_symlink():
                    continue
                path.parent.mkdir(parents=True, exist_ok=True)
            _write(root, path, data, None, OWNER_ONLY)
            return path
    raise ConflictError(f"{path} exists already; nothing was written.")


def remove_file(root: Path, path: Path, expected: str) -> None:
    """Remove a file whose content still has the hash ``expected``; a link of the vault, not what it leads to.

    Raises :class:`ConflictError` when somebody else changed it meanwhile, :class:`netkeep.errors.DiskError` when the
    system refuses.
    """
    with locked(root):
        if digest(now(path, path)) != expected:
            raise ConflictError(f"{path} was changed by another program meanwhile; it was not removed. Try again.")
        commit(root, [Step("remove", step_path(root, path), expected)])


def now(target: Path, path: Path) -> bytes:
    """Return the bytes of a file now; ``path`` is its name in errors."""
    with system_words(path):
        try:
            return target.read_bytes()
        except FileNotFoundError:
            raise ConflictError(
                f"{path} was removed by another program meanwhile; nothing was written. Try again."
            ) from None


def changed(path: Path) -> ConflictError:
    """Return the error for a file that changed meanwhile."""
    return ConflictError(f"{path} was changed by another program meanwhile; nothing was written. Try again.")


def _write(root: Path, target: Path, data: bytes, expected: str | None, mode: int) -> None:
    laid = pending(root) / _LAID
    try:
        with system_words(target):
            lay(laid, data, mode)
        commit(root, [Step("write", step_path(root, target), expected, digest(data), _LAID)])
    finally:
        sweep(root)
