"""What a build left in a folder, remembered for the next one: a line a file, and a further one where that changed."""

import json
import os
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from netkeep.errors import VaultError
from netkeep.store.write import private_folder, write_file

_VERSION = 4
_FOLDER = 0o700
_Mark = tuple[int, int, int]


class Stamp(NamedTuple):
    """A file that was written: what it holds, what it was made of (empty where that is unknown), size and time.

    ``words`` are what a page is found by.
    """

    digest: str
    key: str
    size: int
    time: int
    words: str = ""


class Manifest(NamedTuple):
    """The files of a folder, and where that is written down: how many lines it takes, and the mark of that file.

    There is no mark where it is not written down.
    """

    folder: Path
    files: Mapping[str, Stamp]
    mark: _Mark | None = None
    lines: int = 0


def digest(data: bytes) -> str:
    """Give the mark of a content."""
    return blake2b(data, digest_size=16).hexdigest()


def memory(root: Path) -> Path:
    """Give the folder, below the vault's own, for what builds remember; it may raise where the disk says no."""
    folder = private_folder(root) / "site"
    folder.mkdir(mode=_FOLDER, exist_ok=True)
    return folder


def recalled(root: Path, folder: Path, former: Manifest | None = None) -> Manifest:
    """Give what is remembered of a folder; ``former`` is what this process wrote down, if it still stands so."""
    with suppress(OSError, VaultError):
        place = _place(root, folder)
        mark = _mark(place)
        if former is not None and (former.folder, former.mark) == (folder, mark):
            return former
        with place.open("rb") as file, suppress(ValueError, KeyError, TypeError, AttributeError):
            return _read(folder, mark, file)
    return Manifest(folder, {})


def _read(folder: Path, mark: _Mark, lines: Iterable[bytes]) -> Manifest:
    named, version, *told = map(json.loads, lines)
    files: dict[str, Stamp] = {}
    if (named, version) != (str(folder), _VERSION):
        return Manifest(folder, {})
    for path, *stamp in told:
        if not stamp:
            files.pop(path, None)
        elif _below(path):
            files[path] = Stamp(*stamp)
    return Manifest(folder, files, mark, len(told))


def _below(path: str) -> bool:
    """Tell whether a path stays in the folder: what is remembered is also removed."""
    return not path.startswith("/") and ".." not in path.split("/")


def remembered(root: Path, known: Manifest, files: Mapping[str, Stamp]) -> Manifest:
    """Write down what a folder holds now; where the disk says no, the next build begins from nothing."""
    changed = [(path, *stamp) for path, stamp in files.items() if known.files.get(path) is not stamp]
    gone = [(path,) for path in known.files.keys() - files.keys()]
    try:
        place = _place(root, known.folder)
        lines = known.lines + len(changed) + len(gone)
        if known.mark is None or known.mark != _mark_of(place) or lines > 2 * len(files):
            _begin(place, known.folder, files)
            lines = len(files)
        elif changed or gone:
            _add(place, (*gone, *changed))
        return Manifest(known.folder, files, _mark(place), lines)
    except (VaultError, OSError):
        with suppress(VaultError, OSError):
            _place(root, known.folder).unlink()
        return Manifest(known.folder, files)


def _begin(place: Path, folder: Path, files: Mapping[str, Stamp]) -> None:
    _forget_folders_gone(place.parent)
    # A line each, so that it is never all there twice; the folder's first, which is asked for by itself.
    write_file(place, _lines((str(folder), _VERSION, *((path, *stamp) for path, stamp in files.items()))))


def _add(place: Path, told: Collection[object]) -> None:
    with place.open("ab") as file:
        file.write(b"\n" + _lines(told))
        file.flush()
        os.fsync(file.fileno())


def _lines(told: Iterable[object]) -> bytes:
    return b"\n".join(json.dumps(line, separators=(",", ":")).encode() for line in told)


def _forget_folders_gone(home: Path) -> None:
    for manifest in home.glob("*.json"):
        with manifest.open("rb") as file:
            try:
                gone = not Path(json.loads(file.readline())).is_dir()
            except (ValueError, TypeError):
                gone = True
        if gone:
            manifest.unlink()


def _place(root: Path, folder: Path) -> Path:
    return memory(root) / f"{digest(str(folder).encode())}.json"


def _mark_of(place: Path) -> _Mark | None:
    try:
        return _mark(place)
    except OSError:
        return None


def _mark(place: Path) -> _Mark:
    found = place.lstat()
    return found.st_size, found.st_mtime_ns, found.st_ino
