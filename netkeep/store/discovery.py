"""Where the vault is, and which files it has. Nothing is skipped without a word."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from netkeep.config import Settings
from netkeep.model.globs import compiled, pattern
from netkeep.model.schema import FILE_KINDS, FileKind
from netkeep.store import root
from netkeep.store.walk import Walk, is_read

_DEFAULTS = Settings()
_KINDS = {kind.folder: kind for kind in FILE_KINDS}


@dataclass(frozen=True, slots=True)
class Found:
    """A file that ought to be a contact, job or organisation; ``trouble`` says why it cannot be opened."""

    path: str
    full: Path
    kind: FileKind
    trouble: str | None = None


class Stray(NamedTuple):
    """A file that looks as if it were meant for the vault, but stands where no command reads it."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Every file of a vault, sorted by path."""

    files: tuple[Found, ...]
    strays: tuple[Stray, ...]


def find_root(explicit: Path | None, environ: Mapping[str, str], start: Path) -> Path:
    """Find the vault as git finds a repository: option, ``NETKEEP_VAULT``, upward, then ``./vault``."""
    return Path(root.find_root(str(explicit) if explicit else None, environ, str(start)))


def is_vault(folder: Path) -> bool:
    """Return whether a folder can be a vault."""
    return root.is_vault(str(folder))


def found_at(top: Path, walk: Walk, path: str, trouble: str | None = None) -> Found:
    """Return a file that a walk met."""
    parts = [walk.real.get(part, part) for part in path.split("/")]
    return Found(path, top.joinpath(*parts), _KINDS[parts[0]], trouble)


def kind_at(path: str, settings: Settings | None = None) -> FileKind | None:
    """Return the kind of file that a path in the vault would be; None for what is no contact, job or organisation."""
    if not is_read(path) or (settings and (is_excluded(path, settings) or is_note(path, settings))):
        return None
    return _KINDS[path.partition("/")[0]]


def is_excluded(path: str, settings: Settings) -> bool:
    """Return whether no command reads a file, because the settings say so."""
    unwanted = compiled(pattern(settings.exclude))
    return unwanted is not None and unwanted.fullmatch(path) is not None


def is_note(path: str, settings: Settings) -> bool:
    """Return whether a file is no contact, but may be linked to, because the settings say so."""
    wanted = compiled(pattern(settings.notes))
    return wanted is not None and wanted.fullmatch(path) is not None


def walk(top: Path, settings: Settings) -> Walk:
    """Walk through a vault as its settings have it."""
    return Walk(str(top), pattern(settings.exclude), pattern(settings.notes))


def scan(top: Path, settings: Settings = _DEFAULTS) -> Listing:
    """List the vault's files. Symbolic links are followed to files inside the vault only."""
    return listing(top, walk(top, settings))


def listing(top: Path, walk: Walk) -> Listing:
    """List the files that a walk met."""
    files = [found_at(top, walk, path) for path, *_ in walk.files]
    files += [found_at(top, walk, path, why) for path, why in walk.troubles]
    strays = sorted(Stray(*stray) for stray in walk.strays)
    return Listing(tuple(sorted(files, key=lambda found: found.path)), tuple(strays))
