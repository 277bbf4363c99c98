"""Changes of several files: all of them, also where the program is killed or the disk full in the midst of them.

Before the first file is touched the new bytes of all lie below ``.netkeep/pending/``, and a journal there tells each
step: the file, its hash before and after, and where its bytes lie. It is deleted when all is done. Where one is found,
the next command that writes goes through it, file by file: one that is as it was before is written, one that is as it
was to be is done, and one that is neither was changed by somebody since, is left, and told. A journal without its last
line was never begun.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from errno import EXDEV
from pathlib import Path
from typing import Literal, NamedTuple

from netkeep.errors import ConflictError, DiskError, VaultError
from netkeep.store.index.tables import JOURNAL
from netkeep.store.write.disk import lay, put, sweep_beside, sync_folder, system_words, why
from netkeep.store.write.lock import PRIVATE_FOLDER, lock, private_folder
from netkeep.text.source import digest

PENDING, _JOURNAL = JOURNAL
_FORMAT = 1
_State = Literal["before", "after", "other"]


class Step(NamedTuple):
    """One file that gets another name, other bytes, or is removed; ``path`` is relative to the vault, or absolute.

    ``before`` and ``after`` are hashes, None where there is no file; one that is removed whatever it says has neither.
    ``other`` is the new path of one that is moved, and the name of the bytes laid down for one that is written.
    """

    kind: Literal["move", "write", "remove"]
    path: str
    before: str | None
    after: str | None = None
    other: str = ""


class Finished(NamedTuple):
    """What came of the steps that an earlier command had left: how many were made now, and which files were left."""

    made: int = 0
    left: tuple[str, ...] = ()


def step_path(root: Path, path: Path) -> str:
    """Return a path as a step has it, so that a vault may be moved."""
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path.absolute())


def pending(root: Path) -> Path:
    """Return the folder in which bytes are laid down; only who holds the lock writes there."""
    folder = root / PRIVATE_FOLDER / PENDING
    if not folder.is_dir():
        with system_words(folder):
            folder.mkdir(mode=0o700, exist_ok=True)
        sync_folder(private_folder(root))
    return folder


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the vault's lock, with nothing left half done."""
    with lock(root):
        finished = _finish(root)
        if finished.left:
            raise ConflictError(f"{told(finished)} Nothing else was written. Try again.")
        yield


def finish(root: Path) -> Finished:
    """Finish what an earlier command has left half done."""
    if not _place(root).exists():
        return Finished()
    with lock(root):
        return _finish(root)


def told(finished: Finished) -> str:
    """Say in words what was finished, and what was left."""
    words = f"an earlier command was interrupted; {_changes(finished.made)} it had left {_was(finished.made)} made now."
    if not finished.left:
        return words
    files = ", ".join(finished.left)
    return f"{words} Changed since by another program, and left as they are: {files}; compare them ('git diff')."


def _changes(count: int) -> str:
    return f"{count:,} change{'' if count == 1 else 's'}"


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def refuse_unfinished(root: Path) -> None:
    """Raise :class:`ConflictError` while a command is half done."""
    if _place(root).exists() and (steps := _read(root)):
        raise ConflictError(
            f"a command that changes {len(steps):,} files is half done: it was interrupted, or still runs. "
            "'netkeep finish' finishes it; then stage what it has changed."
        )


def commit(root: Path, steps: Sequence[Step]) -> None:
    """Make some steps, all of them or none; their bytes are laid down. Who calls holds the lock, and has compared."""
    if len(steps) == 1 and _at_once(root, steps[0]):
        return
    _open(root, steps)
    for number, step in enumerate(steps):
        try:
            _make(root, step)
        except OSError as error:
            raise _stopped(root, steps, number, error) from None
    _close(root, steps)


def _stopped(root: Path, steps: Sequence[Step], made: int, error: OSError) -> DiskError:
    """Return what to raise where the system refuses a step; before any was made the journal is taken back."""
    words = f"{_full(root, steps[made].path)} could not be written: {why(error)}"
    if not made:
        _place(root).unlink()
        return DiskError(f"{words}; it is as it was. Nothing was written.")
    return DiskError(
        f"{words}. Of {len(steps):,} changes, {made:,} {_was(made)} made before it; the next command that writes makes "
        "the rest, or 'netkeep finish'."
    )


