"""Check of the hook: whether commits are checked. Our own is run on what it must accept and must refuse."""

import os
import shlex
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from netkeep.doctor.result import Result
from netkeep.errors import Exit, VaultError
from netkeep.store.git import git, git_bytes
from netkeep.store.hook import Hook, find_hook, way_to
from netkeep.store.write import private_folder

_ADVICE = "run netkeep init in the vault: it adds one"
_EMPTY = {"sha1": "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"}
_EMPTY["sha256"] = "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813"
_SECONDS = 60


def hook(root: Path) -> Result:
    """Return whether each commit is checked."""
    installed = find_hook(root)
    if installed is None or installed.state == "none":
        return Result("hook", "warn", "no hook checks commits", _by_hand(root, installed) or _ADVICE)
    if installed.state == "ours":
        return _test_hook(root, installed.path)
    if installed.state == "calls":
        return Result("hook", "ok", "each commit is checked by a hook of your own; it was not tried")
    if installed.state == "pre-commit":
        return Result("hook", "ok", "each commit is checked, by pre-commit")
    if installed.state == "outdated":
        words = "the hook is not for this vault, or not for where it is now"
        return Result("hook", "warn", words, _by_hand(root, installed) or "run netkeep init in the vault: it fixes it")
    return Result("hook", "warn", "the hook does not check commits", _by_hand(root, installed))


def _by_hand(root: Path, installed: Hook | None) -> str:
    """Return what the owner has to write where; empty where nothing."""
    if installed is None or (installed.state != "foreign" and not installed.set_by):
        return ""
    line = f"netkeep --vault {shlex.quote(way_to(root))} check --staged || exit 1"
    return f"put '{line}' into {os.path.relpath(installed.path, root)}, after '#!/bin/sh', and chmod +x it"


def _test_hook(root: Path, path: Path) -> Result:
    """Run the hook on an empty index and on one with an empty contact, both made up apart from git's own."""
    try:
        with TemporaryDirectory(dir=private_folder(root)) as folder:
            index = str(Path(folder, "index"))
            git_bytes(root, "read-tree", "--empty", index=index)
            sound = _exit_code(root, path, index)
            blob = _EMPTY[git(root, "rev-parse", "--show-object-format") or "sha1"]
            broken_file = f"100644,{blob},{way_to(root)[2:]}people/netkeep-doctor.md"
            git_bytes(root, "update-index", "--add", "--cacheinfo", broken_file, index=index)
            broken = _exit_code(root, path, index)
    except (OSError, VaultError, subprocess.TimeoutExpired):
        todo = f"sh {shlex.quote(os.path.relpath(path, root))}"
        return Result("hook", "warn", "there is one, but it could not be tried", todo)
    if sound != Exit.OK:
        todo = "see what it says: git commit --allow-empty"
        return Result("hook", "fail", "it refuses every commit, even a sound one", todo)
    if broken != Exit.FINDINGS:
        return Result("hook", "fail", "it lets a broken file pass", _ADVICE)
    return Result("hook", "ok", "each commit is checked: it refuses a broken file, and accepts a sound one")


def _exit_code(root: Path, path: Path, index: str) -> int:
    top = git(root, "rev-parse", "--show-toplevel") or str(root)
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "NETKEEP_"))}
    done = subprocess.run(  # noqa: S603 (the hook that netkeep wrote, byte for byte)
        [str(path.resolve())],
        cwd=top,
        env={**environment, "GIT_INDEX_FILE": index},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=_SECONDS,
    )
    return done.returncode
