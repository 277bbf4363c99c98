"""Reading a vault again and again in one process: only changed files are read again."""

import time
from collections.abc import Callable
from pathlib import Path

from netkeep.store.discovery import Stray, VaultFile, file_at
from netkeep.store.discovery import walk as walk_through
from netkeep.store.index.documents import known_contacts
from netkeep.store.load import read_file
from netkeep.store.parallel import collector_off
from netkeep.store.renames import read_renames
from netkeep.store.settings import read_settings
from netkeep.store.vault import Vault
from netkeep.store.walk import Walk, may_change_unseen
from netkeep.text.document import Document

_File = tuple[str, int, int, int, int, int]


class VaultReloader:
    """The files of a vault as last read, each with its stamp; ``keep`` reduces a document to what is kept of it.

    What is kept cannot be more than the index knows of a contact.
    """

    def __init__(self, keep: Callable[[Document], Document]) -> None:
        self._keep = keep
        self._files: dict[str, _File] = {}
        self._read: dict[str, Document] = {}

    def load(self, root: Path) -> Vault:
        """Return the whole vault, as :func:`netkeep.store.load.load` does."""
        if not self._files and not self._read:  # what the index knows takes a tenth of the time of reading it
            known = known_contacts(root)
            self._files = {stamp.path: stamp for stamp in known}
            self._read = {stamp.path: document for stamp, document in known.items()}
        settings = read_settings(root)
        walk = walk_through(root, settings)
        with collector_off():
            documents = self._documents(root, walk)
        strays = tuple(sorted(Stray(*stray) for stray in walk.strays))
        return Vault(root, settings, documents, strays, read_renames(root, walk))

    def _documents(self, root: Path, walk: Walk) -> tuple[Document, ...]:
        met = {file[0]: file for file in walk.files}
        troubles = dict(walk.troubles)
        changed = [path for path, file in met.items() if self._files.get(path) != file]
        self._files = dict(met)
        new = {path: self._document(file_at(root, walk, path, troubles.get(path))) for path in (*changed, *troubles)}
        documents = {**self._read, **new}
        if len(documents) > len(self._read) or len(documents) > len(met) + len(troubles):
            documents = {path: documents[path] for path in sorted((*met, *troubles))}
        self._read = documents
        return tuple(documents.values())

    def _document(self, file: VaultFile) -> Document:
        """Return a file's document; a file that may have changed since without a trace is read again the next time."""
        began = time.time_ns()
        document = self._keep(read_file(file))
        stamp = self._files.get(file.path)
        if stamp and may_change_unseen(stamp[2], began):
            del self._files[file.path]
        return document
