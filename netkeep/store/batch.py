"""Many files written in one go, or none of them: contacts changed and new, and records beside them."""

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from netkeep.errors import ConflictError
from netkeep.store.save import Change, Paths
from netkeep.store.write import Write, write_all

Record = tuple[str, bytes, str | None]
"""A file such as ``imports/linkedin.jsonl``: its path, its new bytes, and the digest it had when it was read."""


def save_all(
    root: Path,
    changes: Sequence[Change],
    new: Sequence[tuple[str, bytes]] = (),
    records: Sequence[Record] = (),
) -> None:
    """Write changed files, new files and records under one lock, each whole, and none unless all of them may be.

    Raises :class:`netkeep.errors.ConflictError`, and writes nothing, when a file is no longer what it was read as or
    a new name is taken, be it in other letters' case or another form of Unicode. Raises
    :class:`netkeep.errors.VaultError` when the system refuses; it tells how many files were written before.
    """
    full = Paths(root)
    writes: dict[Path, Write] = {}
    for write in _writes(full, changes, new, records):
        writes.setdefault(write.path, write)
    if writes:
        write_all(root, list(writes.values()))


def replace_or_create(root: Path, path: str, data: bytes, expected: str | None) -> None:
    """Write a record that had the digest ``expected`` when it was read, None where there was none."""
    save_all(root, (), records=[(path, data, expected)])


def _writes(
    full: Paths, changes: Sequence[Change], new: Sequence[tuple[str, bytes]], records: Sequence[Record]
) -> Iterator[Write]:
    for before, after in changes:
        if before.path != after.path:
            raise ValueError("a batch gives no file another name")
        if before.source and after.source and before.source.digest != after.source.digest:
            # Of two names of one file, as links inside the vault make them, the file is written once.
            target = full(after.path).resolve()
            yield Write(target, after.source.encode(after.source.text), before.source.digest)
    taken: set[str] = set()
    for path, data in new:
        if (key := _key(path)) in taken:
            raise ConflictError(f"{path} is a name for two new files; nothing was written.")
        taken.add(key)
        yield Write(full(path), data, None)
    for path, data, expected in records:
        yield Write(full(path) if expected is None else full(path).resolve(), data, expected)


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
