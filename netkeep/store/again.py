"""Reading a vault again and again in one process: a file is only read anew when it has changed."""

import time
from pathlib import Path

from netkeep.store.carried import follow
from netkeep.store.discovery import Found, listing
from netkeep.store.load import read_file
from netkeep.store.parallel import collector_off
from netkeep.store.settings import read_settings
from netkeep.store.vault import Vault
from netkeep.store.walk import Walk, may_change_unseen
from netkeep.text.document import Document

_Stamp = tuple[int, int, int]


class Shelf:
    """The files of a vault as they were read last, each with its size, time and inode; and what was reckoned."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[_Stamp, Document]] = {}
        self._last: Vault | None = None

    def load(self, root: Path) -> Vault:
        """Read the whole vault as :func:`netkeep.store.load.load` does."""
        walk = Walk(str(root))
        stamps: dict[str, _Stamp] = {path: stamp for path, *stamp in walk.files}  # type: ignore[misc] # three numbers
        found = listing(root, walk)
        before, self._read = self._read, {}
        with collector_off():
            documents = tuple(self._document(one, stamps.get(one.path), before) for one in found.files)
        self._last = follow(Vault(root, read_settings(root), documents, found.strays), self._last)
        return self._last

    def _document(self, found: Found, stamp: _Stamp | None, before: dict[str, tuple[_Stamp, Document]]) -> Document:
        known = before.get(found.path)
        if known and known[0] == stamp:
            self._read[found.path] = known
            return known[1]
        began = time.time_ns()
        document = read_file(found)
        if stamp and not may_change_unseen(stamp[1], began):
            self._read[found.path] = stamp, document
        return document
