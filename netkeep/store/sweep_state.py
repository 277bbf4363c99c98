"""Which questions the last sweep of a job answered: ``.netkeep/swept``, on this machine alone.

Only the order of the next questions depends on it: it is safe to delete, and a damaged one is started afresh. Each
question is kept as a mark from which no name can be read.
"""

from collections.abc import Iterable
from pathlib import Path

from netkeep.errors import NetkeepError
from netkeep.store.write import PRIVATE_FOLDER, create_file, replace_file
from netkeep.text.source import digest

NAME = "swept"
_LARGEST = 1_000_000


def answered(root: Path, job: str) -> frozenset[str]:
    """Return the marks of the questions answered in the last sweep of a job."""
    return frozenset(mark for line in _lines(_bytes(root)) if line[0] == job for mark in line[1:])


def keep_answered(root: Path, job: str, marks: Iterable[str]) -> None:
    """Write the marks of the answered questions, in place of those of the job's last sweep."""
    existing = _bytes(root)
    lines = [line for line in _lines(existing) if line[0] != job]
    lines.append([job, *sorted(marks)])
    data = "".join(f"{' '.join(line)}\n" for line in lines).encode()
    path = root / PRIVATE_FOLDER / NAME
    if existing is None:
        create_file(root, path, data)
    else:
        replace_file(root, path, data, digest(existing))


def _bytes(root: Path) -> bytes | None:
    path = root / PRIVATE_FOLDER / NAME
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise NetkeepError(f"{path} cannot be read: {error.strerror}") from None


def _lines(data: bytes | None) -> list[list[str]]:
    if data is None or len(data) > _LARGEST:
        return []
    return [words for line in data.decode(errors="replace").splitlines() if (words := line.split())]
