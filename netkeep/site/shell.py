"""The shell that MkDocs and Material make around our pages: the frames, and the files that all pages use."""

import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from netkeep import resources
from netkeep.errors import VaultError
from netkeep.site.frame import Frame, frame_pages
from netkeep.site.manifest import digest, memory
from netkeep.site.page import Page
from netkeep.site.render import code

_VERSION = 3
_OURS = frozenset({"search", "material/search", "offline", "material/offline", "netkeep"})
# Settings that refer to other files may change without their own bytes changing.
_ELSEWHERE = re.compile(r"^\s*(?:INHERIT|hooks)\s*:|!ENV\s*+\[?+\s*+(?!NETKEEP_STATIC\b)|!relative", re.MULTILINE)


class Shell(NamedTuple):
    """Frames by the path of their page; the other files, below ``folder``, each with the digest of its content.

    ``sources`` are the folders that they were made from.
    """

    frames: dict[str, Frame]
    folder: Path
    files: dict[str, str]
    sources: tuple[Path, ...]


class Wanted(NamedTuple):
    """What a shell depends on: the vault, MkDocs' settings, the title of the site, the pages that need frames."""

    root: Path
    settings: Path
    title: str
    pages: tuple[Page, ...]


@contextmanager
def shell(root: Path, settings: Path, title: str, pages: Iterable[Page]) -> Iterator[Shell]:
    """Yield the shell for some pages: that of the last build where none of its sources changed."""
    wanted = Wanted(root, settings, title, frame_pages(pages))
    home = _home(root)
    if home is None:
        with tempfile.TemporaryDirectory(prefix="netkeep-") as folder:
            yield _build(Path(folder), wanted)[0]
    else:
        yield _recall(home, _key(wanted)) or _renew(home, wanted)


def _home(root: Path) -> Path | None:
    try:
        return memory(root) / "shell"
    except (OSError, VaultError):
        return None


def _renew(home: Path, wanted: Wanted) -> Shell:
    with suppress(FileNotFoundError):
        shutil.rmtree(home)
    home.mkdir(mode=0o700)
    with tempfile.TemporaryDirectory(prefix="netkeep-") as folder:
        # Not built in place: of a docs_dir that holds the vault, MkDocs would only say that the site is in it.
        made, lasting = _build(Path(folder) / "site", wanted)
        shutil.move(made.folder, home / "files")
    made = made._replace(folder=home / "files")
    if lasting:
        record = {
            "version": _VERSION,
            "key": _key(wanted),
            "settings": str(wanted.settings),
            "sources": [str(source) for source in made.sources],
            "state": state(made.sources),
            "frames": made.frames,
            "files": made.files,
        }
        (home / "shell.json").write_text(json.dumps(record), encoding="utf-8")
    return made


def _recall(home: Path, key: str) -> Shell | None:
    try:
        record = json.loads((home / "shell.json").read_bytes())
        if (record["version"], record["key"]) != (_VERSION, key):
            return None
        sources = tuple(map(Path, record["sources"]))
        if record["state"] != state(sources):
            return None
        frames = {path: Frame(tuple(parts), mark) for path, (parts, mark) in record["frames"].items()}
        return Shell(frames, home / "files", record["files"], sources)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def kept_shell(root: Path, settings: Path) -> str:
    """Return the key of the last build's shell; empty where a new shell has to be made."""
    try:
        record = json.loads((memory(root) / "shell" / "shell.json").read_bytes())
        same = record["settings"] == str(settings) and record["state"] == state(map(Path, record["sources"]))
        return str(record["key"]) if same and record["version"] == _VERSION else ""
    except (OSError, VaultError, ValueError, KeyError, TypeError):
        return ""


def _build(folder: Path, wanted: Wanted) -> tuple[Shell, bool]:
    """Return the shell that MkDocs builds, and whether nothing but its sources can change it."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from netkeep.site.mkdocs_plugin import NetkeepPlugin

    config = load_config(str(wanted.settings), site_dir=str(folder))
    plugin = next((candidate for candidate in config.plugins.values() if isinstance(candidate, NetkeepPlugin)), None)
    if plugin is None:
        raise VaultError(f"{wanted.settings}: the plugin netkeep is not among its plugins")
    plugin.give_frames(wanted.pages, wanted.title, wanted.root)
    custom = config.theme.custom_dir
    sources = [Path(config.docs_dir), *([Path(custom)] if custom else [])]
    lasting = config.plugins.keys() <= _OURS and not _ELSEWHERE.search(wanted.settings.read_text("utf-8"))
    build(config)
    files = {path: digest((folder / path).read_bytes()) for path in _below(folder)}
    return Shell(plugin.frames, folder, files, tuple(sources)), lasting


def _below(folder: Path) -> list[str]:
    return sorted(full.relative_to(folder).as_posix() for full in folder.rglob("*") if full.is_file())


def _key(wanted: Wanted) -> str:
    pages = [(page.path, page.title) for page in wanted.pages]
    parts = [str(wanted.settings), str(resources.site_templates()), wanted.title, pages]
    mark = blake2b(code(), digest_size=16)
    mark.update(json.dumps(parts).encode() + wanted.settings.read_bytes())
    return mark.hexdigest()


def state(folders: Iterable[Path]) -> str:
    """Return a digest of the files in some folders, by size and time."""
    stamps = []
    for folder in folders:
        for path in _below(folder):
            stat = (folder / path).stat()
            stamps.append((path, stat.st_size, stat.st_mtime_ns))
    return digest(json.dumps(stamps).encode())
