"""Environments of other tools that are kept between runs: making one takes longer than using it."""

import shutil
import sys
from hashlib import sha256
from pathlib import Path

from filelock import FileLock

from tests.peers.conftest import ROOT, environment


def programs(*packages: str) -> Path:
    """Return the folder of programs of an environment with some packages; made once for them and this Python."""
    mark = sha256(" ".join((sys.version, *packages)).encode()).hexdigest()[:16]
    folder = ROOT / ".cache" / "peers" / mark
    done = folder / "complete"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{folder}.lock"):  # tests run side by side, and each would make it
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            environment(folder, *packages)
            done.touch()
    return folder / "bin"
