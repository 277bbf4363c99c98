"""Other tools, each in an environment of its own; and this project as somebody else would get it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(autouse=True)
def _quiet_git(monkeypatch: pytest.MonkeyPatch) -> None:
    for key, value in {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.org",
    }.items():
        monkeypatch.setenv(key, value)


@pytest.fixture
def run() -> Run:
    def _run(*command: str | Path, cwd: Path, code: int | None = 0) -> "subprocess.CompletedProcess[str]":
        result = subprocess.run(
            [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False, env=os.environ
        )
        assert code is None or result.returncode == code, result.stdout + result.stderr
        return result

    return _run


def environment(folder: Path, *packages: str) -> Path:
    """Make a virtual environment with some packages; gives its folder of programs."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True, capture_output=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *packages], check=True, capture_output=True)
    return folder / "bin"


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a git repository with one commit that holds the files as they are now."""
    target = tmp_path_factory.mktemp("project") / "netkeep"
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    files = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for path in filter(None, files.split("\0")):
        if (ROOT / path).exists():
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / path, target / path)
    identity = "-c user.name=A -c user.email=a@example.org"
    for command in ("init --quiet", "add --all", f"{identity} commit --quiet --message all"):
        subprocess.run(["git", *command.split()], cwd=target, check=True, capture_output=True)
    return target
