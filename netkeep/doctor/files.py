"""Checks of the files: who may read them, which cannot be read, and which names collide on other systems."""

import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from netkeep.doctor.result import Result
from netkeep.errors import ConflictError
from netkeep.model.schema import FILE_KINDS
from netkeep.store.load import load
from netkeep.store.walk import NOTE
from netkeep.store.write import refuse_unfinished
from netkeep.words import count

_OTHERS = stat.S_IROTH | stat.S_IXOTH
_SYNCED = ("com~apple~clouddocs", "dropbox", "onedrive", "google drive", "googledrive", "icloud drive")


def permissions(root: Path) -> Iterator[Result]:
    """Yield whether other accounts on this machine can read the vault or its site."""
    if os.name != "posix":
        yield Result("permissions", "ok", "not checked: this system has permissions of another kind")
        return
    for about, folder in (("permissions", root), ("site permissions", root / "site")):
        if folder.is_dir():
            yield _closed(about, folder)
    if any(part.casefold().startswith(_SYNCED) for part in root.resolve().parts):
        todo = "exclude the folder there, or keep the vault elsewhere and synchronise it with git"
        yield Result("place", "warn", "the vault is in a folder that a company copies to its servers", todo)


def _closed(about: str, folder: Path) -> Result:
    if all(place.stat().st_mode & stat.S_IXOTH for place in (folder, *folder.resolve().parents)):
        if _open(folder):
            todo = f"chmod -R go-rwx '{folder.name}'"
            return Result(about, "warn", "everyone with an account on this machine can read it", todo)
        return Result(about, "ok", "others on this machine can read none of its files")
    return Result(about, "ok", "it is closed to others on this machine")


def _open(folder: Path) -> bool:
    for place, _, files in os.walk(folder):
        if not Path(place).stat().st_mode & stat.S_IXOTH:
            continue
        if any((Path(place) / name).lstat().st_mode & stat.S_IROTH for name in files):
            return True
    return False


def unfinished(root: Path) -> Iterator[Result]:
    """Yield that a command over several files was stopped; nothing where none was."""
    try:
        refuse_unfinished(root)
    except ConflictError:
        words = "a command that changes several files is half done: it was interrupted, or is still running"
        yield Result("commands", "fail", words, "netkeep doctor --fix")


def readable(root: Path) -> Iterator[Result]:
    """Yield how many files no command can read."""
    vault = load(root)
    if vault.unreadable:
        number = len(vault.unreadable)
        words = f"{count(number, 'file')} cannot be read, so no site is built"
        yield Result("files", "fail", words, "see 'netkeep check'")
    elif vault.closed:
        number = len(vault.closed)
        words = f"{count(number, 'folder')} cannot be listed, so no site is built"
        yield Result("files", "fail", words, "see 'netkeep check'")
    elif strays := [stray for stray in vault.strays if stray.reason != NOTE]:
        words = f"{len(strays)} of the files and folders in the vault are read by no command"
        yield Result("files", "warn", words, "see 'netkeep check'")
    else:
        yield Result("files", "ok", f"all {len(vault.documents)} files can be read")


def names(root: Path) -> Iterator[Result]:
    """Yield whether every name means the same file on every system (macOS and Windows fold names)."""
    paths = [_relative(Path(place) / name, root) for place, name in _all(root)]
    folded = Counter(unicodedata.normalize("NFC", path).casefold() for path in paths)
    same = sum(1 for count in folded.values() if count > 1)
    decomposed = sum(path != unicodedata.normalize("NFC", path) for path in paths)
    if same:
        todo = "rename one of each with 'netkeep rename'; 'netkeep check' names them"
        yield Result(
            "file names", "fail", f"{same} names differ only in case or accents: on other systems one is lost", todo
        )
    elif decomposed:
        todo = "rename them with 'netkeep rename', and set git config core.precomposeunicode true"
        words = f"{decomposed} names have decomposed accents (NFD): git takes them for other files"
        yield Result("file names", "warn", words, todo)
    else:
        yield Result("file names", "ok", "all are different on every system")


def _all(root: Path) -> Iterator[tuple[str, str]]:
    for kind in FILE_KINDS:
        for place, _, files in os.walk(root / kind.folder):
            yield from ((place, name) for name in files)


def _relative(path: Path, root: Path) -> str:
    return os.fsencode(path.relative_to(root)).decode("utf-8", "backslashreplace")
