"""Calls of git, without the variables that editors and hooks leave in the environment."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

INDEX = "GIT_INDEX_FILE"
_OF_ITS_USER = ("GIT_SSH", "GIT_ASKPASS", "GIT_TERMINAL_PROMPT", "GIT_AUTHOR_", "GIT_COMMITTER_", "GIT_CONFIG_")
_HALF_DONE = {
    "MERGE_HEAD": "merge",
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
}


def git(folder: Path, *arguments: str) -> str | None:
    """Run git in a folder; return what it prints, or None where git is missing or fails."""
    printed = git_bytes(folder, *arguments)
    return None if printed is None else printed.decode(errors="replace").strip()


def git_bytes(folder: Path, *arguments: str, stdin: bytes = b"", index: str | None = None) -> bytes | None:
    """Run git in a folder with ``stdin``; ``index`` takes the place of the repository's own index."""
    import subprocess  # takes as long as git does, and is not needed where an index answers

    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    if index:
        environment[INDEX] = index
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


def prefix(folder: Path) -> str:
    """Return the way from the top of the repository to a folder, ending in ``/``; empty there, and outside of one."""
    return os.fsdecode(git_bytes(folder, "rev-parse", "--show-prefix") or b"").removesuffix("\n")


class Said(NamedTuple):
    """What a call of git has printed, and what it complained of: None where all went well."""

    out: str
    complaint: str | None


def git_said(folder: Path, *arguments: str, stdin: bytes | None = None, index: str | None = None) -> Said:
    """Run git as its user does, with their keys and their name."""
    import subprocess

    kept = {
        key: value for key, value in os.environ.items() if not key.startswith("GIT_") or key.startswith(_OF_ITS_USER)
    }
    done = subprocess.run(  # noqa: S603 (no shell; the arguments are ours)
        ["git", *arguments],  # noqa: S607 (the user's own git, wherever it is)
        cwd=folder,
        env={**kept, "GIT_EDITOR": "true", **({INDEX: index} if index else {})},
        capture_output=True,
        check=False,
        input=stdin,
    )
    out, error = (printed.decode(errors="replace").strip() for printed in (done.stdout, done.stderr))
    return Said(out, None if done.returncode == 0 else error or out)


def git_as_user(folder: Path, *arguments: str, index: str | None = None) -> str | None:
    """Run git as its user does; return what it complains of, None where all went well."""
    return git_said(folder, *arguments, index=index).complaint


def half_done(folder: Path) -> str | None:
    """Return what was begun in a repository and waits to be continued, such as a merge."""
    names = [word for name in _HALF_DONE for word in ("--git-path", name)]
    places = (git(folder, "rev-parse", *names) or "").splitlines()
    return next(
        (what for place, what in zip(places, _HALF_DONE.values(), strict=False) if (folder / place).exists()), None
    )


def blob_id(data: bytes) -> str:
    """Return the name under which git stores content, in repositories that use SHA-1."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def index_of_commit(folder: Path, environ: Mapping[str, str]) -> str | None:
    """Return the index that a hook is given, as ``git commit FILE`` makes one; None for the usual one.

    An index in another repository does not count: a hook there may call a check of this vault.
    """
    named = environ.get(INDEX)
    if not named:
        return None
    path = Path(named).absolute()
    if not path.is_file():
        return None
    theirs = git(path.parent, "rev-parse", "--absolute-git-dir")
    return str(path) if theirs in {None, git(folder, "rev-parse", "--absolute-git-dir")} else None
