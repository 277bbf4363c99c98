"""Writing files outside of any vault."""

import os
from collections.abc import Mapping
from pathlib import Path

from netkeep.errors import VaultError
from netkeep.store.write.disk import lay, sync_folder, system_words


def write_tree(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a new or empty folder, for the owner's eyes only; a folder with anything in it is refused."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise VaultError(f"{folder} is not empty; nothing was written. Name a new folder.")
    with system_words(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path, data in files.items():
            target = folder / path
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            target.write_bytes(data)


def write_file(path: Path, data: bytes) -> None:
    """Write a file outside of any vault, whole or not at all, for the owner's eyes only; what was there is replaced."""
    if path.is_dir():
        raise VaultError(f"{path} is a folder; nothing was written. Name a file.")
    if not path.parent.is_dir():
        raise VaultError(f"{path.parent} is not a folder; nothing was written. Name a file in a folder that exists.")
    temporary = path.with_name(f".{path.name[:40]}.{os.getpid()}.tmp")
    with system_words(path):
        try:
            lay(temporary, data)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        sync_folder(path.parent)
