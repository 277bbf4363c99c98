"""The card files that the user named, or that are in a folder they named."""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from netkeep.errors import ConfigError
from netkeep.exchange.candidate import Problem
from netkeep.store.walk import reason

_MOST_FILES = 100_000
_MOST_BYTES = 256 * 1024 * 1024
_ENDINGS = (".vcf", ".vcard")


def card_files(paths: Sequence[Path], problems: list[Problem]) -> Iterator[tuple[str, bytes]]:
    """Yield each file's name for messages, and its bytes; a file that cannot be read becomes a problem.

    Links in a folder are not followed, and hidden files are skipped: sync programs keep their own files there.
    Raises :class:`ConfigError` if a path does not exist.
    """
    for path in paths:
        if not path.exists():
            raise ConfigError(f"{path}: there is no such file or folder")
        for number, (name, file) in enumerate(_listed(path) if path.is_dir() else [(path.name, path)]):
            if number == _MOST_FILES:
                problems.append(Problem(path.name, f"has more than {_MOST_FILES:,} files; the rest is left out"))
                break
            data = _data(file)
            if isinstance(data, str):
                problems.append(Problem(name, data))
            else:
                yield name, data


def _listed(folder: Path) -> Iterator[tuple[str, Path]]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(_ENDINGS) and not name.startswith("."):
                path = Path(root, name)
                if not path.is_symlink():
                    yield path.relative_to(folder).as_posix(), path


def _data(path: Path) -> bytes | str:
    """Return the bytes of a file, or why it cannot be read."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return "is not a regular file; it is left out"
        if status.st_size > _MOST_BYTES:
            return f"has more than {_MOST_BYTES:,} bytes; it is left out"
        return path.read_bytes()
    except OSError as error:
        return f"could not be read: {reason(error)}"
