"""Reading a vault again and again in one process: a file is only read anew when it has changed."""

import gc
import time
from collections.abc import Callable
from pathlib import Path

from netkeep.store.discovery import Found, Stray, found_at
from netkeep.store.discovery import walk as walk_through
from netkeep.store.load import read_file
from netkeep.store.parallel import collector_off
from netkeep.store.settings import read_settings
from netkeep.store.vault import Vault
from netkeep.store.walk import Walk, may_change_unseen
from netkeep.text.document import Document

_File = tuple[str, int, int, int, int, int]
_SELDOM = 200_000  # things that came and stayed, before Python looks for cycles among them


class VaultReloader:
    """The files of a vault as they were read last, each with its stamp; ``keep`` gives what is kept of each."""

    def __init__(self, keep: Callable[[Document], Document] = lambda document: document) -> None:
        self._keep = keep
        self._files: dict[str, _File] = {}
        self._read: dict[str, Document] = {}
        self._loads = 0

    def load(self, root: Path) -> Vault:
        """Read the whole vault as :func:`netkeep.store.load.load` does."""
        self._settle()
        settings = read_settings(root)
        walk = walk_through(root, settings)
        with collector_off():
            documents = self._documents(root, walk)
        strays = tuple(sorted(Stray(*stray) for stray in walk.strays))
        return Vault(root, settings, documents, strays)

    def _settle(self) -> None:
        """Set the collector of cycles to run seldom, and to leave out the documents that were read first: most stay."""
        if self._loads == 1:
            gc.freeze()
            gc.set_threshold(_SELDOM)
        self._loads += 1

    def _documents(self, root: Path, walk: Walk) -> tuple[Document, ...]:
        met = {file[0]: file for file in walk.files}
        troubles = dict(walk.troubles)
        changed = [path for path, file in met.items() if self._files.get(path) != file]
        self._files = dict(met)
        new = {path: self._document(found_at(root, walk, path, troubles.get(path))) for path in (*changed, *troubles)}
        known = {**self._read, **new}
        if len(known) > len(self._read) or len(known) > len(met) + len(troubles):
            known = {path: known[path] for path in sorted((*met, *troubles))}
        self._read = known
        return tuple(known.values())

    def _document(self, found: Found) -> Document:
        """Read a file; one that may have changed since, and looks the same, is read anew the next time."""
        began = time.time_ns()
        document = self._keep(read_file(found))
        file = self._files.get(found.path)
        if file and may_change_unseen(file[2], began):
            del self._files[found.path]
        return document
