"""The folder of the site: only changed files are written, gone ones removed, and nothing else touched."""

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import starmap
from pathlib import Path

from netkeep.errors import DiskError
from netkeep.site.audit.folder import files_below
from netkeep.site.manifest import Manifest, Stamp, digest, recall, remember
from netkeep.site.preflight import MARKER
from netkeep.store.walk import reason

_FILE, _FOLDER = 0o600, 0o700


class Output:
    """Writes one site into a folder; ``manifest`` is what the last build left there."""

    def __init__(self, manifest: Manifest) -> None:
        self.folder = manifest.folder
        self.previous = manifest.files
        self.files: dict[str, Stamp] = {}
        self._folders: set[str] = set()
        self._top = f"{self.folder}/"  # to join Paths takes longer than to look at the file

    def put(self, path: str, data: bytes) -> None:
        """Write a file, unless it already holds these bytes."""
        stamp, mark = self.previous.get(path), digest(data)
        if stamp is not None and stamp.digest == mark and self.is_unchanged(path, stamp):
            self.files[path] = stamp
        else:
            self.files[path] = Stamp(mark, len(data), self._write(path, data))

    def copy(self, path: str, source: Path, mark: str) -> None:
        """Write a file whose digest is known; its source is only read where it has to be written."""
        stamp = self.previous.get(path)
        if stamp is not None and stamp.digest == mark and self.is_unchanged(path, stamp):
            self.files[path] = stamp
        else:
            self.put(path, source.read_bytes())

    def close(self) -> None:
        """Remove what the last build wrote and this one did not, and folders left empty."""
        for path in sorted(self.previous.keys() - self.files.keys(), reverse=True):
            with suppress(OSError):
                (self.folder / path).unlink()
                self._prune((self.folder / path).parent)

    def _prune(self, folder: Path) -> None:
        while folder != self.folder and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def is_unchanged(self, path: str, stamp: Stamp) -> bool:
        """Return whether a file still has the size and time with which it was written."""
        try:
            status = os.lstat(self._top + path)
        except OSError:
            return False
        return status.st_mtime_ns == stamp.time and status.st_size == stamp.size

    def _write(self, path: str, data: bytes) -> int:
        full = self._top + path
        parent = os.path.dirname(full)  # noqa: PTH120 (a Path a page costs more than writing it)
        try:
            if parent not in self._folders:
                self._make_folders(Path(parent))
            with open(_new_file(full), "wb") as file:
                file.write(data)
            return os.lstat(full).st_mtime_ns
        except OSError as error:
            raise DiskError(f"{full} could not be written: {reason(error)}") from None

    def _make_folders(self, folder: Path) -> None:
        """Make a folder and those above it, for the owner's eyes only."""
        if not folder.is_dir():
            self._make_folders(folder.parent)
            folder.mkdir(_FOLDER)
        self._folders.add(str(folder))


def _new_file(full: str) -> int:
    """Open a new file, replacing an old one, which might be a link or readable for others."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        return os.open(full, flags, _FILE)
    except FileExistsError:
        os.unlink(full)  # noqa: PTH108 (a Path a page costs more than writing it)
        return os.open(full, flags, _FILE)


def unchanged_files(root: Path, folder: Path, inputs: str, shell: str) -> Mapping[str, Stamp]:
    """Return the files of a folder if they are, unchanged, what a build from this wrote, and no others; else none."""
    manifest = recall(root, folder)
    if not (inputs and shell) or manifest[2:] != (inputs, shell) or not (folder / MARKER).is_file():
        return {}
    output = Output(manifest)
    same = set(files_below(folder)) == output.previous.keys()
    return output.previous if same and all(starmap(output.is_unchanged, output.previous.items())) else {}


def begin(folder: Path, root: Path) -> Output:
    """Prepare a folder and return its output; one whose files no build remembers is emptied, as MkDocs does."""
    manifest = recall(root, folder)
    if not (folder / MARKER).is_file():
        manifest = Manifest(folder, {})
    folder.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
    if not manifest.files:
        _empty(folder)
    if not (folder / MARKER).is_file():
        (folder / MARKER).touch(_FILE)
    return Output(manifest)


def remember_written(root: Path, folder: Path) -> None:
    """Write down what another program wrote into the folder, so that the next build knows what to remove."""
    statuses = ((full.relative_to(folder).as_posix(), full.lstat()) for full in _all(folder))
    files = {path: Stamp("", status.st_size, status.st_mtime_ns) for path, status in statuses}
    remember(root, Manifest(folder, files))


def _all(folder: Path) -> Iterable[Path]:
    return (full for full in sorted(folder.rglob("*")) if full.is_file() and full != folder / MARKER)


def _empty(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
