"""The folder of the site: what did not change is not written, what is gone is removed, nothing else is touched."""

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from netkeep.errors import VaultError
from netkeep.site.guard import MARKER
from netkeep.store.walk import reason
from netkeep.store.write import private_folder, write_file

_VERSION = 3
_FILE, _FOLDER = 0o600, 0o700


class Stamp(NamedTuple):
    """A file that was written: what it holds, what it was made of (empty where that is unknown), size and time.

    ``words`` are what a page is found by.
    """

    digest: str
    key: str
    size: int
    time: int
    words: str = ""


def digest(data: bytes) -> str:
    """Give the mark of a content."""
    return blake2b(data, digest_size=16).hexdigest()


class Output:
    """Writes one site into a folder. ``known`` is what the last build left there."""

    def __init__(self, folder: Path, known: Mapping[str, Stamp]) -> None:
        self.folder = folder
        self.known = known
        self.files: dict[str, Stamp] = {}
        self.written: set[str] = set()
        self._folders: set[str] = set()

    def keeps(self, path: str, key: str) -> bool:
        """Tell whether a file stands there as it was made of the same things; then it stays."""
        stamp = self.known.get(path)
        if not key or stamp is None or stamp.key != key or not self._stands(path, stamp):
            return False
        self.files[path] = stamp
        return True

    def put(self, path: str, data: bytes, key: str = "", words: str = "") -> None:
        """Write a file, unless its bytes stand there already."""
        stamp, mark = self.known.get(path), digest(data)
        if stamp is not None and stamp.digest == mark and self._stands(path, stamp):
            self.files[path] = stamp._replace(key=key, words=words)
            return
        self.files[path] = Stamp(mark, key, len(data), self._write(path, data), words)
        self.written.add(path)

    def copy(self, path: str, source: Path, mark: str) -> None:
        """Write a file whose mark is known; its source is only read where it has to be written."""
        stamp = self.known.get(path)
        if stamp is not None and stamp.digest == mark and self._stands(path, stamp):
            self.files[path] = stamp
        else:
            self.put(path, source.read_bytes())

    def close(self) -> None:
        """Remove what the last build wrote and this one did not, and folders that are empty then."""
        for path in sorted(self.known.keys() - self.files.keys(), reverse=True):
            with suppress(OSError):
                (self.folder / path).unlink()
                self._prune((self.folder / path).parent)

    def _prune(self, folder: Path) -> None:
        while folder != self.folder and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def _stands(self, path: str, stamp: Stamp) -> bool:
        try:
            found = os.lstat(f"{self.folder}/{path}")
        except OSError:
            return False
        return (found.st_size, found.st_mtime_ns) == (stamp.size, stamp.time)

    def _write(self, path: str, data: bytes) -> int:
        full = f"{self.folder}/{path}"
        parent = os.path.dirname(full)  # noqa: PTH120 (a Path a page costs more than writing it)
        try:
            if parent not in self._folders:
                self._make_folders(Path(parent))
            with open(_new_file(full), "wb") as file:
                file.write(data)
            return os.lstat(full).st_mtime_ns
        except OSError as error:
            raise VaultError(f"{full} could not be written: {reason(error)}") from None

    def _make_folders(self, folder: Path) -> None:
        """Make a folder and those above it; in the site they are its owner's alone."""
        if not folder.is_dir():
            self._make_folders(folder.parent)
            folder.mkdir(_FOLDER)
        self._folders.add(str(folder))


def _new_file(full: str) -> int:
    """Open a new file each time: what was there might be a link, or open to others."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        return os.open(full, flags, _FILE)
    except FileExistsError:
        os.unlink(full)  # noqa: PTH108 (a Path a page costs more than writing it)
        return os.open(full, flags, _FILE)


def begin(folder: Path, root: Path) -> Output:
    """Begin to write into a folder; one whose files nobody remembers is emptied, as MkDocs does."""
    known = _remembered(root, folder)
    if not (folder / MARKER).is_file():
        known = {}
    folder.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
    if not known:
        _empty(folder)
    if not (folder / MARKER).is_file():
        (folder / MARKER).touch(_FILE)
    return Output(folder, known)


def remember(root: Path, output: Output) -> None:
    """Keep what was written for the next build; where the disk says no, that one begins from nothing."""
    # A line each, so that it is never all there twice; the folder's first, which is asked for by itself.
    lines = (str(output.folder), _VERSION, *((path, *stamp) for path, stamp in output.files.items()))
    told = b"\n".join(json.dumps(line, separators=(",", ":")).encode() for line in lines)
    with suppress(VaultError, OSError):
        _forget_folders_gone(memory(root))
        write_file(_manifest(root, output.folder), told)


def _forget_folders_gone(home: Path) -> None:
    for manifest in home.glob("*.json"):
        with manifest.open("rb") as file:
            try:
                gone = not Path(json.loads(file.readline())).is_dir()
            except (ValueError, TypeError):
                gone = True
        if gone:
            manifest.unlink()


def note(root: Path, folder: Path) -> None:
    """Keep what another program wrote into the folder, so that the next build knows what to remove."""
    output = Output(folder, {})
    for full in _all(folder):
        found = full.lstat()
        path = full.relative_to(folder).as_posix()
        output.files[path] = Stamp("", "", found.st_size, found.st_mtime_ns)
    remember(root, output)


def _all(folder: Path) -> Iterable[Path]:
    return (full for full in sorted(folder.rglob("*")) if full.is_file() and full != folder / MARKER)


def _remembered(root: Path, folder: Path) -> dict[str, Stamp]:
    try:
        with _manifest(root, folder).open("rb") as file:
            named, version, *told = map(json.loads, file)
        if (named, version) != (str(folder), _VERSION):
            return {}
        return {path: Stamp(*stamp) for path, *stamp in told if _below(path)}
    except (OSError, VaultError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _below(path: str) -> bool:
    """Tell whether a path stays in the folder: what is remembered is also removed."""
    return not path.startswith("/") and ".." not in path.split("/")


def _manifest(root: Path, folder: Path) -> Path:
    return memory(root) / f"{digest(str(folder).encode())}.json"


def memory(root: Path) -> Path:
    """Give the folder, below the vault's own, for what builds remember; it may raise where the disk says no."""
    folder = private_folder(root) / "site"
    folder.mkdir(mode=_FOLDER, exist_ok=True)
    return folder


def _empty(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
