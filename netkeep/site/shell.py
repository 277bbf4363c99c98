"""What MkDocs and Material make around our pages: the frames, and the files that all of them use."""

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
# Settings that say where else to look cannot be known by their own bytes.
_ELSEWHERE = re.compile(r"^\s*(?:INHERIT|hooks)\s*:|!ENV\s*+\[?+\s*+(?!NETKEEP_STATIC\b)|!relative", re.MULTILINE)


class Shell(NamedTuple):
    """Frames by the path of their page; the other files, below ``folder``, each with the digest of its content.

    ``sources`` are folders from which they were made.
    """

    frames: dict[str, Frame]
    folder: Path
    files: dict[str, str]
    sources: tuple[Path, ...]


class Wanted(NamedTuple):
    """What a shell is for: a vault, MkDocs' settings, the title of the site, the pages that need frames."""

    root: Path
    settings: Path
    title: str
    pages: tuple[Page, ...]


@contextmanager
def shell(root: Path, settings: Path, title: str, pages: Iterable[Page]) -> Iterator[Shell]:
    """Yield the shell for some pages: the one of the last build where nothing that it was made of changed."""
    wanted = Wanted(root, settings, title, frame_pages(pages))
    home = _home(root)
    if home is None:
        with tempfile.TemporaryDirectory(prefix="netkeep-") as folder:
            yield _made(Path(folder), wanted)[0]
    else:
        yield _kept(home, _key(wanted)) or _renewed(home, wanted)


def _home(root: Path) -> Path | None:
    try:
        return memory(root) / "shell"
    except (OSError, VaultError):
        return None


def _renewed(home: Path, wanted: Wanted) -> Shell:
    with suppress(FileNotFoundError):
        shutil.rmtree(home)
    home.mkdir(mode=0o700)
    with tempfile.TemporaryDirectory(prefix="netkeep-") as folder:
        # Not in its place at once: a folder of settings that holds the vault is to be refused for that.
        made, lasting = _made(Path(folder) / "site", wanted)
        shutil.move(made.folder, home / "files")
    made = made._replace(folder=home / "files")
    if lasting:
        told = {
            "version": _VERSION,
            "key": _key(wanted),
            "settings": str(wanted.settings),
            "sources": [str(source) for source in made.sources],
            "state": state(made.sources),
            "frames": made.frames,
            "files": made.files,
        }
        (home / "shell.json").write_text(json.dumps(told), encoding="utf-8")
    return made


def _kept(home: Path, key: str) -> Shell | None:
    try:
        told = json.loads((home / "shell.json").read_bytes())
        if (told["version"], told["key"]) != (_VERSION, key):
            return None
        sources = tuple(map(Path, told["sources"]))
        if told["state"] != state(sources):
            return None
        frames = {path: Frame(tuple(parts), mark) for path, (parts, mark) in told["frames"].items()}
        return Shell(frames, home / "files", told["files"], sources)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def kept_shell(root: Path, settings: Path) -> str:
    """Return what tells the shell of the last build from another; empty where a new one has to be made."""
    try:
        told = json.loads((memory(root) / "shell" / "shell.json").read_bytes())
        same = told["settings"] == str(settings) and told["state"] == state(map(Path, told["sources"]))
        return str(told["key"]) if same and told["version"] == _VERSION else ""
    except (OSError, VaultError, ValueError, KeyError, TypeError):
        return ""


def _made(folder: Path, wanted: Wanted) -> tuple[Shell, bool]:
    """Let MkDocs build the frames, and return whether nothing but their sources can change them."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from netkeep.site.mkdocs_plugin import NetkeepPlugin

    config = load_config(str(wanted.settings), site_dir=str(folder))
    plugin = next((one for one in config.plugins.values() if isinstance(one, NetkeepPlugin)), None)
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
    told = [str(wanted.settings), str(resources.site_templates()), wanted.title, pages]
    mark = blake2b(code(), digest_size=16)
    mark.update(json.dumps(told).encode() + wanted.settings.read_bytes())
    return mark.hexdigest()


def state(folders: Iterable[Path]) -> str:
    """Return a digest of the files in some folders, by size and time."""
    found = []
    for folder in folders:
        for path in _below(folder):
            stat = (folder / path).stat()
            found.append((path, stat.st_size, stat.st_mtime_ns))
    return digest(json.dumps(found).encode())
