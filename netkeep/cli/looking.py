"""Where a check looks: at the files as they are, at an editor's unsaved buffer, or at what git has staged."""

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from netkeep.check.reader import reader
from netkeep.config import Settings
from netkeep.store.discovery import kind_at
from netkeep.store.index.refresh import open_index
from netkeep.store.settings import read_settings
from netkeep.text.document import MAX_BYTES, Document, read_document


@dataclass(frozen=True)
class Look:
    """An index to ask; the settings that hold for it, and what its files say."""

    index: sqlite3.Connection
    settings: Settings
    text: Callable[[str], str | None]

    def has(self, path: str) -> bool:
        """Tell whether a file or folder is among what was looked at."""
        found = self.index.execute("SELECT 1 FROM file WHERE path = ?1 OR path GLOB ?2", (path, f"{path}/*")).fetchone()
        return found is not None


@contextmanager
def at_disk(root: Path) -> Iterator[Look]:
    """Look at the files."""
    settings = read_settings(root)
    with closing(open_index(root, reader(settings))) as index:
        yield Look(index, settings, lambda path: _text_on_disk(root, path))


@contextmanager
def at_buffer(root: Path, path: str) -> Iterator[Look]:
    """Look at the files, with the standard input in the place of one, which need not be there yet.

    What would be no contact, job or organisation is not read.
    """
    data, kind = sys.stdin.buffer.read(MAX_BYTES + 1), kind_at(path)
    with at_disk(root) as disk:
        if kind is None:
            yield disk
            return
        from netkeep.check.runner import with_buffer

        document = read_document(path, data, kind)
        with with_buffer(disk.index, document, disk.settings) as index:
            yield Look(index, disk.settings, lambda other: _text_of(document) if other == path else disk.text(other))


@contextmanager
def at_staged(root: Path) -> Iterator[Look]:
    """Look at what the next commit would hold; refused while a command that changes several files is half done."""
    from netkeep.check.runner import index_of
    from netkeep.store.git import index_of_commit
    from netkeep.store.staged import load_staged
    from netkeep.store.write import refuse_unfinished

    refuse_unfinished(root)
    vault = load_staged(root, index_of_commit(root, os.environ))
    documents = {document.path: document for document in vault.documents}
    with index_of(vault) as index:
        yield Look(index, vault.settings, lambda path: _text_of(documents.get(path)))


def _text_of(document: Document | None) -> str | None:
    return document.source.text if document and document.source else None


def _text_on_disk(root: Path, path: str) -> str | None:
    """Read a file of the vault, unless it is a link that leads out of it."""
    full = root / path
    if not full.is_file() or not full.resolve().is_relative_to(root.resolve()):
        return None
    try:
        return full.read_bytes().decode("utf-8-sig")
    except (OSError, ValueError):
        return None
