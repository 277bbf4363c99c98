"""Reading a vault again and again in one process: a file is only read anew when it has changed."""

import gc
import time
from pathlib import Path

from netkeep.store.carried import follow
from netkeep.store.discovery import Found, Stray, found_at
from netkeep.store.load import read_file
from netkeep.store.parallel import collector_off
from netkeep.store.settings import read_settings
from netkeep.store.vault import Vault
from netkeep.store.walk import Walk, may_change_unseen
from netkeep.text.document import Document

_File = tuple[str, int, int, int]


_WALK = "walk"


def walk_of(vault: Vault) -> Walk | None:
    """Give the walk in which a shelf has met the files of a vault, so that nobody has to go there once more."""
    return vault.answers.get(_WALK, {}).get(_WALK)


class Shelf:
    """The files of a vault as they were read last, each with its size, time and inode; and what was reckoned."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[_File, Document]] = {}
        self._last: Vault | None = None
        self._settled = False

    def load(self, root: Path) -> Vault:
        """Read the whole vault as :func:`netkeep.store.load.load` does."""
        self._settle()
        walk = Walk(str(root))
        with collector_off():
            documents = self._documents(root, walk)
        strays = tuple(sorted(Stray(*stray) for stray in walk.strays))
        self._last = follow(Vault(root, read_settings(root), documents, strays), self._last)
        self._last.answers[_WALK] = {_WALK: walk}
        return self._last

    def _settle(self) -> None:
        """Have Python leave out what the first build made when it looks for cycles: it is millions, and stays."""
        if self._last is not None and not self._settled:
            gc.freeze()
            self._settled = True

    def _documents(self, root: Path, walk: Walk) -> tuple[Document, ...]:
        before, self._read = self._read, {}
        met = {file[0]: file for file in walk.files}
        troubles = dict(walk.troubles)
        found: list[Document] = []
        for path in sorted((*met, *troubles)):
            file, known = met.get(path), before.get(path)
            if known is None or known[0] != file:
                found.append(self._document(found_at(root, walk, path, troubles.get(path)), file))
            else:
                self._read[path] = known
                found.append(known[1])
        return tuple(found)

    def _document(self, found: Found, file: _File | None) -> Document:
        began = time.time_ns()
        document = read_file(found)
        if file and not may_change_unseen(file[2], began):
            self._read[found.path] = file, document
        return document
