"""What a merge would do with the files of a vault, and what one has left to decide: from git's own objects."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from netkeep.errors import RefusedError
from netkeep.model.schema import FILE_KINDS
from netkeep.store.git import git, git_bytes
from netkeep.versions.files import Merged, Wish, merge_file

_BASE, _OURS, _THEIRS = "1", "2", "3"  # the stages of git's index, gitglossary(7)
_FOLDERS = ("imports", *(kind.folder for kind in FILE_KINDS))


class Versions(NamedTuple):
    """A file of the vault in three versions, each None where it is not there."""

    path: str
    base: bytes | None
    ours: bytes | None
    theirs: bytes | None

    @property
    def absence(self) -> str:
        """Return in words why there is nothing to merge: a side has no such file; empty where both have it."""
        if self.ours is not None and self.theirs is not None:
            return ""
        if self.ours is None and self.theirs is None:
            return "both sides have removed it"
        side, other = ("ours", "theirs") if self.ours is None else ("theirs", "ours")
        if self.base is None:
            return f"{other} has given another file this name"
        return f"{side} has removed it, and {other} has changed it"

    def merged(self, wish: Wish) -> Merged | None:
        """Return its merge; None where one side has no such file, or only lines can be merged."""
        if self.ours is None or self.theirs is None:
            return None
        return merge_file(self.path, self.base or b"", self.ours, self.theirs, wish)


def unmerged(root: Path) -> list[Versions]:
    """Return the files of the vault that git could not merge, from the stages in its index."""
    listed = git_bytes(root, "ls-files", "--unmerged", "-z", "--", ".") or b""
    blobs: dict[str, dict[str, str]] = {}
    for entry in filter(None, os.fsdecode(listed).split("\0")):
        head, _, path = entry.partition("\t")
        _, blob, stage = head.split()
        blobs.setdefault(path, {})[stage] = blob
    return [
        Versions(path, *(_blob(root, stages[stage]) if stage in stages else None for stage in (_BASE, _OURS, _THEIRS)))
        for path, stages in sorted(blobs.items())
    ]


def _blob(root: Path, name: str) -> bytes | None:
    return git_bytes(root, "cat-file", "blob", name)


def both_changed(root: Path, ours: str, theirs: str) -> Iterator[Versions]:
    """Yield the files of the vault that two commits have changed since they parted, each in its own way.

    Raises :class:`RefusedError` where git does not know one of them, or they have nothing in common.
    """
    commits = [git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}") for name in (ours, theirs)]
    for name, commit in zip((ours, theirs), commits, strict=True):
        if not commit:
            raise RefusedError(f"there is no commit {name!r}; 'git branch --all' lists the branches")
    base = git(root, "merge-base", ours, theirs)
    if not base:
        raise RefusedError(f"{ours!r} and {theirs!r} have no commit in common")
    for path in sorted(_changed(root, base, ours) & _changed(root, base, theirs)):
        versions = Versions(path, *(_file(root, commit, path) for commit in (base, ours, theirs)))
        if versions.ours != versions.theirs:
            yield versions


def _changed(root: Path, base: str, commit: str) -> set[str]:
    listed = git_bytes(root, "diff", "--name-only", "--no-renames", "--relative", "-z", base, commit, "--", *_FOLDERS)
    return set(filter(None, os.fsdecode(listed or b"").split("\0")))


def _file(root: Path, commit: str, path: str) -> bytes | None:
    return git_bytes(root, "cat-file", "blob", f"{commit}:./{path}")
