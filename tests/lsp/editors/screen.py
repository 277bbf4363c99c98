"""An editor in a terminal of tmux's: keys are typed, and the screen is read as its user would."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.lsp.editor import TODAY
from tests.vaults import make_vault

DOCS = Path(__file__).parents[3] / "docs" / "editors.md"
SECONDS = 30
ADA, GRACE, WILMA = "people/ada-example.md", "people/grace-sample.md", "people/wilhelmina-wright.md"
FILES = {
    ADA: "---\nname: Ada Example\nknows: [grace-sample]\nbirthday: 1815-13-10\npronoun: she/her\n---\n\n"
    "🌱 [[grace-sample]] paints.\n\n## Log\n\n- 2026-10-01 coffee with [[grace-sample]]: Engines.\n",
    GRACE: "---\nname: Grace Sample\nroles:\n  - {org: Acme Corp, title: VP Engineering}\ncadence: 3 months\n---\n",
    WILMA: "---\nname: Wilhelmina Wright\nknows: [grace-sample]\n---\n\nSee [[grace-sample|her]].\n",
}


class Screen:
    """One program in a tmux server of its own, 100 columns wide and 30 lines high."""

    def __init__(self, folder: Path) -> None:
        self._tmux = ("tmux", "-S", str(folder / "tmux"), "-f", os.devnull)

    def start(self, root: Path, command: str, environ: Mapping[str, str]) -> None:
        settings = shlex.join(["env", *(f"{name}={value}" for name, value in environ.items())])
        self._run("new-session", "-d", "-x", "100", "-y", "30", "-c", str(root), f"{settings} {command}")
        self._run("set-option", "-s", "escape-time", "0")

    def _run(self, *arguments: str) -> str:
        done = subprocess.run([*self._tmux, *arguments], check=True, capture_output=True, text=True)
        return done.stdout

    def text(self) -> str:
        """Return what the screen shows, without blanks at the ends of its lines."""
        return self._run("capture-pane", "-p").rstrip("\n")

    def keys(self, *names: str) -> None:
        """Press keys by their names in tmux."""
        self._run("send-keys", *names)

    def type(self, text: str) -> None:
        self._run("send-keys", "-l", "--", text)

    def expect(self, words: str) -> str:
        """Wait until the screen shows some words, and return all that it shows; blanks and line ends count alike."""
        end = time.monotonic() + SECONDS
        while " ".join(words.split()) not in " ".join((shown := self.text()).split()):
            assert time.monotonic() < end, f"{words!r} is not on the screen:\n{shown}"
            time.sleep(0.1)
        return shown

    def leave(self, text: str) -> None:
        """Type what ends the program, and wait until it has ended."""
        self.type(text)
        end = time.monotonic() + SECONDS
        while subprocess.run([*self._tmux, "has-session"], check=False, capture_output=True).returncode == 0:
            assert time.monotonic() < end, self.text()
            time.sleep(0.1)

    def stop(self) -> None:
        subprocess.run([*self._tmux, "kill-server"], check=False, capture_output=True)


@contextmanager
def screen(root: Path, command: str, environ: Mapping[str, str]) -> Iterator[Screen]:
    shown = Screen(root.parent)
    shown.start(root, command, environ)
    try:
        yield shown
    finally:
        shown.stop()


def needs(program: str, version: str, *options: str) -> None:
    """Skip the tests of an editor that is missing, or older than a version."""
    for name in (program, "tmux"):
        if shutil.which(name) is None:
            pytest.skip(f"{name} is not installed", allow_module_level=True)
    said = subprocess.run([program, *(options or ("--version",))], check=True, capture_output=True, text=True).stdout
    match = re.search(r"\d+(?:\.\d+)+", said)
    if match is None or _numbers(match[0]) < _numbers(version):
        pytest.skip(f"{program} is {match[0] if match else 'unknown'}, older than {version}", allow_module_level=True)


def _numbers(version: str) -> list[int]:
    return [int(number) for number in version.split(".")]


def documented(editor: str) -> str:
    """Return the configuration of an editor as docs/editors.md has it."""
    text = DOCS.read_text()
    begin = text.index("```", text.index(f"\n**{editor}**"))
    return text[text.index("\n", begin) + 1 : text.index("```\n", begin + 3)]


def home(tmp_path: Path, files: Mapping[str, str]) -> tuple[Path, dict[str, str]]:
    """Return a vault, and the environment of a user whose settings are these files and whose PATH has netkeep."""
    at_home = make_vault(tmp_path / "home", files)
    program = at_home / "bin" / "netkeep"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m netkeep --today {TODAY} "$@"\n')
    program.chmod(0o755)
    environ = {
        "HOME": str(at_home),
        "XDG_CONFIG_HOME": str(at_home / ".config"),
        "XDG_STATE_HOME": str(at_home / ".state"),
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(Path(__file__).parents[3]),
        "LANG": "C.UTF-8",
    }
    return make_vault(tmp_path / "vault", FILES), environ
