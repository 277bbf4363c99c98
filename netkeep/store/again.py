"""Reading a vault again and again in one process: a file is only read anew when it has changed."""

import gc
import time
from pathlib import Path

from netkeep.store.carried import follow, last
from netkeep.store.discovery import Found, Stray, found_at
from netkeep.store.discovery import walk as walk_through
from netkeep.store.load import read_file
from netkeep.store.parallel import collector_off
from netkeep.store.settings import read_settings
from netkeep.store.vault import Vault
from netkeep.store.walk import Walk, may_change_unseen
from netkeep.text.document import Document

_File = tuple[str, int, int, int, int, int]


_WALK = "walk"
_SELDOM = 200_000  # things that came and stayed, before Python looks for cycles among them


def walk_of(vault: Vault) -> Walk | None:
    """Give the walk in which a shelf has met the files of a vault, so that nobody has to go there once more."""
    return vault.answers.get(_WALK, {}).get(_WALK)


class Shelf:
    """The files of a vault as they were read last, each with its stamp; and what was reckoned."""

    def __init__(self) -> None:
        self._files: dict[str, _File] = {}
        self._read: dict[str, Document] = {}
        self._last: Vault | None = None
        self._settled = False

    def load(self, root: Path) -> Vault:
        """Read the whole vault as :func:`netkeep.store.load.load` does."""
        self._settle()
        settings = read_settings(root)
        walk = walk_through(root, settings, walk_of(self._last) if self._last else None)
        with collector_off():
            documents = self._documents(root, walk)
        strays = tuple(sorted(Stray(*stray) for stray in walk.strays))
        self._last = last(follow(Vault(root, settings, documents, strays), self._last))
        self._last.answers[_WALK] = {_WALK: walk}
        return self._last

    def _settle(self) -> None:
        """Have Python look for cycles seldom, and leave out what the first build made: it is millions, and stays.

        What a further one makes stands in tables with a place for everybody, and to go through them all takes longer
        than much of what it is made for; next to nothing in there has cycles.
        """
        if self._last is not None and not self._settled:
            gc.freeze()
            gc.set_threshold(_SELDOM)
            self._settled = True

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
        document = read_file(found)
        file = self._files.get(found.path)
        if file and may_change_unseen(file[2], began):
            del self._files[found.path]
        return document
