"""Where the vault is, and which files it has. Nothing is skipped without being reported."""

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
class VaultFile:
    """A file that should be a contact, job or organisation; ``trouble`` says why it cannot be opened."""

    path: str
    full: Path
    kind: FileKind
    trouble: str | None = None


class Stray(NamedTuple):
    """A file that looks meant for the vault, but lies where no command reads it."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Every file of a vault, sorted by path."""

    files: tuple[VaultFile, ...]
    strays: tuple[Stray, ...]


def find_root(explicit: Path | None, environ: Mapping[str, str], start: Path) -> Path:
    """Return the vault, found as git finds a repository: option, ``NETKEEP_VAULT``, upward, then ``./vault``."""
    return Path(root.find_root(str(explicit) if explicit else None, environ, str(start)))


def is_vault(folder: Path) -> bool:
    """Return whether a folder can be a vault."""
    return root.is_vault(str(folder))


def file_at(top: Path, walk: Walk, path: str, trouble: str | None = None) -> VaultFile:
    """Return the file at a path that a walk met."""
    parts = [walk.real.get(part, part) for part in path.split("/")]
    return VaultFile(path, top.joinpath(*parts), _KINDS[parts[0]], trouble)


def kind_at(path: str, settings: Settings | None = None) -> FileKind | None:
    """Return the kind of file that a path in the vault stands for; None if it is no contact, job or organisation."""
    if not is_read(path) or (settings and (is_excluded(path, settings) or is_note(path, settings))):
        return None
    return _KINDS[path.partition("/")[0]]


def is_excluded(path: str, settings: Settings) -> bool:
    """Return whether the settings exclude a file from every command."""
    unwanted = compiled(pattern(settings.exclude))
    return unwanted is not None and unwanted.fullmatch(path) is not None


def is_note(path: str, settings: Settings) -> bool:
    """Return whether the settings make a file a note: no contact, but it may be linked to."""
    wanted = compiled(pattern(settings.notes))
    return wanted is not None and wanted.fullmatch(path) is not None


def walk(top: Path, settings: Settings) -> Walk:
    """Return a walk through a vault according to its settings."""
    return Walk(str(top), pattern(settings.exclude), pattern(settings.notes))


def scan(top: Path, settings: Settings = _DEFAULTS) -> Listing:
    """Return the vault's files. Symbolic links are followed to files inside the vault only."""
    return listing(top, walk(top, settings))


def listing(top: Path, walk: Walk) -> Listing:
    """Return the files that a walk met."""
    files = [file_at(top, walk, path) for path, *_ in walk.files]
    files += [file_at(top, walk, path, why) for path, why in walk.troubles]
    strays = sorted(Stray(*stray) for stray in walk.strays)
    return Listing(tuple(sorted(files, key=lambda file: file.path)), tuple(strays))
