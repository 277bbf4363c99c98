"""The two terminals of ``docs/git.md``: what they show is what happens, in real git, with a key typed in a terminal."""

import os
import pty
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from netkeep.store.init_vault import start_vault
from tests.vaults import make_vault

PAGE = Path(__file__).parents[2] / "docs" / "git.md"
_STEP = re.compile(r"^(laptop|work)\$ (.*)\n((?:(?!laptop\$ |work\$ ).*\n)*)", re.MULTILINE)
_CHECKED = re.compile(r"^\d+ files? checked: no findings\.\r?\n", re.MULTILINE)  # the hook's, before each commit
_LABEL = re.compile(r"^(<{7}|>{7}) \S+(?: [^\s(]\S*)*", re.MULTILINE)  # a git since 2.44 hands over its own
_SIDES = {"<": "<<<<<<< ours", ">": ">>>>>>> theirs"}


def run(folder: Path, command: str, environment: dict[str, str], key: bytes) -> str:
    """Return what a command prints in a terminal, where a key is typed again and again until it ends."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        ["sh", "-c", command],
        cwd=folder,
        env=environment,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        for _ in range(300):
            os.write(ours, key)  # what is typed before a program reads keys is thrown away
            with suppress(subprocess.TimeoutExpired):
                printed, _ = process.communicate(timeout=0.2)
                break
        else:
            process.kill()
            raise AssertionError(command)
    os.close(ours)
    os.close(theirs)
    return _LABEL.sub(lambda match: _SIDES[match[1][0]], _CHECKED.sub("", printed.decode()))


def test_two_laptops(tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "netkeep").write_text(f'#!/bin/sh\nexec {sys.executable} -m netkeep "$@"\n')
    (programs / "netkeep").chmod(0o755)
    who = {f"GIT_{role}_{part}": "sam@x.example" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    path = f"{programs}:{os.environ['PATH']}"
    environment = {**os.environ, **who, "PATH": path, "NETKEEP_TODAY": "2026-11-22", "HOME": str(tmp_path)}

    def git(folder: str, *words: str) -> None:
        subprocess.run(["git", *words], cwd=tmp_path / folder, env=environment, check=True, capture_output=True)

    git(".", "init", "--quiet", "--bare", "-b", "main", "stick.git")
    start_vault(tmp_path / "laptop")
    ada = "---\nname: Ada Example\nemails: [ada@home.example]\n---\n"
    make_vault(tmp_path / "laptop", {"people/ada-example.md": ada})
    git("laptop", "checkout", "--quiet", "-B", "main")
    git("laptop", "add", "--all")
    git("laptop", "commit", "--quiet", "--message", "Ada")
    git("laptop", "remote", "add", "origin", "../stick.git")
    git("laptop", "push", "--quiet", "--set-upstream", "origin", "main")
    git(".", "clone", "--quiet", "stick.git", "work")
    start_vault(tmp_path / "work")

    steps = [
        step for block in re.findall(r"```\n(.*?)```", PAGE.read_text(), re.DOTALL) for step in _STEP.findall(block)
    ]
    assert len(steps) == 27
    for place, command, expected in steps:
        printed = run(tmp_path / place, command, environment, b"t")
        assert printed.replace("\r", "") == expected.rstrip("\n") + "\n" * bool(expected.strip()), command
