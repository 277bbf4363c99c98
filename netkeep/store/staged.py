"""The vault as the next commit would have it: what git's index holds, whatever is in the work tree."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from netkeep.errors import VaultError
from netkeep.store.git import blob_id, git, git_bytes
from netkeep.store.root import MARK
from netkeep.store.walk import (
    FOLDERS,
    LEFT_BY_EDITORS,
    MOST_RENAMES,
    NOTE,
    OTHER_FOLDERS,
    PAGES_ABOUT_THE_VAULT,
    RENAMES,
    UNREAD_RENAMES,
    is_read,
    meant_for_the_vault,
)

if TYPE_CHECKING:
    from netkeep.config import Settings
    from netkeep.text.document import Document

_LINK, _SUBMODULE = "120000", "160000"
_MERGED = "0"
_UNMERGED = "git holds several versions of it: finish the merge, then 'git add' it"
_EMPTY = frozenset(
    {
        "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
        "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
    }
)
_MOST_LINKS = 8
_NEAR_THE_ROOT = 2


class _Entry(NamedTuple):
    mode: str
    blob: str
    stage: str


def find_staged(root: Path, index: str | None = None) -> "Staged":
    """Return the vault in git's index; almost nothing of it has been read yet.

    Symbolic links are followed only within the index.
    Raises :class:`netkeep.errors.VaultError` where the vault is in no repository.
    """
    listing = git_bytes(root, "ls-files", "--stage", "-z", index=index)
    if listing is None:
        raise VaultError(f"--staged: {root} is not in a repository that git can read")
    return Staged(root, index, listing)


def _entries(listing: bytes) -> Iterator[tuple[str, _Entry]]:
    r"""Yield the entries with their paths; bytes that are not UTF-8 are written as ``\xff``."""
    for line in filter(None, listing.decode(errors="backslashreplace").split("\0")):
        about, _, path = line.partition("\t")
        yield path, _Entry(*about.split(" "))


class Staged:
    """The entries of git's index that lie in the vault, and their content.

    ``listing`` is what git prints about them.
    """

    def __init__(self, root: Path, index: str | None, listing: bytes) -> None:
        self._root, self._index, self.listing = root, index, listing
        entries = dict(_entries(listing))
        self._entries = {path: entry for path, entry in entries.items() if entry.mode != _SUBMODULE}
        self._cleared: set[str] = set()
        self._certain = not any(entry.blob in _EMPTY or entry.stage != _MERGED for entry in self._entries.values())
        self._leave_out_intended()
        self._others = [path for path in self._entries if not is_read(path)]
        links = [path for path, entry in self._entries.items() if entry.mode == _LINK]
        self._targets = {path: self._target(path, data) for path, data in self._read(links).items()}

    def _leave_out_intended(self) -> None:
        """Drop what ``git add --intent-to-add`` announced: it is not in the commit."""
        if _EMPTY.isdisjoint(entry.blob for entry in self._entries.values()):
            return
        command = ("diff-files", "--name-only", "--relative", "--diff-filter=A", "-z")
        for name in (git_bytes(self._root, *command, index=self._index) or b"").split(b"\0"):
            self._entries.pop(name.decode(errors="backslashreplace"), None)

    def _target(self, path: str, data: bytes) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(path), data.decode(errors="backslashreplace")))

    def _leads_to(self, path: str) -> str:
        """Return the path that a path leads to through links; it need not exist."""
        for _ in range(_MOST_LINKS if self._targets else 0):
            path = self._targets.get(path, path)
        return path

    def _read(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        """Return the content of regular files and links, with one call of git."""
        wanted = {path: self._entries[path].blob for path in paths if path in self._entries}
        asked = "".join(f"{blob}\n" for blob in wanted.values()).encode()
        answer = git_bytes(self._root, "cat-file", "--batch", stdin=asked, index=self._index) if asked else b""
        return {path: self._clear(path, data) for path, data in zip(wanted, _blobs(answer or b""), strict=False)}

    def _clear(self, path: str, data: bytes) -> bytes:
        """Return an encrypted file in plain text, as in the work tree: git-crypt begins its files with a zero byte."""
        if not data.startswith(b"\0"):
            return data
        self._cleared.add(path)
        prefix = git(self._root, "rev-parse", "--show-prefix") or ""
        blob = self._entries[path].blob
        return git_bytes(self._root, "cat-file", "--filters", f"--path={prefix}{path}", blob) or data

    @cached_property
    def _beside(self) -> Mapping[str, bytes]:
        """Return the content of the settings, and of Markdown files next to the folders with contacts."""
        wanted = {MARK, *filter(_is_beside, self._others)} & self._entries.keys()
        on_disk = {path: data for path in wanted if (data := self._as_staged(path)) is not None}
        return {**on_disk, **self._read(wanted - on_disk.keys())}

    def _as_staged(self, path: str) -> bytes | None:
        """Return a file from the work tree if that is what is staged: asking git would take longer."""
        try:
            data = (self._root / path).read_bytes()
        except (OSError, ValueError):
            return None
        entry = self._entries[path]
        return data if entry.mode != _LINK and entry.blob == blob_id(data) else None

    @property
    def settings_text(self) -> bytes | None:
        """Return ``netkeep.toml`` as it is staged."""
        return self._beside.get(MARK)

    @cached_property
    def settings(self) -> "Settings":
        """Return the settings that are staged, or the defaults."""
        from netkeep import config
        from netkeep.errors import ConfigError

        if self._is_unmerged(MARK):
            raise ConfigError(f"{MARK}: {_UNMERGED}")
        return config.Settings() if self.settings_text is None else config.parse(self.settings_text)

    @cached_property
    def blobs(self) -> Mapping[str, str]:
        """Return the contacts, jobs and organisations by path, each with git's name for its content, if it has any."""
        from netkeep.store.discovery import kind_at

        wanted = (path for path in sorted(self._entries) if is_read(path) and kind_at(path, self.settings))
        return {path: self._blob(self._leads_to(path)) for path in wanted}

    def blob_of(self, path: str) -> str:
        """Return git's name for the content of a contact, job or organisation, unless it was decrypted."""
        return "" if self._leads_to(path) in self._cleared else self.blobs[path]

    @property
    def certain(self) -> bool:
        """Return whether the listing alone fixes the content: no file is encrypted, unmerged, empty or announced."""
        return self._certain and not self._cleared and all(self.blobs.values())

    def _is_unmerged(self, path: str) -> bool:
        """Return whether git holds several versions of a file, of an unfinished merge."""
        return path in self._entries and self._entries[path].stage != _MERGED

    def _blob(self, target: str) -> str:
        entry = self._entries.get(target)
        return entry.blob if entry and entry.mode != _LINK else ""

    def documents(self, paths: Iterable[str]) -> Iterator["Document"]:
        """Yield the contacts, jobs and organisations at some paths, read now."""
        from netkeep.model.body import Span
        from netkeep.store.discovery import kind_at
        from netkeep.text.document import read_document, unreadable
        from netkeep.text.problem import Problem

        kinds = [(path, kind, self._leads_to(path)) for path in paths if (kind := kind_at(path))]
        data = self._read({target for path, _, target in kinds if self.blobs[path]})
        for path, kind, target in kinds:
            if self._is_unmerged(path) or self._is_unmerged(target):
                yield unreadable(path, kind, Problem("unreadable-file", Span(0, 0), {"why": _UNMERGED}))
            elif target in data:
                yield read_document(path, data[target], kind)
            elif target.startswith(("../", "/")):
                yield unreadable(path, kind, Problem("outside-link", Span(0, 0)))
            else:
                why = {"why": "it is a link that leads nowhere"}
                yield unreadable(path, kind, Problem("unreadable-file", Span(0, 0), why))

    @cached_property
    def renames(self) -> bytes:
        """Return the file of renames; nothing where there is none that can be read."""
        return self._renames or b""

    @cached_property
    def _renames(self) -> bytes | None:
        """Return the file of renames; None where it is a link, too large, or of an unfinished merge."""
        entry = self._entries.get(RENAMES)
        if entry is None:
            return b""
        if entry.mode == _LINK or self._is_unmerged(RENAMES):
            return None
        data = self._as_staged(RENAMES)
        data = self._read([RENAMES]).get(RENAMES, b"") if data is None else data
        return data if len(data) <= MOST_RENAMES else None

    def text(self, path: str) -> str | None:
        """Return the staged text of a file; None if it is no contact, job or organisation, or no text."""
        document = next(self.documents([path] if path in self.blobs else []), None)
        return document.source.text if document and document.source else None

    @cached_property
    def strays(self) -> list[tuple[str, str]]:
        """Return the files that no command reads, sorted by path, with the reason."""
        return sorted(self._strays())

    def _strays(self) -> Iterator[tuple[str, str]]:
        from netkeep.store.discovery import is_excluded, is_note

        kept = [path for path in self._entries if not is_excluded(path, self.settings)]
        notes = {path for path in kept if path.endswith(".md") and is_note(path, self.settings)}
        yield from ((path, NOTE) for path in notes)
        if self._renames is None:
            yield RENAMES, UNREAD_RENAMES
        yield from self._unread([path for path in kept if path not in notes and not is_read(path)])

    def _unread(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        for path in paths:
            if path in FOLDERS:
                yield path, "linked-folder" if path in self._targets else "not-a-folder"
            elif _is_below(path) and not path.endswith(".md") and self._is_folder(path):
                yield path, "linked-folder"
            elif _is_below(path) and not path.endswith((".md", *LEFT_BY_EDITORS)):
                yield path, "not-markdown"
            elif _is_beside(path) and meant_for_the_vault(self._beside.get(path, b"")):
                yield path, "misplaced"

    def _is_folder(self, path: str) -> bool:
        target = self._leads_to(path)
        return target != path and any(other.startswith(f"{target}/") for other in self._entries)


def _blobs(answer: bytes) -> Iterator[bytes]:
    """Yield the contents that ``git cat-file --batch`` prints: a line with the size, the content, a line end."""
    at = 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        words = answer[at:end].split(b" ")
        size = int(words[2]) if len(words) > 2 else -1  # noqa: PLR2004 ("missing" in a partial clone: two words)
        yield answer[end + 1 : end + 1 + size] if size >= 0 else b""
        at = end + size + 2


def _is_below(path: str) -> bool:
    first, *rest = path.split("/")
    return first in FOLDERS and bool(rest) and not any(part.startswith(".") for part in rest)


def _is_beside(path: str) -> bool:
    """Return whether a path is a Markdown file next to the folders with contacts."""
    first, *rest = path.split("/")
    name = path.rpartition("/")[2].lower()
    near = len(rest) < _NEAR_THE_ROOT and not first.startswith(".") and first not in FOLDERS
    return near and first.lower() not in OTHER_FOLDERS and name.endswith(".md") and name not in PAGES_ABOUT_THE_VAULT
