"""Where the vault is, and which files it has. Nothing is skipped without a word."""

import os
import stat
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from netkeep.config import FILE_NAME
from netkeep.errors import VaultError
from netkeep.model.schema import FILE_KINDS, FileKind

_OTHER_FOLDERS = frozenset({"assets", "templates", "imports", "site"})
_PAGES_ABOUT_THE_VAULT = frozenset({"readme.md", "contributing.md", "changelog.md", "license.md"})
_LEFT_BY_EDITORS = ("~", ".swp", ".tmp", ".orig", ".rej")
_FENCE = b"---"


@dataclass(frozen=True, slots=True)
class Found:
    """A file that ought to be a contact, job or organisation; ``trouble`` says why it cannot be opened."""

    path: str
    full: Path
    kind: FileKind
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Stray:
    """A file that looks as if it were meant for the vault, but where no command would read it."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Every file of a vault, sorted by path."""

    files: tuple[Found, ...]
    strays: tuple[Stray, ...]


def find_root(explicit: Path | None, environ: Mapping[str, str], start: Path) -> Path:
    """Find the vault as git finds a repository: option, ``NETKEEP_VAULT``, upward, then ``./vault``."""
    named = explicit or (Path(environ["NETKEEP_VAULT"]) if environ.get("NETKEEP_VAULT") else None)
    if named:
        if not is_vault(named):
            raise VaultError(f"{named} is no vault: it holds neither {FILE_NAME} nor a folder people/")
        return named.resolve()
    if found := upward(start):
        return found
    if is_vault(start / "vault"):
        return start / "vault"
    raise VaultError(
        f"no vault here: no folder upward holds {FILE_NAME}, and there is no ./vault; "
        "name one with --vault DIR or NETKEEP_VAULT, or make one with 'netkeep init'"
    )


def upward(start: Path) -> Path | None:
    """Give the nearest folder upward that is marked as a vault."""
    return next((folder for folder in (start, *start.parents) if (folder / FILE_NAME).is_file()), None)


def is_vault(folder: Path) -> bool:
    """Tell whether a folder can be a vault."""
    return (folder / FILE_NAME).is_file() or (folder / "people").is_dir()


def scan(root: Path) -> Listing:
    """List the vault's files. Symbolic links are followed to files inside the vault only."""
    files: list[Found] = []
    strays: list[Stray] = []
    for kind in FILE_KINDS:
        for found in _below(root, kind):
            if isinstance(found, Found):
                files.append(found)
            else:
                strays.append(found)
    strays.extend(_misplaced(root))
    return Listing(tuple(sorted(files, key=lambda found: found.path)), tuple(sorted(strays, key=lambda s: s.path)))


def _below(root: Path, kind: FileKind) -> Iterator[Found | Stray]:
    """Give what is in the folder of one kind of file. A link or a file in the folder's place is not passed over."""
    folder = root / kind.folder
    if folder.is_symlink():
        yield Stray(kind.folder, "linked-folder")
    elif folder.is_dir():
        yield from _walk(folder, root, kind)
    elif folder.exists():
        yield Stray(kind.folder, "not-a-folder")


def _walk(folder: Path, root: Path, kind: FileKind) -> Iterator[Found | Stray]:
    try:
        with os.scandir(folder) as listed:
            entries = [entry for entry in listed if not entry.name.startswith(".")]
    except OSError:
        yield Stray(folder.relative_to(root).as_posix(), "closed-folder")
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False) and not entry.name.endswith(".md"):
            yield from _walk(Path(entry.path), root, kind)
        elif found := _sort(entry, root, kind):
            yield found


def _sort(entry: os.DirEntry[str], root: Path, kind: FileKind) -> Found | Stray | None:
    path = Path(entry.path).relative_to(root).as_posix()
    if entry.name.endswith(".md"):
        return Found(path, Path(entry.path), kind, _trouble(entry, root.resolve()))
    if entry.is_symlink() and entry.is_dir():
        return Stray(path, "linked-folder")
    return None if entry.name.endswith(_LEFT_BY_EDITORS) else Stray(path, "not-markdown")


def _trouble(entry: os.DirEntry[str], inside: Path) -> str | None:
    if entry.is_symlink():
        try:
            target = Path(entry.path).resolve(strict=True)
        except (OSError, RuntimeError):
            return "it is a link that leads nowhere"
        if not target.is_relative_to(inside):
            return "outside"
    try:
        mode = entry.stat().st_mode
    except OSError as error:
        return reason(error)
    if stat.S_ISDIR(mode):
        return "it is a folder, not a file"
    return None if stat.S_ISREG(mode) else "it is no ordinary file"


def _misplaced(root: Path) -> Iterator[Stray]:
    """Find Markdown files with front matter that stand beside the folders where they would be read."""
    known = {kind.folder for kind in FILE_KINDS} | _OTHER_FOLDERS
    with os.scandir(root) as entries:
        for entry in entries:
            if entry.name.startswith(".") or entry.name in known:
                continue
            if entry.is_dir(follow_symlinks=False):
                with suppress(PermissionError), os.scandir(entry.path) as inner:
                    yield from _with_front_matter(inner, root)
            else:
                yield from _with_front_matter([entry], root)


def _with_front_matter(entries: "Iterator[os.DirEntry[str]] | list[os.DirEntry[str]]", root: Path) -> Iterator[Stray]:
    for entry in entries:
        name = entry.name.lower()
        if not name.endswith(".md") or name in _PAGES_ABOUT_THE_VAULT or not entry.is_file(follow_symlinks=False):
            continue
        try:
            with Path(entry.path).open("rb") as file:
                begins = file.read(len(BOM_UTF8 + _FENCE)).removeprefix(BOM_UTF8)
        except OSError:
            continue
        if begins.startswith(_FENCE):
            yield Stray(Path(entry.path).relative_to(root).as_posix(), "misplaced")


def reason(error: OSError) -> str:
    """Say in words why the system would not open a file."""
    if isinstance(error, PermissionError):
        return "you have no permission to read it"
    return f"the system says: {error.strerror or type(error).__name__}"
