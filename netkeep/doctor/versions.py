"""Checks of the versions in use, and of how long each is maintained."""

import platform
import sys
from collections.abc import Iterator
from datetime import date
from importlib import metadata
from pathlib import Path

from netkeep import FORMAT, __version__
from netkeep.doctor.result import Result
from netkeep.store.git import git
from netkeep.store.settings import read_settings
from netkeep.words import full_date

# When the last fixes come out: https://devguide.python.org/versions, and the notes of Material's release 9.8.1.
_PYTHONS = {
    (3, 11): date(2027, 10, 31),
    (3, 12): date(2028, 10, 31),
    (3, 13): date(2029, 10, 31),
    (3, 14): date(2030, 10, 31),
}
_MATERIAL = date(2027, 5, 5)
_MKDOCS_WORKS = "1"


def versions(root: Path, today: date) -> Iterator[Result]:
    """Yield the versions of netkeep and what it needs, and that of the vault."""
    yield Result("netkeep", "ok", __version__)
    yield _format(read_settings(root).format)
    yield _lasting("Python", platform.python_version(), _PYTHONS.get(sys.version_info[:2]), today)
    git_version = git(Path.cwd(), "version")
    if git_version:
        yield Result("git", "ok", git_version.removeprefix("git version "))
    else:
        yield Result("git", "warn", "git is not installed, so nothing can be undone", "install git")
    yield _mkdocs(_version("mkdocs"))
    yield _lasting("Material", _version("mkdocs-material"), _MATERIAL, today)


def _format(version: int) -> Result:
    if version == FORMAT:
        return Result("format", "ok", str(version))
    if version > FORMAT:
        return Result("format", "fail", f"{version}, and this netkeep knows {FORMAT}", "install a newer netkeep")
    words = f"{version}; an older netkeep on another laptop would not know that yours writes {FORMAT}"
    return Result("format", "warn", words, "netkeep doctor --fix")


def _mkdocs(version: str) -> Result:
    if version.partition(".")[0] == _MKDOCS_WORKS:
        return Result("MkDocs", "ok", version)
    words = f"{version or 'it is not there'}; themes and plugins work only with 1"
    return Result("MkDocs", "fail", words, "python -m pip install 'mkdocs<2'")


def _lasting(name: str, version: str, end: date | None, today: date) -> Result:
    if not version:
        return Result(name, "fail", "it is not there", "install netkeep again")
    if end is None:
        return Result(name, "ok", version)
    if today <= end:
        return Result(name, "ok", f"{version}, supported until {full_date(end)}")
    todo = "nothing breaks today; install a newer netkeep, or a newer Python"
    return Result(name, "warn", f"{version} has had no security fixes since {full_date(end)}", todo)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
