"""Writing many files in one go, or none: contacts changed, renamed, new or removed, and records next to them."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from netkeep.errors import ConflictError
from netkeep.store.save import Change, Edit, Paths, edited
from netkeep.store.write import Move, Removal, Write, write_all
from netkeep.text.document import Document

Record = tuple[str, bytes, str | None]
"""A file such as ``imports/linkedin.jsonl``: its path, its new bytes, and the digest it had when it was read."""


def save_all(  # noqa: PLR0913 (all that can happen to files)
    root: Path,
    changes: Sequence[Change],
    new: Sequence[tuple[str, bytes]] = (),
    records: Sequence[Record] = (),
    *,
    gone: Sequence[Document] = (),
    dropped: Iterable[str] = (),
) -> None:
    """Write changed files, new files and records, and remove those that are gone, under one lock: all of it or nothing.

    Changed files may have new names, too. ``dropped`` are paths of files that are removed whatever is in them, if they
    exist. Raises :class:`netkeep.errors.ConflictError`, and writes nothing, when a file changed since it was read or a
    new name is taken, even if in another case or form of Unicode. Raises :class:`netkeep.errors.DiskError` when the
    system refuses; then nothing was written, or the next command that writes finishes the rest.
    """
    if not (changes or new or records or gone):
        return
    full = Paths(root)
    moves = [
        Move(full(before.path), full(after.path), _digest(before))
        for before, after in changes
        if before.path != after.path
    ]
    writes: dict[Path, Write] = {}
    for write in (*_changed(full, changes), *_new(full, new), *_records(full, records)):
        writes.setdefault(write.path, write)
    removals = [Removal(full(document.path), _digest(document)) for document in gone]
    removals += [Removal(full(path), None) for path in dropped]
    if writes or moves or removals:
        write_all(root, list(writes.values()), moves, removals)


def save_edits(root: Path, edits: Iterable[tuple[Document, Edit]]) -> tuple[Change, ...]:
    """Write what each edit makes of its file, all of it or nothing; return the files before and after.

    Raises as :func:`save_all` and :func:`netkeep.store.save.edited` do.
    """
    changes = tuple((document, edited(document, *edit(document))) for document, edit in edits)
    save_all(root, changes)
    return changes


def replace_or_create(root: Path, path: str, data: bytes, expected: str | None) -> None:
    """Write a record that had the digest ``expected`` when it was read, None if it did not exist."""
    save_all(root, (), records=[(path, data, expected)])


def _digest(document: Document) -> str:
    return document.source.digest if document.source else ""


def _changed(full: Paths, changes: Sequence[Change]) -> Iterator[Write]:
    moved: dict[Path, Path] = {}
    for before, after in changes:
        if before.path != after.path and not full(before.path).is_symlink():
            target = full(after.path)
            moved[full(before.path).resolve()] = target.parent.resolve() / target.name
    for before, after in changes:
        if before.source and after.source and before.source.digest != after.source.digest:
            # Of two names of one file, as links inside the vault make them, the file is written once.
            real = full(before.path).resolve()
            yield Write(moved.get(real, real), after.source.encode(after.source.text), before.source.digest)


def _new(full: Paths, new: Iterable[tuple[str, bytes]]) -> Iterator[Write]:
    taken: set[str] = set()
    for path, data in new:
        if (key := _key(path)) in taken:
            raise ConflictError(f"{path} is a name for two new files; nothing was written.")
        taken.add(key)
        yield Write(full(path), data, None)


def _records(full: Paths, records: Iterable[Record]) -> Iterator[Write]:
    for path, data, expected in records:
        yield Write(full(path) if expected is None else full(path).resolve(), data, expected)


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
