"""A new vault: settings, ignore file, git repository, and a hook that checks before each commit."""

import shlex
import sys
from pathlib import Path

from netkeep.config import FILE_NAME
from netkeep.errors import VaultError
from netkeep.store.discovery import is_vault
from netkeep.store.git import git
from netkeep.store.write import create_file

_SETTINGS = """\
# This file marks the root of the vault. Everything in it but the first line may be left out.
format = 1

[owner]
{owner}
[cadence]
default = "1 year"     # how often to be in touch, once there was a first contact
# tags = {{ mentor = "3 months" }}

[site]
title = "My network"
# hide = ["phones", "birthday"]     # fields never published
"""
_IGNORED = "/.netkeep/\n/site/\n"
_HOOK = """\
#!/bin/sh
# Made by 'netkeep init': a commit that would break the vault is refused; 'git commit --no-verify' goes round it.
command -v netkeep >/dev/null 2>&1 && exec netkeep --vault {vault} check --staged
exec {python} -m netkeep --vault {vault} check --staged
"""


def start_vault(folder: Path) -> tuple[str, ...]:
    """Make a vault in a folder and give what was made, in words. Files that are there already stay."""
    if is_vault(folder):
        raise VaultError(f"{folder} is a vault already")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = [name for name, text in _files(folder).items() if _create(folder, name, text)]
    if git(folder, "rev-parse", "--git-dir") is None and git(folder, "init", "--quiet") is not None:
        made.append("a git repository")
    if _hook(folder):
        made.append("a pre-commit hook")
    return tuple(made)


def _files(folder: Path) -> dict[str, str]:
    return {FILE_NAME: _SETTINGS.format(owner=_owner(folder)), ".gitignore": _IGNORED}


def _create(folder: Path, name: str, text: str) -> bool:
    if (folder / name).exists():
        return False
    create_file(folder, folder / name, text.encode())
    return True


def _owner(folder: Path) -> str:
    """Give the owner as git knows them; what is not known stays a comment to fill in."""
    name = git(folder, "config", "user.name")
    email = git(folder, "config", "user.email")
    lines = [f"name = {_toml(name)}" if name else '# name = "Sam Owner"']
    lines.append(f"emails = [{_toml(email)}]" if email else '# emails = ["sam@home.example"]')
    return "\n".join(lines) + "\n"


def _toml(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{"".join(letter for letter in escaped if letter.isprintable())}"'


def _hook(folder: Path) -> bool:
    hooks = git(folder, "rev-parse", "--git-path", "hooks")
    if hooks is None:
        return False
    hook = folder / hooks / "pre-commit"
    if hook.exists():
        return False
    hook.parent.mkdir(parents=True, exist_ok=True)
    vault = shlex.quote(str(folder.resolve()))
    hook.write_text(_HOOK.format(vault=vault, python=shlex.quote(sys.executable)), encoding="utf-8")
    hook.chmod(0o755)
    return True
