"""A new vault: settings, ignore file, git repository, and a hook that checks before each commit."""

import os
import re
import shlex
from pathlib import Path
from typing import NamedTuple

from netkeep import FORMAT
from netkeep.config import FILE_NAME
from netkeep.store.git import git
from netkeep.store.hook import find_hook, put_hook, way_to
from netkeep.store.merge_driver import ATTRIBUTES, ATTRIBUTES_TEXT, put_driver
from netkeep.store.write import PRIVATE_FOLDER, create_file, private_folder, write_file

_SETTINGS = """\
# This file marks the root of the vault. Everything in it but the first line may be left out.
format = {format}

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


class Started(NamedTuple):
    """What was made, in words; and what the owner still has to do, a sentence or nothing."""

    made: tuple[str, ...]
    left: str = ""


def start_vault(folder: Path) -> Started:
    """Make a vault in a folder, or set up an existing one: a clone has neither hook nor ``.netkeep/``.

    Existing files stay. An existing vault gets no new files that git would track.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = not (folder / FILE_NAME).is_file()
    made = _make_files(folder) if new else []
    if not (folder / PRIVATE_FOLDER).is_dir():
        made.append(f"{PRIVATE_FOLDER}/")
    private_folder(folder)
    if not _is_kept(folder) and git(folder, "init", "--quiet") is not None:
        made.append("a git repository")
    if _leave_site_out(folder):
        made.append("site/ in git's info/exclude")
    if put_hook(folder):
        made.append("a pre-commit hook")
    made += put_driver(folder, attributes=new)
    return Started(tuple(made), _left(folder))


def _make_files(folder: Path) -> list[str]:
    return [name for name, text in _files(folder).items() if _create(folder, name, text)]


def _is_kept(folder: Path) -> bool:
    """Return whether a folder lies in a repository that does not ignore it."""
    if git(folder, "rev-parse", "--git-dir") is None:
        return False
    return git(folder, "rev-parse", "--show-prefix") == "" or git(folder, "check-ignore", "--quiet", ".") is None


def _leave_site_out(folder: Path) -> bool:
    """Make git ignore the built site in this repository, unless a ``.gitignore`` does; return whether it was needed."""
    place = git(folder, "rev-parse", "--git-path", "info/exclude")
    if place is None or git(folder, "check-ignore", "--quiet", "site/x") is not None:
        return False
    path = (folder / place).resolve()
    existing = path.read_bytes() if path.is_file() else b""
    pattern = re.sub(r"([\\*?\[ ])", r"\\\1", f"{way_to(folder)[1:]}site/")
    path.parent.mkdir(parents=True, exist_ok=True)
    gap = b"" if existing.endswith(b"\n") or not existing else b"\n"
    write_file(path, existing + gap + os.fsencode(f"{pattern}\n"))
    return True


def _left(folder: Path) -> str:
    hook = find_hook(folder)
    if hook is None or hook.state in {"ours", "calls", "pre-commit"}:
        return ""
    line = f"netkeep --vault {shlex.quote(way_to(folder))} check --staged || exit 1"
    where = f"git's {hook.set_by} names another folder for hooks" if hook.set_by else "there is a hook of another kind"
    return f"No commit is checked by netkeep: {where}. Put '{line}' into {hook.path}."


def _files(folder: Path) -> dict[str, str]:
    settings = _SETTINGS.format(format=FORMAT, owner=_owner(folder))
    return {FILE_NAME: settings, ".gitignore": _IGNORED, ATTRIBUTES: ATTRIBUTES_TEXT}


def _create(folder: Path, name: str, text: str) -> bool:
    if (folder / name).exists() or git(folder, "ls-files", "--error-unmatch", name) is not None:
        return False  # what git has and the folder lacks was removed on purpose
    create_file(folder, folder / name, text.encode())
    return True


def _owner(folder: Path) -> str:
    """Return the owner as git knows them; the rest stays a comment to fill in."""
    name = git(folder, "config", "user.name")
    email = git(folder, "config", "user.email")
    lines = [f"name = {_toml(name)}" if name else '# name = "Sam Owner"']
    lines.append(f"emails = [{_toml(email)}]" if email else '# emails = ["sam@home.example"]')
    return "\n".join(lines) + "\n"


def _toml(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{"".join(letter for letter in escaped if letter.isprintable())}"'
