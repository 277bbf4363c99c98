"""The vault as the next commit would have it: what git's index holds, whatever stands in the work tree."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from netkeep import config
from netkeep.config import FILE_NAME, Settings
from netkeep.errors import VaultError
from netkeep.model.body import Span
from netkeep.store.discovery import Stray, is_excluded, is_note, kind_at
from netkeep.store.git import git, git_bytes
from netkeep.store.vault import Vault
from netkeep.store.walk import (
    FOLDERS,
    LEFT_BY_EDITORS,
    NOTE,
    OTHER_FOLDERS,
    PAGES_ABOUT_THE_VAULT,
    meant_for_the_vault,
)
from netkeep.text.document import Document, read_document, unreadable
from netkeep.text.problem import Problem

_LINK, _SUBMODULE = "120000", "160000"
_ANCESTOR = "1"
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
    name: bytes  # as git has it


def load_staged(root: Path, index: str | None = None) -> Vault:
    """Read the vault from git's index. Symbolic links are followed in the index alone.

    Raises :class:`netkeep.errors.VaultError` where the vault is in no repository.
    """
    listing = git_bytes(root, "ls-files", "--stage", "-z", index=index)
    if listing is None:
        raise VaultError(f"--staged: {root} is in no repository that git can read")
    staged = _Staged(root, index, dict(_entries(listing)))
    return Vault(
        root, staged.settings, tuple(staged.documents()), tuple(sorted(Stray(*one) for one in staged.strays()))
    )


def _entries(listing: bytes) -> Iterator[tuple[str, _Entry]]:
    r"""Give the entries by path, whose bytes that are no UTF-8 are written as ``\xff``."""
    for line in filter(None, listing.split(b"\0")):
        about, _, name = line.partition(b"\t")
        mode, blob, stage = about.decode().split(" ")
        if stage != _ANCESTOR:
            yield name.decode(errors="backslashreplace"), _Entry(mode, blob, name)


class _Staged:
    """The entries of the index that lie in the vault, and what they hold."""

    def __init__(self, root: Path, index: str | None, entries: dict[str, _Entry]) -> None:
        self._root, self._index = root, index
        self._entries = {path: entry for path, entry in entries.items() if entry.mode != _SUBMODULE}
        self._leave_out_intended()
        links = [path for path, entry in self._entries.items() if entry.mode == _LINK]
        self._targets = {path: self._target(path, data) for path, data in self._read(links).items()}
        wanted = {self._leads_to(path) for path in self._entries if kind_at(path)}
        self._data = self._read({FILE_NAME, *wanted, *filter(_is_beside, self._entries)})
        self.settings = self._settings()

    def _leave_out_intended(self) -> None:
        """Leave out what ``git add --intent-to-add`` announced: it is not in the commit."""
        if _EMPTY.isdisjoint(entry.blob for entry in self._entries.values()):
            return
        command = ("diff-files", "--name-only", "--relative", "--diff-filter=A", "-z")
        for name in (git_bytes(self._root, *command, index=self._index) or b"").split(b"\0"):
            self._entries.pop(name.decode(errors="backslashreplace"), None)

    def _target(self, path: str, data: bytes) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(path), data.decode(errors="backslashreplace")))

    def _leads_to(self, path: str) -> str:
        """Give what a path is in the end, through links: a path, which need not be there."""
        for _ in range(_MOST_LINKS):
            path = self._targets.get(path, path)
        return path

    def _read(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        """Give the content of regular files and links, all by one call of git."""
        wanted = {path: self._entries[path].blob for path in paths if path in self._entries}
        asked = "".join(f"{blob}\n" for blob in wanted.values()).encode()
        answer = git_bytes(self._root, "cat-file", "--batch", given=asked, index=self._index) if asked else b""
        return {path: self._clear(path, data) for path, data in zip(wanted, _blobs(answer or b""), strict=False)}

    def _clear(self, path: str, data: bytes) -> bytes:
        """Give an encrypted file as the work tree has it: no text begins with a zero byte (git-crypt)."""
        if not data.startswith(b"\0"):
            return data
        prefix = git(self._root, "rev-parse", "--show-prefix") or ""
        blob = self._entries[path].blob
        return git_bytes(self._root, "cat-file", "--filters", f"--path={prefix}{path}", blob) or data

    def _settings(self) -> Settings:
        """Give the settings that are staged, or the defaults."""
        data = self._data.get(FILE_NAME)
        return Settings() if data is None else config.parse(data)

    def documents(self) -> Iterator[Document]:
        """Give the contacts, jobs and organisations, by path."""
        kinds = {path: kind for path in sorted(self._entries) if (kind := kind_at(path, self.settings))}
        for path, kind in kinds.items():
            target = self._leads_to(path)
            if target in self._data and self._entries[target].mode != _LINK:
                yield read_document(path, self._data[target], kind)
            elif target.startswith(("../", "/")):
                yield unreadable(path, kind, Problem("outside-link", Span(0, 0)))
            else:
                why = {"why": "it is a link that leads nowhere"}
                yield unreadable(path, kind, Problem("unreadable-file", Span(0, 0), why))

    def strays(self) -> Iterator[tuple[str, str]]:
        """Give the files that no command reads, and why."""
        for path in self._entries:
            if is_excluded(path, self.settings):
                continue
            if path.endswith(".md") and is_note(path, self.settings):
                yield path, NOTE
            elif path in FOLDERS:
                yield path, "linked-folder" if path in self._targets else "not-a-folder"
            elif _is_below(path) and not path.endswith(".md") and self._is_folder(path):
                yield path, "linked-folder"
            elif _is_below(path) and not path.endswith((".md", *LEFT_BY_EDITORS)):
                yield path, "not-markdown"
            elif _is_beside(path) and meant_for_the_vault(self._data[path]):
                yield path, "misplaced"

    def _is_folder(self, path: str) -> bool:
        target = self._leads_to(path)
        return target != path and any(other.startswith(f"{target}/") for other in self._entries)


def _blobs(answer: bytes) -> Iterator[bytes]:
    """Take apart what ``git cat-file --batch`` prints: a line with the size, the content, a line end."""
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
    """Tell whether a path is a Markdown file beside the folders in which contacts are read."""
    first, *rest = path.split("/")
    name = path.rpartition("/")[2].lower()
    near = len(rest) < _NEAR_THE_ROOT and not first.startswith(".") and first not in FOLDERS
    return near and first.lower() not in OTHER_FOLDERS and name.endswith(".md") and name not in PAGES_ABOUT_THE_VAULT
