"""The hook that checks before each commit: where git looks for it, what it says, and how it is installed.

It names vaults by their path from the top of the work tree, where git runs it. So it still works in a repository that
was copied or moved, in all its work trees, and as a submodule; and where a vault is gone, it lets commits pass.
"""

import os
import re
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

from netkeep.store.git import git, git_bytes
from netkeep.store.write import write_file

State = Literal["none", "ours", "outdated", "calls", "pre-commit", "foreign"]

_BEGIN = """\
#!/bin/sh
# Made by 'netkeep init': a commit that would break a vault is refused; 'git commit --no-verify' goes round it.
# Git runs this at the top of the work tree. From there, these are the vaults, and the Python that has netkeep:
"""
_REST = """\

is_vault() { # but not what is a repository of its own, which has a hook of its own
  { [ -f "$1netkeep.toml" ] || [ -d "$1people" ]; } && { [ "$1" = ./ ] || [ ! -e "$1.git" ]; }
}
check() {
  if command -v netkeep >/dev/null 2>&1; then
    netkeep --vault "$1" check --staged </dev/null
  elif [ -x "$python" ]; then
    "$python" -m netkeep --vault "$1" check --staged </dev/null
  else
    echo "netkeep is not installed here, so $1 is not checked; 'git commit --no-verify' commits all the same." >&2
    return 1
  fi
}

found='' failed=0
for vault; do
  is_vault "$vault" || continue
  found=yes
  check "$vault" || failed=1
done
if [ -z "$found" ]; then # they have been moved, or are gone: whatever is staged as a vault is one
  git ls-files -z -- ':(glob)**/netkeep.toml' | tr '\\0' '\\n' | {
    while IFS= read -r mark; do
      vault="./${mark%netkeep.toml}"
      if is_vault "$vault"; then check "$vault" || failed=1; fi
    done
    exit "$failed"
  } || failed=1
fi
exit "$failed"
"""
_OURS = re.compile(rf"{re.escape(_BEGIN)}set -- (.+)\npython=(.+)\n{re.escape(_REST)}", re.DOTALL)
# As earlier versions made it, with the place where the vault was at the time.
_EARLIER = re.compile(
    r"#!/bin/sh\n# Made by 'netkeep init': [^\n]*\ncommand -v netkeep [^\n]*exec netkeep --vault (.+) check --staged\n"
    r"exec .+ -m netkeep --vault \1 check --staged\n",
    re.DOTALL,
)


class Hook(NamedTuple):
    """The hook of a vault's repository: its place, its state, and the vaults that it checks if it is netkeep's.

    It is *ours* if it is netkeep's byte for byte; *outdated* if an earlier netkeep made it, it cannot be run, or it
    only checks other vaults. Anything else *calls* netkeep itself, uses *pre-commit*, or is *foreign*. ``set_by`` is
    the setting of git that names the folder of hooks, where that is not the repository's own.
    """

    path: Path
    state: State
    vaults: tuple[str, ...] = ()
    set_by: str = ""


def find_hook(root: Path) -> Hook | None:
    """Return the hook of the repository that a vault lies in, or None if it lies in none."""
    top, common = git(root, "rev-parse", "--show-toplevel"), git(root, "rev-parse", "--git-common-dir")
    if top is None or common is None:
        return None
    own = root / common / "hooks"
    named = git(root, "config", "--path", "--get", "core.hooksPath")
    folder = Path(top) / named if named else own
    path, set_by = folder / "pre-commit", "" if folder.resolve() == own.resolve() else "core.hooksPath"
    if not os.path.lexists(path):
        return Hook(path, "none", set_by=set_by)
    text = _read(path)
    if (vaults := _vaults(text)) is not None:
        well = way_to(root) in vaults and os.access(path, os.X_OK)
        return Hook(path, "ours" if well else "outdated", vaults, set_by)
    if (vaults := _vaults_of_earlier(text, Path(top).resolve())) is not None:
        return Hook(path, "outdated", vaults, set_by)
    return Hook(path, _foreign_state(path, text, Path(top)), set_by=set_by)


def way_to(root: Path) -> str:
    """Return the path of a vault from the top of its work tree, as the hook writes it."""
    prefix = git_bytes(root, "rev-parse", "--show-prefix") or b""
    return "./" + os.fsdecode(prefix.removesuffix(b"\n"))


def _read(path: Path) -> str:
    try:
        return os.fsdecode(path.read_bytes()) if path.is_file() else ""
    except OSError:
        return ""


def _vaults(text: str) -> tuple[str, ...] | None:
    """Return the vaults of a hook that is netkeep's own, byte for byte; None for any other hook."""
    match = _OURS.fullmatch(text)
    vaults, python = (tuple(_words(match[1])), "".join(_words(match[2]))) if match else ((), "")
    return vaults if text == _text(vaults, python) else None


def _vaults_of_earlier(text: str, top: Path) -> tuple[str, ...] | None:
    """Return the vaults of a hook that an earlier netkeep made, if they are below the top; None for any other hook."""
    match = _EARLIER.fullmatch(text)
    if match is None:
        return None
    way = os.path.relpath("".join(_words(match[1])), top).replace(os.sep, "/")
    return () if way.startswith("..") else ("./" if way == "." else f"./{way}/",)


def _foreign_state(path: Path, text: str, top: Path) -> State:
    if "netkeep" in text and os.access(path, os.X_OK):
        return "calls"
    by_pre_commit = "pre-commit" in text and "netkeep" in _read(top / ".pre-commit-config.yaml")
    return "pre-commit" if by_pre_commit else "foreign"


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:
        return []


def _text(vaults: Iterable[str], python: str) -> str:
    return f"{_BEGIN}set -- {shlex.join(vaults)}\npython={shlex.quote(python)}\n{_REST}"


def put_hook(root: Path) -> bool:
    """Install or update the hook in the vault's repository; return whether that was necessary.

    A hook that is not netkeep's own stays as it is, and so does any hook in a folder that git's settings name.
    """
    hook = find_hook(root)
    if hook is None or hook.set_by or hook.state not in {"none", "outdated"}:
        return False
    text = _text(sorted({*hook.vaults, way_to(root)}), sys.executable)
    hook.path.parent.mkdir(parents=True, exist_ok=True)
    write_file(hook.path, os.fsencode(text))
    hook.path.chmod(0o755)
    return True
