"""Taking back the last command: its files as they were before, as long as they are as it left them."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from netkeep.errors import ConflictError, RefusedError
from netkeep.model.ids import is_id
from netkeep.model.schema import FILE_KINDS
from netkeep.store.running import Change
from netkeep.store.write import Move, Removal, Write, kept, write_all
from netkeep.text.source import digest
from netkeep.words import join_words

_FOLDERS = tuple(f"{kind.folder}/" for kind in FILE_KINDS)
_NAMED = 3


class Undo(NamedTuple):
    """What takes a command back: the command with its ids, and the files that it left otherwise than they were."""

    title: str
    changes: tuple[Change, ...]

    @property
    def renames(self) -> dict[str, Change]:
        """Return the files to be renamed back, by the names that they had."""
        return _renames(self.changes)


def title(command: str, changes: Sequence[Change]) -> str:
    """Return a command with the ids of whom it changed, such as ``netkeep log ada-example``."""
    renamed = {path for change in changes if change.origin for path in (change.origin, change.path)}
    ordered = sorted(changes, key=lambda change: change.path not in renamed)
    stems = (Path(change.path).stem for change in ordered if change.path.startswith(_FOLDERS))
    ids = list(dict.fromkeys(filter(is_id, stems)))
    more = [f"and {len(ids) - _NAMED:,} more"] if len(ids) > _NAMED else []
    return " ".join([command, *ids[:_NAMED], *more])


def last_command(root: Path) -> Undo:
    """Return what takes the last command back.

    Raises :class:`RefusedError` where there is nothing to take back, and :class:`ConflictError` where files have
    changed since.
    """
    command, changes = kept(root)
    name = title(command, changes)
    if links := [change.path for change in changes if change.link]:
        raise RefusedError(f"'{name}' cannot be undone: it removed a link, {join_words(links)}")
    if outside := [change.path for change in changes if not _is_inside(root, change.path)]:
        raise RefusedError(f"'{name}' cannot be undone: its folder leads out of the vault, {outside[0]}")
    renamed = _renames(changes)
    states = {change.path: _state(root, change, renamed) for change in changes}
    changed = [path for path, state in states.items() if state == "changed"]
    # Of a renamed file that is under neither name, the owner has removed it.
    changed += [new.path for old, new in renamed.items() if states[old] == "left" and states[new.path] == "undone"]
    if changed:
        raise ConflictError(
            f"'{name}' was not undone: {join_words(changed, _NAMED)} changed since, and that would be lost. "
            "Nothing was changed."
        )
    left = tuple(change for change in changes if states[change.path] == "left")
    if not left:
        raise RefusedError(f"there is nothing to undo: everything is as it was before '{name}'")
    return Undo(name, left)


def _is_inside(root: Path, path: str) -> bool:
    """Return whether the folder of a file lies in the vault, and is no link that leads out of it."""
    return (root / path).parent.resolve().is_relative_to(root.resolve())


def _renames(changes: Sequence[Change]) -> dict[str, Change]:
    """Return the files that have another name now, whatever else changed in them, by the names that they had."""
    gone = {change.path for change in changes if change.after is None}
    return {change.origin: change for change in changes if change.origin in gone and change.before is None}


def _state(root: Path, change: Change, renamed: dict[str, Change]) -> str:
    """Return whether a file is as the command left it, as it was before (undone), or neither (changed)."""
    path = root / change.path
    new = renamed.get(change.path)
    there = path.is_file() and not (new and (root / new.path).exists() and path.samefile(root / new.path))
    now = digest(path.read_bytes()) if there else None
    if now == change.after:
        return "left"
    return "undone" if now == (None if change.before is None else digest(change.before)) else "changed"


def take_back(root: Path, undo: Undo) -> None:
    """Write all files as they were, in one step.

    Raises :class:`ConflictError` where one has changed meanwhile; then nothing is written.
    """
    moves = undo.renames
    moved = {change.path for change in moves.values()}
    writes: list[Write] = []
    removals: list[Removal] = []
    for change in undo.changes:
        path = root / change.path
        if change.before is None:
            removals += [Removal(path, change.after)] if change.path not in moved else []
            continue
        expected = moves[change.path].after if change.path in moves else change.after
        if digest(change.before) != expected:
            writes.append(Write(path, change.before, expected))
    write_all(
        root,
        writes,
        [Move(root / new.path, root / old, new.after or "") for old, new in moves.items()],
        removals,
    )
