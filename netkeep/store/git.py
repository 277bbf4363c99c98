"""Calls of git, without the variables that editors and hooks leave in the environment."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

_INDEX = "GIT_INDEX_FILE"


def git(folder: Path, *arguments: str) -> str | None:
    """Run git in a folder; return what it prints, or None where git is missing or fails."""
    printed = git_bytes(folder, *arguments)
    return None if printed is None else printed.decode(errors="replace").strip()


def git_bytes(folder: Path, *arguments: str, stdin: bytes = b"", index: str | None = None) -> bytes | None:
    """Run git in a folder with ``stdin``; ``index`` takes the place of the repository's own index."""
    import subprocess  # takes as long as git does, and is not needed where an index answers

    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    if index:
        environment[_INDEX] = index
    try:
        result = subprocess.run(  # noqa: S603 (no shell; the arguments are ours)
            ["git", *arguments],  # noqa: S607 (the user's own git, wherever it is)
            cwd=folder,
            env=environment,
            capture_output=True,
            check=True,
            input=stdin,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return result.stdout


def blob_id(data: bytes) -> str:
    """Return the name under which git stores content, in repositories that use SHA-1."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def index_of_commit(folder: Path, environ: Mapping[str, str]) -> str | None:
    """Return the index that a hook is given, as ``git commit FILE`` makes one; None for the usual one.

    An index in another repository does not count: a hook there may call a check of this vault.
    """
    named = environ.get(_INDEX)
    if not named:
        return None
    path = Path(named).absolute()
    if not path.is_file():
        return None
    theirs = git(path.parent, "rev-parse", "--absolute-git-dir")
    return str(path) if theirs in {None, git(folder, "rev-parse", "--absolute-git-dir")} else None
