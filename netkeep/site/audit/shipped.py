"""Styles and scripts as Material and netkeep ship them: they are the same on every site, whoever is in the vault."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from netkeep import resources


@cache
def _homes() -> tuple[Path, ...]:
    package = find_spec("material")
    places = [Path(place) / "templates" for place in (package.submodule_search_locations or () if package else ())]
    return (*places, resources.site_templates() / "static", resources.site_templates() / "theme")


def is_known(path: str, data: bytes) -> bool:
    """Return whether a file is, byte for byte, the one that is shipped for its place."""
    return any(_same(home / path, data) for home in _homes_with(path.rpartition("/")[0]))


@cache
def _homes_with(folder: str) -> tuple[Path, ...]:
    """Return the homes that have a folder: the people's is in none, and has thousands of files."""
    return tuple(home for home in _homes() if _is_folder(home / folder))


def _is_folder(place: Path) -> bool:
    try:
        return place.is_dir()
    except (OSError, ValueError):
        return False


def _same(shipped: Path, data: bytes) -> bool:
    try:
        return shipped.is_file() and shipped.read_bytes() == data
    except (OSError, ValueError):
        return False
