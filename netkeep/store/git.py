"""Calls of git, free of what editors and hooks leave in the environment."""

import os
import subprocess
from pathlib import Path


def git(folder: Path, *arguments: str) -> str | None:
    """Run git in a folder; give what it prints, or None where git is missing or says no."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    try:
        result = subprocess.run(  # noqa: S603 (no shell; the arguments are ours)
            ["git", *arguments],  # noqa: S607 (the user's own git, wherever it is)
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return result.stdout.strip()
