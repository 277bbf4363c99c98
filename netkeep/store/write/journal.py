"""Changes of several files: all are made, even if the program is killed or the disk is full halfway through.

Before the first file is touched the new bytes of all lie below ``.netkeep/pending/``, and a journal there lists each
step: the file, its hash before and after, and where its bytes lie. It is deleted when all is done. If there is one, the
next command that writes goes through it, file by file: one that is as before is written, one that is as intended is
done, and one that is neither was changed by somebody since; it is left alone and reported. A journal without its last
line was never started.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from errno import EXDEV
from pathlib import Path
from typing import Literal, NamedTuple

from netkeep.errors import ConflictError, DiskError, VaultError
from netkeep.store.root import JOURNAL, PRIVATE_FOLDER
from netkeep.store.write.disk import lay, put, sweep_beside, sync_folder, system_words, why
from netkeep.store.write.lock import lock, private_folder
from netkeep.store.write.memory import remember
from netkeep.store.write.step import Step
from netkeep.text.source import digest

PENDING, _JOURNAL = JOURNAL
_FORMAT = 1
_State = Literal["before", "after", "other"]


class Finished(NamedTuple):
    """The result of finishing an earlier command: how many changes were made now, and which files were left alone."""

    made: int = 0
    left: tuple[str, ...] = ()


def pending(root: Path) -> Path:
    """Return the folder for bytes that are not in place yet; only the holder of the lock writes there."""
    folder = root / PRIVATE_FOLDER / PENDING
    if not folder.is_dir():
        with system_words(folder):
            folder.mkdir(mode=0o700, exist_ok=True)
        sync_folder(private_folder(root))
    return folder


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the vault's lock, once earlier commands are finished. Raises for a vault of a newer format."""
    from netkeep.store.settings import read_settings, refuse_newer  # a merge of git's, which writes too, needs neither

    refuse_newer(read_settings(root))
    with lock(root):
        finished = _finish(root)
        if finished.left:
            raise ConflictError(f"{finished_in_words(finished)} Nothing else was written. Try again.")
        yield


def finish(root: Path) -> Finished:
    """Finish what an earlier command has left half done."""
    if not _place(root).exists():
        return Finished()
    with lock(root):
        return _finish(root)


def finished_in_words(finished: Finished) -> str:
    """Return in words what was finished, and what was left alone."""
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
            f"a command that changes {len(steps):,} files is half done: it was interrupted, or is still running. "
            "'netkeep doctor --fix' finishes it; then stage what it has changed."
        )


def commit(root: Path, steps: Sequence[Step]) -> None:
    """Make all steps or none. The caller holds the lock, has compared the files, and written the new bytes."""
    remember(root, steps)
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
    """Return the error for a step that the system refuses; if it is the first, the journal is removed."""
    words = f"{_full(root, steps[made].path)} could not be written: {why(error)}"
    if not made:
        _place(root).unlink()
        return DiskError(f"{words}; it is as it was. Nothing was written.")
    return DiskError(
        f"{words}. Of {len(steps):,} changes, {made:,} {_was(made)} made before it; the next command that writes makes "
        "the rest, or 'netkeep doctor --fix'."
    )


def sweep(root: Path) -> None:
    """Remove bytes that were written and never used, unless a journal still needs them."""
    folder = root / PRIVATE_FOLDER / PENDING
    if _place(root).exists():
        return
    with suppress(OSError):
        for laid in folder.iterdir():
            laid.unlink()


def _at_once(root: Path, step: Step) -> bool:
    """Make one step that needs no journal; return whether that was possible."""
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
            return False  # the bytes have to lie next to the file first, and the journal has to say so
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
    with suppress(OSError):  # if it cannot be deleted, the next command finds that all of it is done
        _place(root).unlink()


def _make(root: Path, step: Step) -> None:
    path = _full(root, step.path)
    if step.kind == "move":
        path.rename(_full(root, step.other))
    elif step.kind == "write":
        put(_place(root).with_name(step.other), path)
    else:
        path.unlink(missing_ok=step.before is None)


def _folders(root: Path, step: Step) -> Iterator[Path]:
    yield _full(root, step.path).parent
    if step.kind == "move":
        yield _full(root, step.other).parent


def _finish(root: Path) -> Finished:
    """Go through the journal, if there is one. The caller holds the lock."""
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
                f"finished first: fix that, then run 'netkeep doctor --fix'; or delete {_place(root)} to give up the "
                "rest of it."
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
    """Return the steps of the journal; none if it was never started."""
    place = _place(root)
    with system_words(place):
        data = place.read_bytes()
    lines = data.splitlines(keepends=True)
    try:
        if json.loads(lines[-1]) != {"end": digest(b"".join(lines[:-1]))}:
            return []
        if json.loads(lines[0]) != {"format": _FORMAT}:
            raise VaultError(f"{place} was written by another version of netkeep: finish it with that version.")
        return [Step(*json.loads(line)) for line in lines[1:-1]]
    except (ValueError, IndexError, TypeError):
        return []


def _place(root: Path) -> Path:
    return root / PRIVATE_FOLDER / PENDING / _JOURNAL


def _full(root: Path, path: str) -> Path:
    return root / path
