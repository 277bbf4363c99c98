"""Suggestions that the owner dismissed: ``.netkeep/never``, one key a line, on this machine alone."""

from collections.abc import Iterable
from pathlib import Path

from netkeep.errors import NetkeepError
from netkeep.model.names import fold
from netkeep.store.batch import Record
from netkeep.store.write import PRIVATE_FOLDER, create_file, replace_file
from netkeep.text.source import digest

NAME = "never"


def dismissed_keys(root: Path) -> frozenset[str]:
    """Return the dismissed keys; none if there is no file. Raises :class:`NetkeepError` if it cannot be read."""
    return frozenset(_lines(_bytes(root) or b""))


def dismiss(root: Path, keys: Iterable[str]) -> int:
    """Dismiss addresses, names or keys of suggestions for good; return how many were new."""
    stored = _bytes(root)
    lines = _lines(stored or b"")
    new = [key for key in dict.fromkeys(map(key_of, keys)) if key and key not in lines]
    data = "".join(f"{line}\n" for line in (*lines, *new)).encode(errors="replace")
    if new and stored is None:
        create_file(root, root / PRIVATE_FOLDER / NAME, data)
    elif new and stored is not None:
        replace_file(root, root / PRIVATE_FOLDER / NAME, data, digest(stored))
    return len(new)


def file_without_keys(root: Path, person: str, keys: Iterable[str]) -> list[Record]:
    """Return the file without some keys, and without a contact's keys for any job (``id@job``)."""
    stored = _bytes(root)
    if stored is None:
        return []
    lines, dropped = _lines(stored), frozenset(map(key_of, keys))
    kept = [line for line in lines if line not in dropped and not line.startswith(f"{key_of(person)}@")]
    if kept == lines:
        return []
    data = "".join(f"{line}\n" for line in kept).encode(errors="replace")
    return [(f"{PRIVATE_FOLDER}/{NAME}", data, digest(stored))]


def key_of(text: str) -> str:
    """Return the form in which two dismissals are the same: one line, without case or accents."""
    return fold(" ".join(text.split()))


def _bytes(root: Path) -> bytes | None:
    path = root / PRIVATE_FOLDER / NAME
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise NetkeepError(f"{path} cannot be read: {error.strerror}") from None


def _lines(data: bytes) -> list[str]:
    return [key for line in data.decode(errors="replace").split("\n") if (key := key_of(line))]
