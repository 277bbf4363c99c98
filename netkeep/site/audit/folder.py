"""The audit of a folder: every file of it, listed and read."""

import os
import stat
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from netkeep.site.audit.elsewhere import loads_elsewhere
from netkeep.site.audit.finding import Finding
from netkeep.site.audit.known import is_known
from netkeep.site.audit.needles import Needle, Needles
from netkeep.site.audit.plain import encoded, plain, printed
from netkeep.site.audit.secrets import own_words, secrets
from netkeep.store.vault import Vault

_LARGEST = 200_000_000
_SHORTEST_ROOT = 3


def audit(
    folder: Path, needles: Needles, made: Collection[str], fresh: Collection[str] | None = None
) -> tuple[Finding, ...]:
    """Read a built site as a stranger would, and give what must not be there.

    ``needles`` are from :func:`must_not_be_there`; ``made`` has the paths, below the folder, of all that was meant to
    be written; styles and scripts that are byte for byte as Material or netkeep ships them need not be named. With
    ``fresh`` only those files are read, and the others just listed.
    """
    reader = _Reader(needles)
    found = list(_left_open(folder))
    for path, full in _files(folder):
        if fresh is None or path in fresh or path not in made:
            found.extend(_file(path, full, made, reader))
    return tuple(sorted(set(found)))


def audit_texts(files: Mapping[str, bytes], vault: Vault) -> tuple[Finding, ...]:
    """Read files that are not written yet: path -> content."""
    reader = _Reader(must_not_be_there(vault))
    return tuple(sorted({finding for path, data in files.items() for finding in reader.read(path, data)}))


def must_not_be_there(vault: Vault) -> Needles:
    """Give all values that the site of a vault must not hold, and the place where the vault lies."""
    found = secrets(vault, own_words())
    root = vault.root.resolve()
    place = [Needle("place of the vault", str(root), loose=False)] if len(root.parts) > _SHORTEST_ROOT else []
    return found.with_more(place)


class _Reader:
    """Reads one file after the other; a line that was read is not read again, for pages share most of theirs."""

    def __init__(self, needles: Needles) -> None:
        self._needles = needles
        self._seen: set[tuple[str, str]] = set()

    def read(self, path: str, data: bytes) -> Iterator[Finding]:
        """Give what is wrong in a file, and in its name."""
        kinds = set(self._needles.kinds(plain(path)))
        text = printed(_unpacked(data) if path.endswith(".gz") else data)
        kind = path.removesuffix(".gz").rpartition(".")[2].lower()
        for part in self._new(kind, text):
            kinds |= self._kinds(part)
            if loads_elsewhere(path.removesuffix(".gz"), part):
                kinds.add("elsewhere")
        yield from (Finding(path, kind) for kind in sorted(kinds))

    def _kinds(self, text: str) -> frozenset[str]:
        if not self._needles:
            return frozenset()
        shown = plain(text)
        return self._needles.kinds("\n".join((shown, *encoded(shown))))

    def _new(self, kind: str, text: str) -> Iterator[str]:
        """Give rows of lines that no file of this kind had yet, each with the lines around it."""
        lines = text.split("\n")
        new = [number for number, line in enumerate(lines) if (kind, line) not in self._seen]
        self._seen.update((kind, lines[number]) for number in new)
        start = 0
        for at, number in enumerate(new):
            if at + 1 == len(new) or new[at + 1] > number + 1:
                yield "\n".join(lines[max(new[start] - 1, 0) : number + 2])
                start = at + 1


def _file(path: str, full: Path, listed: Collection[str], reader: _Reader) -> Iterator[Finding]:
    if full.is_symlink():
        yield Finding(path, "link")
        return
    try:
        data = full.read_bytes() if full.is_file() and full.stat().st_size <= _LARGEST else None
    except OSError:
        data = None
    if data is None:
        yield Finding(path, "unreadable")
    elif not is_known(path, data):
        if path not in listed:
            yield Finding(path, "unlisted")
        yield from reader.read(path, data)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Give every file, folders that are links too; what they lead to is not read."""
    for place, folders, files in os.walk(folder):
        here = Path(place)
        own = "." if here == folder else "\0"  # what begins with a dot at the top is the owner's own, as for MkDocs
        folders[:] = [name for name in folders if not name.startswith(own)]
        links = [name for name in folders if (here / name).is_symlink()]
        for name in sorted(name for name in (*files, *links) if not name.startswith(own)):
            full = here / name
            yield full.relative_to(folder).as_posix(), full


def _left_open(folder: Path) -> Iterable[Finding]:
    """Tell where others on this machine may look; a folder that is closed closes all in it."""
    mode = folder.stat().st_mode
    return [Finding(".", "open")] if os.name == "posix" and mode & (stat.S_IROTH | stat.S_IXOTH) else []


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(data, _LARGEST)
    except zlib.error:
        return data
