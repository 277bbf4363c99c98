"""What git has staged of a vault, as git lists it, while this process does something else.

This module imports next to nothing, and so starts git by itself: it is on the way of a check for each commit.
"""

import os
from collections.abc import Mapping

_INDEX = "GIT_INDEX_FILE"
_PIECE = 1 << 20


class Listing:
    """A call of ``git ls-files``, begun at once; none where a hook names an index that may be another repository's.

    ``index`` is the one that a hook names; None for the usual one.
    """

    def __init__(self, root: str, environ: Mapping[str, str]) -> None:
        self.index: str | None = None
        self._process = 0
        self._pipe = -1
        self._said: bytes | None = None
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
        """Return all that git says, or None where it has nothing to say; to be called once at least, as git waits."""
        if not self._process:
            return self._said
        pieces = []
        while piece := os.read(self._pipe, _PIECE):
            pieces.append(piece)
        os.close(self._pipe)
        _, status = os.waitpid(self._process, 0)
        self._process = 0
        self._said = None if status else b"".join(pieces)
        return self._said


def _is_of(root: str, index: str) -> bool:
    """Return whether an index lies where the repository keeps its own, so that it is certainly of that repository."""
    folder = root
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return False
        folder = above
    place = os.path.join(folder, ".git")
    if os.path.isfile(place):  # of a work tree or submodule: a file that says where
        with open(place, "rb") as file:
            place = os.path.join(folder, os.fsdecode(file.read().removeprefix(b"gitdir:").strip()))
    return os.path.realpath(os.path.dirname(os.path.abspath(index))) == os.path.realpath(place)
