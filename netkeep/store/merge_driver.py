"""The merge driver of a vault's repository: git's settings, the script that it runs, and the attributes of files.

The settings and the script stand in the repository's common folder, so that every work tree of it has them. The
attributes are a file of the vault, ``.gitattributes``, which goes along to every clone.
"""

import os
import re
import shlex
import sys
from pathlib import Path
from typing import Literal, NamedTuple

from netkeep.model.schema import FILE_KINDS
from netkeep.store.git import git
from netkeep.store.walk import RENAMES
from netkeep.store.write import create_file, edit_file, write_file

State = Literal["none", "ours", "outdated", "foreign"]

NAME = "netkeep"
ATTRIBUTES = ".gitattributes"
_SCRIPT_NAME = "netkeep-merge"
_DRIVER = f'sh "$(git rev-parse --git-common-dir)/{_SCRIPT_NAME}" %O %A %B %L %P %S %X %Y'
_BEGIN = """\
# Made by 'netkeep git setup': git runs this to merge a file of a vault. Where netkeep is missing or fails, lines are
# merged as git does it: left to itself, git would keep one side alone, and put no mark where they differ.
"""
_REST = """\
run() {
  if command -v netkeep >/dev/null 2>&1; then
    netkeep git merge "$@" </dev/null
  elif [ -x "$python" ]; then
    "$python" -m netkeep git merge "$@" </dev/null
  else
    return 127
  fi
}

marks=$(printf '%*s' "$4" '' | tr ' ' '<')
run "$@"
case $? in
  0) exit 0 ;;
  1) if grep -q "^$marks" "$2"; then exit 1; fi ;;
esac
echo "netkeep could not merge $5; its lines were merged instead" >&2
base=$6 ours=$7 theirs=$8
case $base in '' | %*) base=base ours=ours theirs=theirs ;; esac
git merge-file --quiet -L "$ours" -L "$base" -L "$theirs" --marker-size="$4" "$2" "$1" "$3"
status=$?
if [ "$status" -gt 0 ] && [ "$status" -lt 128 ]; then exit 1; fi
exit "$status"
"""
_SETTINGS = {
    f"merge.{NAME}.name": "netkeep: contacts, by what they mean",
    f"merge.{NAME}.driver": _DRIVER,
    f"diff.{NAME}.xfuncname": "^name:[ \t]*(.*)$",
}
_PATTERNS = (
    *(f"/{kind.folder}/**/*.md" for kind in FILE_KINDS),
    "/imports/*.jsonl",
    "/imports/forgotten.json",
    f"/{RENAMES}",
)
_LINES = tuple(f"{pattern} merge={NAME} diff={NAME}" for pattern in _PATTERNS)
ATTRIBUTES_TEXT = "".join(f"{line}\n" for line in _LINES)
"""What the file of attributes of a new vault says."""
_OUR_LINE = re.compile(rf"(?m)^[^\r\n]* merge={NAME} diff={NAME}[ \t]*(?:\r\n|\n|\r|\Z)")


class Driver(NamedTuple):
    """The driver of a repository, and the place of its ``script``.

    It is *ours* where settings and script are as they are made here, *outdated* where netkeep made others before,
    *foreign* where something else has its name. ``unnamed`` are the kinds of file to which no attribute assigns it,
    ``others`` those that another driver merges.
    """

    state: State
    script: Path
    unnamed: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def find_driver(root: Path) -> Driver | None:
    """Return the driver of the repository that a vault lies in, or None where it lies in none."""
    common = git(root, "rev-parse", "--git-common-dir")
    if common is None:
        return None
    script = (root / common / _SCRIPT_NAME).resolve()
    merged_by = _merged_by(root)
    unnamed = tuple(pattern for pattern, driver in merged_by.items() if driver in {"unspecified", "set", "unset", ""})
    others = tuple(pattern for pattern, driver in merged_by.items() if pattern not in unnamed and driver != NAME)
    return Driver(_state(root, script), script, unnamed, others)


def _state(root: Path, script: Path) -> State:
    listed = git(root, "config", "--get-regexp", rf"^(merge|diff)\.{NAME}\.") or ""
    settings = {key: value for key, _, value in (line.partition(" ") for line in listed.splitlines())}
    driver = settings.get(f"merge.{NAME}.driver")
    if driver is None:
        return "none"
    if driver != _DRIVER and _SCRIPT_NAME not in driver:
        return "foreign"
    text = _read(script)
    made_here = settings.items() >= _SETTINGS.items() and text.startswith(_BEGIN) and text.endswith(_REST)
    return "ours" if made_here else "outdated"


def _merged_by(root: Path) -> dict[str, str]:
    """Return the merge driver of the files that each pattern means."""
    paths = [pattern[1:].replace("**/*.", "x.").replace("*.", "x.") for pattern in _PATTERNS]
    said = (git(root, "check-attr", "merge", "--", *paths) or "").splitlines()
    return dict(zip(_PATTERNS, (line.rpartition(": ")[2] for line in said), strict=False))


def _read(path: Path) -> str:
    try:
        return os.fsdecode(path.read_bytes()) if path.is_file() else ""
    except OSError:
        return ""


def put_driver(root: Path, *, attributes: bool) -> tuple[str, ...]:
    """Put the driver into the vault's repository, or into order; return what was made or changed, in words.

    A driver of that name that is not netkeep's stays as it is, and so does what merges a kind of file already.
    ``attributes`` lets the vault's own file say which files are merged so; it is for the owner to commit.
    """
    driver = find_driver(root)
    if driver is None or driver.state == "foreign":
        return ()
    made: list[str] = []
    if driver.state != "ours":
        write_file(driver.script, os.fsencode(f"{_BEGIN}python={shlex.quote(sys.executable)}\n{_REST}"))
        for key, value in _SETTINGS.items():
            git(root, "config", "--local", key, value)
        made.append("a merge driver")
    lines = [line for line, pattern in zip(_LINES, _PATTERNS, strict=True) if pattern in driver.unnamed]
    if attributes and lines:
        _put_attributes(root, lines)
        made.append(ATTRIBUTES)
    return tuple(made)


def _put_attributes(root: Path, lines: list[str]) -> None:
    path = root / ATTRIBUTES
    added = "".join(f"{line}\n" for line in lines).encode()
    if not path.exists():
        create_file(root, path, added)
        return
    edit_file(root, path, lambda before: before + (b"" if before.endswith(b"\n") or not before else b"\n") + added)


def remove_driver(root: Path) -> tuple[str, ...]:
    """Take the driver out of the vault's repository; return what was taken out, in words."""
    driver = find_driver(root)
    if driver is None:
        return ()
    gone: list[str] = []
    if driver.state in {"ours", "outdated"}:
        for section in (f"merge.{NAME}", f"diff.{NAME}"):
            git(root, "config", "--local", "--remove-section", section)
        driver.script.unlink(missing_ok=True)
        gone.append("the merge driver")
    path = root / ATTRIBUTES
    if _OUR_LINE.search(_read(path)):
        edit_file(root, path, lambda before: os.fsencode(_OUR_LINE.sub("", os.fsdecode(before))))
        gone.append(f"its lines in {ATTRIBUTES}")
    return tuple(gone)
