"""Many files written in one go, or none of them."""

from collections.abc import Sequence
from pathlib import Path

from netkeep.store.save import Change, save_changes
from netkeep.store.write import create_file, replace_file


def save_all(
    root: Path,
    changes: Sequence[Change],
    new: Sequence[tuple[str, bytes]] = (),
    records: Sequence[tuple[str, bytes, str | None]] = (),
) -> None:
    """Write changed files, new files (path and bytes) and records (path, bytes, digest before or None)."""
    save_changes(root, changes)
    for path, data in new:
        create_file(root, root / path, data)
    for path, data, expected in records:
        if expected is None:
            create_file(root, root / path, data)
        else:
            replace_file(root, root / path, data, expected)