def sweep(root: Path) -> None:
    """Remove what was laid down and never used, unless a journal still needs it."""
    folder = root / PRIVATE_FOLDER / PENDING
    if _place(root).exists():
        return
    with suppress(OSError):
        for laid in folder.iterdir():
            laid.unlink()


def _at_once(root: Path, step: Step) -> bool:
    """Make one step that is whole by itself; tells whether it could be."""
    path = _full(root, step.path)
    with system_words(path):
        try:
            if step.kind == "write":
                (pending(root) / step.other).replace(path)
            else:
                _make(root, step)
        except OSError as error:
            if error.errno != EXDEV:
                raise
            return False  # the bytes have to lie beside the file first, which the journal has to tell
    for folder in _folders(root, step):
        sync_folder(folder)
    return True


def _open(root: Path, steps: Sequence[Step]) -> None:
    text = "".join(f"{json.dumps(line)}\n" for line in ({"format": _FORMAT}, *map(list, steps)))
    data = text.encode()
    place = _place(root)
    try:
        lay(place, data + f"{json.dumps({'end': digest(data)})}\n".encode())
    except BaseException as error:
        place.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise DiskError(f"{place} could not be written: {why(error)}. Nothing was written.") from None
        raise
    sync_folder(place.parent)


def _close(root: Path, steps: Sequence[Step]) -> None:
    for folder in {folder for step in steps for folder in _folders(root, step)}:
        sync_folder(folder)
    with suppress(OSError):  # where it cannot be deleted, the next command finds that all in it is done
        _place(root).unlink()


def _make(root: Path, step: Step) -> None:
    path = _full(root, step.path)
    if step.kind == "move":
        path.rename(_full(root, step.other))
    elif step.kind == "write":
        put(pending(root) / step.other, path)
    else:
        path.unlink(missing_ok=step.before is None)


def _folders(root: Path, step: Step) -> Iterator[Path]:
    yield _full(root, step.path).parent
    if step.kind == "move":
        yield _full(root, step.other).parent


def _finish(root: Path) -> Finished:
    """Go through a journal, if there is one. Who calls holds the lock."""
    if not _place(root).exists():
        sweep(root)
        return Finished()
    steps = _read(root)
    made, left = 0, []
    for step in steps:
        path = _full(root, step.path)
        try:
            state = _state(root, step)
            if state == "before":
                _make(root, step)
                made += 1
            elif state == "other":
                left.append(step.path)
        except OSError as error:
            raise DiskError(
                f"{path} could not be written: {why(error)}. An earlier command was interrupted, and has to be "
                f"finished first: mend that, then 'netkeep finish'; or delete {_place(root)} to give up the rest of it."
            ) from None
        if step.kind == "write":
            sweep_beside(path)
    _close(root, steps)
    sweep(root)
    return Finished(made, tuple(left))


def _state(root: Path, step: Step) -> _State:
    path = _full(root, step.path)
    now = _hash(path)
    if step.kind == "move":
        return _state_of_move(step, path, _full(root, step.other))
    if step.kind == "remove":
        if now is None and not path.is_symlink():
            return "after"
        return "before" if step.before in {None, now} else "other"
    if now == step.after:
        return "after"
    return "before" if now == step.before and (pending(root) / step.other).exists() else "other"


def _state_of_move(step: Step, path: Path, target: Path) -> _State:
    now, there = _hash(path), _hash(target)
    if now is not None and there is not None and target.samefile(path):  # where case does not count
        return "before" if now in {step.before, step.after} else "other"
    if there in {step.before, step.after}:
        return "after"
    return "before" if now == step.before and there is None and not target.is_symlink() else "other"


def _hash(path: Path) -> str | None:
    try:
        return digest(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def _read(root: Path) -> list[Step]:
    """Read the journal; nothing where it was never begun."""
    place = _place(root)
    with system_words(place):
        data = place.read_bytes()
    lines = data.splitlines(keepends=True)
    try:
        if json.loads(lines[-1]) != {"end": digest(b"".join(lines[:-1]))}:
            return []
        if json.loads(lines[0]) != {"format": _FORMAT}:
            raise VaultError(f"{place} was written by another version of netkeep: finish with that what it has left.")
        return [Step(*json.loads(line)) for line in lines[1:-1]]
    except (ValueError, IndexError, TypeError):
        return []


def _place(root: Path) -> Path:
    return root / PRIVATE_FOLDER / PENDING / _JOURNAL


def _full(root: Path, path: str) -> Path:
    return root / path
