"""What a build left in a folder, remembered for the next one."""

import json
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from netkeep.errors import VaultError
from netkeep.store.write import private_folder, write_file

_VERSION = 5
_FOLDER = 0o700


class Stamp(NamedTuple):
    """A file that was written: the digest of what it holds, its size and its time."""

    digest: str
    size: int
    time: int


class Manifest(NamedTuple):
    """The files of a folder.

    ``inputs`` is the digest of what pages were made of, ``shell`` that of their frames; empty where unknown.
    """

    folder: Path
    files: Mapping[str, Stamp]
    inputs: str = ""
    shell: str = ""


def digest(data: bytes) -> str:
    """Return the digest of a content."""
    return blake2b(data, digest_size=16).hexdigest()


def memory(root: Path) -> Path:
    """Return the folder, in the vault's private one, for what builds remember; it may raise where the disk refuses."""
    folder = private_folder(root) / "site"
    folder.mkdir(mode=_FOLDER, exist_ok=True)
    return folder


def recall(root: Path, folder: Path) -> Manifest:
    """Return what is remembered of a folder."""
    with suppress(OSError, VaultError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        record = json.loads(_place(root, folder).read_bytes())
        if (record["folder"], record["version"]) == (str(folder), _VERSION):
            files = {path: Stamp(*stamp) for path, stamp in record["files"].items() if _below(path)}
            return Manifest(folder, files, str(record["inputs"]), str(record["shell"]))
    return Manifest(folder, {})


def _below(path: str) -> bool:
    """Return whether a path stays in the folder; else a build might remove files elsewhere."""
    return not path.startswith("/") and ".." not in path.split("/")


def remember(root: Path, manifest: Manifest) -> None:
    """Write down what a folder holds now; where the disk refuses, the next build begins from nothing."""
    record = {
        "folder": str(manifest.folder),
        "version": _VERSION,
        "inputs": manifest.inputs,
        "shell": manifest.shell,
        "files": manifest.files,
    }
    try:
        place = _place(root, manifest.folder)
        _forget_folders_gone(place.parent)
        write_file(place, json.dumps(record, separators=(",", ":")).encode())
    except (VaultError, OSError):
        with suppress(VaultError, OSError):
            _place(root, manifest.folder).unlink()


def _forget_folders_gone(home: Path) -> None:
    for manifest in home.glob("*.json"):
        try:
            gone = not Path(json.loads(manifest.read_bytes())["folder"]).is_dir()
        except (ValueError, TypeError, KeyError, RecursionError):
            gone = True
        if gone:
            manifest.unlink()


def _place(root: Path, folder: Path) -> Path:
    return memory(root) / f"{digest(str(folder).encode('utf-8', 'surrogateescape'))}.json"
