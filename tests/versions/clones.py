"""Two clones of a vault, in real git."""

import os
import subprocess
from pathlib import Path
from typing import NamedTuple

from netkeep.store.init_vault import start_vault
from tests.vaults import make_vault

ADA = "people/ada-example.md"
_IDENTITY = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "protocol.file.allow=always")


class Done(NamedTuple):
    """How a command of git ended, and what it printed."""

    code: int
    out: str


def git(folder: Path, *words: str, path: str = "/usr/bin:/bin") -> Done:
    """Run git; netkeep is not in its PATH, so that the script calls the Python that made it."""
    environment = {**os.environ, "PATH": path, "GIT_EDITOR": "true", "HOME": str(folder.parent)}
    done = subprocess.run(
        ["git", *_IDENTITY, *words], cwd=folder, env=environment, check=False, capture_output=True, text=True
    )
    return Done(done.returncode, done.stdout + done.stderr)


def contact(*log: str, front: str = "", notes: str = "") -> str:
    """Return the file of Ada Example: further lines of front matter, notes, and a log."""
    entries = "".join(f"- {entry}\n" for entry in log)
    return f"---\nname: Ada Example\n{front}---\n{notes}\n## Log\n\n{entries}"


def commit(root: Path, files: dict[str, str | bytes], message: str = "change") -> Path:
    """Write files, and commit all that there is; a merge that is half done is ended so."""
    make_vault(root, files)
    git(root, "add", "--all")
    assert git(root, "commit", "--no-verify", "--quiet", "--message", message).code == 0
    return root


def two_clones(folder: Path, base: str, ours: str | bytes, theirs: str | bytes, name: str = ADA) -> tuple[Path, Path]:
    """Return two clones of a vault of one contact, each of which has changed it; the first one knows the second."""
    start_vault(folder / "ours")
    first = commit(folder / "ours", {name: base} if base else {"README.md": "A vault."})
    git(folder, "clone", "--quiet", str(first), "theirs")
    start_vault(folder / "theirs")
    commit(folder / "theirs", {name: theirs}, "theirs")
    commit(first, {name: ours}, "ours")
    git(first, "remote", "add", "theirs", str(folder / "theirs"))
    git(first, "fetch", "--quiet", "theirs")
    return first, folder / "theirs"
