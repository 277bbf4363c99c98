"""Writing, renaming and removing several files: all of them, or none."""

import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from netkeep.errors import ConflictError, DiskError
from netkeep.store.write.disk import OWNER_ONLY, lay, mode_of, system_words
from netkeep.store.write.journal import commit, locked, pending, sweep
from netkeep.store.write.one import changed, now
from netkeep.store.write.step import Step, step_path
from netkeep.text.source import digest

_FEW = 20  # files that are synced one by one as quickly as all at once


class Write(NamedTuple):
    """A file to be written: ``expected`` is the digest it must still have, None if it must not exist yet."""

    path: Path
    data: bytes
    expected: str | None


class Move(NamedTuple):
    """A file or link to be renamed before anything is written; ``expected`` is the digest it must still have."""

    path: Path
    target: Path
    expected: str


class Removal(NamedTuple):
    """A file to be removed, last of all; with ``expected`` None whatever it says, if it exists."""

    path: Path
    expected: str | None


def write_all(
    root: Path, writes: Sequence[Write], moves: Sequence[Move] = (), removals: Sequence[Removal] = ()
) -> None:
    """Change many files, all or none, under one lock; first all are compared, and the new bytes written aside.

    A file that is moved and written has its new path in ``writes``. Raises :class:`ConflictError` when a file is no
    longer as expected, or a new name is taken, whatever its case or form of Unicode, and
    :class:`netkeep.errors.DiskError` when the system refuses; then nothing is written, or the next command that writes
    finishes it, as the error says.
    """
    with locked(root):
        _compare(writes, moves, removals)
        try:
            with _nothing_written():
                laid = _laid(root, writes, {move.target: move.path for move in moves})
            commit(root, [*_moves(root, moves, writes), *laid, *_removals(root, removals)])
        finally:
            sweep(root)


def _moves(root: Path, moves: Iterable[Move], writes: Iterable[Write]) -> Iterator[Step]:
    digests = {write.path: digest(write.data) for write in writes}
    for path, target, expected in moves:
        new_path = step_path(root, target)
        yield Step("move", step_path(root, path), expected, digests.get(target, expected), new_path)


def _removals(root: Path, removals: Iterable[Removal]) -> Iterator[Step]:
    for path, expected in removals:
        yield Step("remove", step_path(root, path), expected)


def _compare(writes: Iterable[Write], moves: Sequence[Move], removals: Iterable[Removal]) -> None:
    there = {move.target: move.path for move in moves}
    names: dict[Path, set[str]] = {}
    for path, target, was in moves:
        _refuse_changed(path, path, was)
        # Where case does not count, a name that differs only in case already belongs to the file itself.
        if (target.exists() or target.is_symlink()) and not (target.exists() and target.samefile(path)):
            raise ConflictError(f"{target} exists already; nothing was written.")
    for path, _, expected in writes:
        if expected is not None:
            _refuse_changed(there.get(path, path), path, expected)
        elif _name_key(path.name) in names.setdefault(path.parent, _names(path.parent)):
            raise ConflictError(f"{path} exists already; nothing was written.")
    for path, expected in removals:
        if expected is not None:
            _refuse_changed(path, path, expected)


def _refuse_changed(place: Path, path: Path, expected: str) -> None:
    if digest(now(place, path)) != expected:
        raise changed(path)


def _names(folder: Path) -> set[str]:
    """Return the names in a folder in a form in which names are equal if any system takes them as the same."""
    with system_words(folder):
        return {_name_key(entry.name) for entry in folder.iterdir()} if folder.is_dir() else set()


def _name_key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _laid(root: Path, writes: Sequence[Write], moved: dict[Path, Path]) -> list[Step]:
    """Write the bytes of all files aside, make the folders that they need, and return the steps."""
    folder = pending(root)
    for parent in {write.path.parent for write in writes}:
        with system_words(parent):
            parent.mkdir(parents=True, exist_ok=True)
            if not os.access(parent, os.W_OK):
                raise PermissionError
    steps: list[Step] = []
    for number, (path, data, expected) in enumerate(writes):
        with system_words(path):
            mode = OWNER_ONLY if expected is None else mode_of(moved.get(path, path))
            lay(folder / str(number), data, mode, sync=False)
        steps.append(Step("write", step_path(root, path), expected, digest(data), str(number)))
    _sync([(folder / str(number), write.path) for number, write in enumerate(writes)])
    return steps


def _sync(laid: Sequence[tuple[Path, Path]]) -> None:
    """Make the bytes of many files durable: all at once if the system can, then one by one, which reports errors."""
    if len(laid) > _FEW and hasattr(os, "sync"):
        os.sync()
    for place, path in laid:
        with system_words(path), place.open("rb+") as file:
            os.fsync(file.fileno())


@contextmanager
def _nothing_written() -> Iterator[None]:
    try:
        yield
    except DiskError as error:
        raise DiskError(f"{error} Nothing was written.") from None
