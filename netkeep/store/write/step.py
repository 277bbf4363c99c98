"""One step of what a command changes on disk."""

from pathlib import Path
from typing import Literal, NamedTuple


class Step(NamedTuple):
    """One file that is moved, written or removed; ``path`` is relative to the vault, or absolute.

    ``before`` and ``after`` are hashes, None if there is no file; one that is removed whatever it says has neither.
    ``other`` is the new path of a moved file, and the name of the bytes below ``.netkeep/`` of a written one.
    """

    kind: Literal["move", "write", "remove"]
    path: str
    before: str | None
    after: str | None = None
    other: str = ""


def step_path(root: Path, path: Path) -> str:
    """Return a path as a step has it: relative if possible, so that the vault may be moved."""
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path.absolute())
