"""The staged files of a vault as git lists them, while this process does something else.

This module imports almost nothing, and so starts git by itself: the check for each commit goes through it.
"""

import os
from collections.abc import Mapping

_INDEX = "GIT_INDEX_FILE"
_PIECE = 1 << 20


class Listing:
    """A call of ``git ls-files``, started at once, unless a hook names an index that may be another repository's.

    ``index`` is the one that a hook names; None for the usual one.
    """

    def __init__(self, root: str, environ: Mapping[str, str]) -> None:
        self.index: str | None = None
        self._process = 0
        self._pipe = -1
        self._output: bytes | None = None
        index = environ.get(_INDEX, "")
        if (index and not _is_of(root, index)) or not hasattr(os, "posix_spawnp"):
            return
        clean = {key: value for key, value in environ.items() if not key.startswith("GIT_")}
        if index:
            self.index = clean[_INDEX] = os.path.abspath(index)
        self._begin(root, clean)

    def _begin(self, root: str, environ: Mapping[str, str]) -> None:
        ours, theirs = os.pipe()
        nothing = os.open(os.devnull, os.O_RDWR)
        try:
            self._process = os.posix_spawnp(
                "git",
                ["git", "-C", root, "ls-files", "--stage", "-z"],
                environ,
                file_actions=[(os.POSIX_SPAWN_DUP2, fd, at) for at, fd in enumerate((nothing, theirs, nothing))],
            )
            self._pipe = ours
        except OSError:
            os.close(ours)
        finally:
            os.close(theirs)
            os.close(nothing)

    def read(self) -> bytes | None:
        """Return all that git prints, or None if it fails; must be called at least once, as git waits."""
        if not self._process:
            return self._output
        pieces = []
        while piece := os.read(self._pipe, _PIECE):
            pieces.append(piece)
        os.close(self._pipe)
        _, status = os.waitpid(self._process, 0)
        self._process = 0
        self._output = None if status else b"".join(pieces)
        return self._output


def _is_of(root: str, index: str) -> bool:
    """Return whether an index lies where the repository keeps its own, and so certainly belongs to it."""
    folder = root
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return False
        folder = above
    place = os.path.join(folder, ".git")
    if os.path.isfile(place):  # in a work tree or submodule: a file that says where
        with open(place, "rb") as file:
            place = os.path.join(folder, os.fsdecode(file.read().removeprefix(b"gitdir:").strip()))
    return os.path.realpath(os.path.dirname(os.path.abspath(index))) == os.path.realpath(place)
