"""The walk through a large vault, done by a second process while this one is still being loaded.

Most of the time of an everyday question goes into importing what answers it, and the walk needs nothing of that.
This module imports next to nothing.
"""

import os
import sys

from netkeep.store.index.quick import is_current
from netkeep.store.index.tables import FOLDER, NAME

_LARGE = 4_000_000
"""So many bytes has the index of a thousand people; through fewer one walks as fast as a process is made."""


class Ahead:
    """A second process that looks whether the index knows all files as they are."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._process = os.fork()
        if self._process == 0:
            _look(root)

    def was_current(self, root: str) -> bool:
        """Tell whether all was well when the program began; only once, for a later question may follow an edit.

        Whatever became of the other process: if it cannot tell, the answer is no.
        """
        process, self._process = self._process, 0
        if not process or root != self._root:
            return False
        try:
            return os.waitpid(process, 0)[1] == 0
        except ChildProcessError:  # there are systems that take away by themselves what has ended
            return False


def look_ahead(root: str) -> Ahead | None:
    """Begin to look; None where that would not be worth it, or is not certain to go well."""
    try:
        large = os.path.getsize(os.path.join(root, FOLDER, NAME)) >= _LARGE
        return Ahead(root) if large and sys.platform == "linux" else None
    except OSError:
        return None


def _look(root: str) -> None:
    """Look, and leave at once: nothing that this process does when it ends is to happen twice."""
    code = 1
    try:
        code = 0 if is_current(root) else 1
    finally:
        os._exit(code)
