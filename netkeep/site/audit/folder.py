"""The audit of a folder: every file of it, listed and read."""

import os
import stat
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from netkeep.site.audit.external_requests import makes_external_request
from netkeep.site.audit.finding import Finding
from netkeep.site.audit.lines import Lines
from netkeep.site.audit.needles import Needle, SecretIndex
from netkeep.site.audit.plain import encoded, plain, printed
from netkeep.site.audit.secrets import own_words, secrets
from netkeep.site.audit.shipped import is_known
from netkeep.store.bounded import read_bounded
from netkeep.store.parallel import collector_off
from netkeep.store.vault import Vault

_LARGEST = 200_000_000
_SHORTEST_ROOT = 3
# Between two parts of a file: no value is found across so many tags.
_APART = b"\n" + b"<>" * 9 + b"\n"


def audit(folder: Path, needles: SecretIndex, made: Collection[str]) -> tuple[Finding, ...]:
    """Read a built site as a stranger would, and return what must not be there.

    ``needles`` are from :func:`forbidden_values`; ``made`` has the paths, below the folder, of all that was meant to
    be written; styles and scripts that are byte for byte as Material or netkeep ships them need not be named.
    """
    reader = Reader(needles)
    findings = list(_left_open(folder))
    with collector_off():
        for path in sorted(files_below(folder)):
            findings.extend(_file(path, f"{folder}{os.sep}{path}", made, reader))
    return tuple(sorted(set(findings)))


def audit_texts(files: Mapping[str, bytes], vault: Vault) -> tuple[Finding, ...]:
    """Read files that are not written yet: path -> content."""
    reader = Reader(forbidden_values(vault))
    return tuple(sorted({finding for path, data in files.items() for finding in reader.read(path, data)}))


def forbidden_values(vault: Vault) -> SecretIndex:
    """Return all values that the site of a vault must not hold, and the place where the vault lies."""
    with collector_off():
        index = secrets(vault, own_words())
    root = vault.root.resolve()
    place = [Needle("place of the vault", str(root), loose=False)] if len(root.parts) > _SHORTEST_ROOT else []
    return index.with_more(place)


class Reader:
    """Reads one file after the other, and of each what no file of its kind had yet."""

    def __init__(self, needles: SecretIndex) -> None:
        self._needles = needles
        self._lines: defaultdict[str, Lines] = defaultdict(Lines)

    def read(self, path: str, data: bytes) -> Iterator[Finding]:
        """Yield what is wrong in a file, and in its name."""
        name = path.removesuffix(".gz")
        text = printed(_unpacked(data) if name != path else data)
        parts = list(self._lines[name.rpartition(".")[2].lower()].new(text))
        kinds = self._kinds(plain(path), parts)
        if any(makes_external_request(name, part) for part in parts):
            kinds |= {"elsewhere"}
        yield from (Finding(path, kind) for kind in sorted(kinds))

    def _kinds(self, path: str, parts: Iterable[bytes]) -> frozenset[str]:
        if not self._needles:
            return frozenset()
        shown = plain(_APART.join(parts).decode("utf-8"))
        return self._needles.kinds(f"{path}{_APART.decode()}" + "\n".join((shown, *encoded(shown))))


def _file(path: str, full: str, listed: Collection[str], reader: Reader) -> Iterator[Finding]:
    try:
        status = os.lstat(full)
        if stat.S_ISLNK(status.st_mode):
            yield Finding(path, "link")
            return
        small = stat.S_ISREG(status.st_mode) and status.st_size <= _LARGEST
        data = read_bounded(full, _LARGEST) if small else None
    except OSError:
        data = None
    if data is None:
        yield Finding(path, "unreadable")
    elif not is_known(path, data):
        if path not in listed:
            yield Finding(path, "unlisted")
        yield from reader.read(path, data)


def files_below(folder: Path, below: str = "") -> Iterator[str]:
    """Yield every file, folders that are links too; what they lead to is not read."""
    own = "\0" if below else "."  # what begins with a dot at the top is the owner's own, as for MkDocs
    with suppress(OSError), os.scandir(folder / below) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if not entry.name.startswith(own):
                    yield from files_below(folder, f"{below}{entry.name}/")
            elif not entry.name.startswith(own):
                yield below + entry.name


def _left_open(folder: Path) -> Iterable[Finding]:
    """Return where others on this machine may look; a folder that is closed closes all in it."""
    mode = folder.stat().st_mode
    return [Finding(".", "open")] if os.name == "posix" and mode & (stat.S_IROTH | stat.S_IXOTH) else []


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(data, _LARGEST)
    except zlib.error:
        return data
