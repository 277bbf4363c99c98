"""What the last command changed, kept below ``.netkeep/`` so that it can be taken back.

The file has a line that names the command, then one for each time that it wrote: a list of changes, or a text that
says why it cannot be taken back. It is written before the files are, so that it is never about an older command than
they are. A command of which nobody said that it runs, as in a library, keeps nothing.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from netkeep.errors import DiskError, RefusedError
from netkeep.store.root import PRIVATE_FOLDER
from netkeep.store.running import RUNNING, Change, Running
from netkeep.store.write.disk import append, lay, why
from netkeep.store.write.lock import private_folder
from netkeep.store.write.step import Step
from netkeep.text.source import digest

NAME = f"{PRIVATE_FOLDER}/undo"
UNUSED = f"{NAME}.new"
"""What a kill may leave of it before it is in its place; the next command that writes replaces it."""
_FORMAT = 1
_LARGEST = 64 << 20  # bytes: the import of many thousand people fits
_TOO_LARGE = "it changed more than is kept for undo"
_OUTSIDE = "it wrote outside the vault"
_ELSEWHERE = frozenset({"..", ".git"})  # parts of a path that no command of ours changes


class Kept(NamedTuple):
    """The last command, and what it changed in all, each path once."""

    command: str
    changes: tuple[Change, ...]


def remember(root: Path, steps: Sequence[Step]) -> None:
    """Keep what steps are about to change. The caller holds the lock, and has compared the files."""
    command = RUNNING.get()
    if command is None:
        return
    command.called = command.called or command.name()
    command.final = command.final or any(step.path == NAME for step in steps)
    if command.final:
        steps = [step for step in steps if not step.path.startswith(f"{PRIVATE_FOLDER}/")]
    changes = [change for step in steps for change in _changes(root, step)]
    inside = [change for change in changes if not Path(change.path).is_absolute()]
    command.outside = command.outside or len(inside) < len(changes)
    if inside:
        command.changes.setdefault(root, []).extend(inside)
    if root in command.changes and not command.final:
        place = private_folder(root) / Path(NAME).name
        try:
            _keep(place, command, inside)
        except OSError as error:
            raise DiskError(f"{place} could not be written: {why(error)}. Nothing was written.") from None


def _changes(root: Path, step: Step) -> Iterator[Change]:
    path, name = root / step.path, _name(root, step.path)
    data = None if step.kind == "write" and step.before is None else _bytes(path)
    if step.kind == "move":
        yield Change(name, data, None)
        yield Change(_name(root, step.other), None, step.after, name)
    elif step.kind == "write":
        yield Change(name, data, step.after)
    elif data is not None or path.is_symlink():
        yield Change(name, data, None, link=path.is_symlink())


def _name(root: Path, path: str) -> str:
    """Return the path of a step in the vault, also of one that is a link itself; an absolute one outside."""
    full = Path(path)
    if not full.is_absolute():
        return path
    real = root.resolve()
    return str(full.relative_to(real)) if full.is_relative_to(real) else path


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _keep(place: Path, command: Running, changes: Iterable[Change]) -> None:
    line = _line(_OUTSIDE if command.outside else [(one.path, _as_text(one.before), *one[2:]) for one in changes])
    ours, size = _is_of(place, command)
    if size + len(line) > _LARGEST:
        line = _line(_TOO_LARGE)
        if ours and size > _LARGEST:
            return
    if ours:
        append(place, line)
        return
    laid = place.with_name(Path(UNUSED).name)
    lay(laid, _head(command.called, command.mark) + line)
    laid.replace(place)


def _is_of(place: Path, command: Running) -> tuple[bool, int]:
    """Return whether a command has begun to be kept, and how many bytes of it there are."""
    try:
        with place.open("rb") as file:
            first = file.readline()
            return first == _head(command.called, command.mark), place.stat().st_size
    except FileNotFoundError:
        return False, 0


def _head(command: str, mark: str = "") -> bytes:
    return _line({"format": _FORMAT, "command": command, "mark": mark})


def _line(value: object) -> bytes:
    return f"{json.dumps(value)}\n".encode()


def _as_text(data: bytes | None) -> str | None:
    return None if data is None else data.decode(errors="surrogateescape")


def purged(root: Path, command: str) -> tuple[str, bytes, str | None]:
    """Return the record that takes the place of what is kept: its path, its bytes, and the hash of what is there."""
    previous = _bytes(root / NAME)
    data = _head(command) + _line("what it removed is kept nowhere")
    return NAME, data, None if previous is None else digest(previous)


def kept(root: Path) -> Kept:
    """Return the last command. Raises :class:`RefusedError` where nothing is kept that could be taken back."""
    lines = (_bytes(root / NAME) or b"").splitlines()
    try:
        head, *batches = map(json.loads, lines)
        command = str(head["command"]) if head["format"] == _FORMAT else ""
        reason = next((batch for batch in batches if isinstance(batch, str)), None)
        changes = () if reason else net(_change(*values) for batch in batches for values in batch)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        command, reason, changes = "", None, ()
    if reason:
        raise RefusedError(f"'{command}' cannot be undone: {reason}")
    if not command or not changes:
        raise RefusedError("there is nothing to undo: no command that changed the vault is on record")
    return Kept(command, changes)


def _change(path: str, before: str | None, *rest: object) -> Change:
    if Path(path).is_absolute() or _ELSEWHERE.intersection(Path(path).parts):
        raise ValueError
    data = None if before is None else before.encode(errors="surrogateescape")
    return Change(path, data, *rest)  # type: ignore[arg-type]  # as :func:`_keep` wrote it


def net(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return what changes come to, each path once; what is as it was before is left out."""
    return tuple(_net(changes))


def _net(changes: Iterable[Change]) -> Iterator[Change]:
    result: dict[str, Change] = {}
    origins: dict[str, str] = {}
    for change in changes:
        first = result.get(change.path, change)
        result[change.path] = change._replace(before=first.before, link=first.link)
        if change.origin:
            origins[change.path] = origins.pop(change.origin, change.origin)
    for path, change in result.items():
        origin = origins.get(path, "")
        if change.after != (None if change.before is None else digest(change.before)):
            yield change._replace(origin="" if origin == path else origin)
