"""Where the vault is, and which files it has. Nothing is skipped without a word."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from netkeep.config import FILE_NAME
from netkeep.errors import VaultError
from netkeep.model.schema import FILE_KINDS, FileKind
from netkeep.store.walk import Stray, Walk

_KINDS = {kind.folder: kind for kind in FILE_KINDS}


@dataclass(frozen=True, slots=True)
class Found:
    """A file that ought to be a contact, job or organisation; ``trouble`` says why it cannot be opened."""

    path: str
    full: Path
    kind: FileKind
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Every file of a vault, sorted by path."""

    files: tuple[Found, ...]
    strays: tuple[Stray, ...]


def find_root(explicit: Path | None, environ: Mapping[str, str], start: Path) -> Path:
    """Find the vault as git finds a repository: option, ``NETKEEP_VAULT``, upward, then ``./vault``."""
    named = explicit or (Path(environ["NETKEEP_VAULT"]) if environ.get("NETKEEP_VAULT") else None)
    if named:
        if not is_vault(named):
            raise VaultError(f"{named} is no vault: it holds neither {FILE_NAME} nor a folder people/")
        return named.resolve()
    if found := upward(start):
        return found
    if is_vault(start / "vault"):
        return start / "vault"
    raise VaultError(
        f"no vault here: no folder upward holds {FILE_NAME}, and there is no ./vault; "
        "name one with --vault DIR or NETKEEP_VAULT, or make one with 'netkeep init'"
    )


def upward(start: Path) -> Path | None:
    """Give the nearest folder upward that is marked as a vault."""
    return next((folder for folder in (start, *start.parents) if (folder / FILE_NAME).is_file()), None)


def is_vault(folder: Path) -> bool:
    """Tell whether a folder can be a vault."""
    return (folder / FILE_NAME).is_file() or (folder / "people").is_dir()


def found_at(root: Path, walk: Walk, path: str, trouble: str | None = None) -> Found:
    """Give a file that a walk met."""
    parts = [walk.real.get(part, part) for part in path.split("/")]
    return Found(path, root.joinpath(*parts), _KINDS[parts[0]], trouble)


def scan(root: Path) -> Listing:
    """List the vault's files. Symbolic links are followed to files inside the vault only."""
    walk = Walk(str(root))
    files = [found_at(root, walk, stamp.path) for stamp in walk.files]
    files += [found_at(root, walk, trouble.path, trouble.why) for trouble in walk.troubles]
    return Listing(tuple(sorted(files, key=lambda found: found.path)), tuple(sorted(walk.strays)))
