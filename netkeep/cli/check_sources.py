"""What a check reads: the files as they are, an editor's unsaved buffer, or what git has staged."""

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from netkeep.check.reader import reader
from netkeep.config import Settings
from netkeep.store.index.refresh import open_index
from netkeep.store.settings import read_settings, refuse_newer

if TYPE_CHECKING:
    from netkeep.text.document import Document


@dataclass(frozen=True)
class CheckInput:
    """An index, the settings that apply to it, and ``text``, which returns what a file says."""

    index: sqlite3.Connection
    settings: Settings
    text: Callable[[str], str | None]

    def has(self, path: str) -> bool:
        """Return whether a file or folder is in the index."""
        row = self.index.execute("SELECT 1 FROM file WHERE path = ?1 OR path GLOB ?2", (path, f"{path}/*")).fetchone()
        return row is not None


@contextmanager
def from_disk(root: Path) -> Iterator[CheckInput]:
    """Yield the files as they are."""
    settings = read_settings(root)
    refuse_newer(settings)
    with closing(open_index(root, reader(settings))) as index:
        yield CheckInput(index, settings, lambda path: _text_on_disk(root, path))


@contextmanager
def from_buffer(root: Path, path: str) -> Iterator[CheckInput]:
    """Yield the files, with the standard input in place of one, which need not exist yet.

    A path that would hold no contact, job or organisation is not read.
    """
    from netkeep.store.discovery import kind_at
    from netkeep.text.document import MAX_BYTES, read_document

    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    with from_disk(root) as disk:
        kind = kind_at(path, disk.settings)
        if kind is None:
            yield disk
            return
        from netkeep.check.runner import with_buffer

        document = read_document(path, data, kind)
        with with_buffer(disk.index, document, disk.settings) as index:
            yield CheckInput(
                index, disk.settings, lambda other: _text_of(document) if other == path else disk.text(other)
            )


@contextmanager
def from_index(root: Path) -> Iterator[CheckInput]:
    """Yield what the next commit would hold; raise while a command that changes several files is half done."""
    from netkeep.store.git import index_of_commit
    from netkeep.store.index.staging import staged_index
    from netkeep.store.staged import find_staged
    from netkeep.store.write import refuse_unfinished

    refuse_unfinished(root)
    named = index_of_commit(root, os.environ)
    staged = find_staged(root, named)
    refuse_newer(staged.settings)
    with staged_index(root, named, staged, reader(staged.settings)) as index:
        yield CheckInput(index, staged.settings, staged.text)


def _text_of(document: "Document | None") -> str | None:
    return document.source.text if document and document.source else None


def _text_on_disk(root: Path, path: str) -> str | None:
    """Return what a file of the vault says; None where it cannot be read, or is a link that leads out of it."""
    full = root / path
    if not full.is_file() or not full.resolve().is_relative_to(root.resolve()):
        return None
    try:
        return full.read_bytes().decode("utf-8-sig")
    except (OSError, ValueError):
        return None
