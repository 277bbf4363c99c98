"""What an editor has open, and the vaults that it belongs to; nothing of the protocol's transport is known here."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from lsprotocol.types import Diagnostic, Position, PositionEncodingKind
from pygls.uris import from_fs_path, to_fs_path

from netkeep.check.diagnostic import Diagnostic as Finding
from netkeep.errors import NetkeepError
from netkeep.lsp.diagnostics import as_diagnostic
from netkeep.lsp.open_vault import OpenVault, as_document, as_source, findings_alone, usable_settings
from netkeep.lsp.positions import Positions
from netkeep.store.root import upward, within
from netkeep.store.settings import read_settings
from netkeep.text.document import Document


@dataclass(slots=True)
class Buffer:
    """A text that is open in the editor: where its file is in a vault, if it is in one."""

    uri: str
    text: str
    version: int | None
    root: Path | None
    path: str = ""


class Spot(NamedTuple):
    """A place in an open file: the vault, the file as it is in the editor, and the offset."""

    vault: OpenVault
    document: Document
    offset: int

    @property
    def text(self) -> str:
        """Return the text of the file."""
        return self.document.source.text if self.document.source else ""


class Session:
    """The open files and their vaults. ``named`` is the vault that the owner named, marked as one or not."""

    def __init__(self, today: Callable[[], date], named: Path | None = None) -> None:
        self.today = today
        self.encoding: str = PositionEncodingKind.Utf16
        self.buffers: dict[str, Buffer] = {}
        self.vaults: dict[Path, OpenVault] = {}
        self._named = named

    def open(self, uri: str, text: str, version: int | None) -> Buffer:
        """Open a text in the place of a file; it counts at once where its vault has been read."""
        buffer = self.buffers[uri] = Buffer(uri, text, version, *self._locate(uri))
        if buffer.root in self.vaults:
            self.vaults[buffer.root].put(buffer.path, text)
        return buffer

    def close(self, uri: str) -> None:
        """Let the file on the disk count again."""
        buffer = self.buffers.pop(uri, None)
        if buffer and buffer.root in self.vaults:
            self.vaults[buffer.root].drop(buffer.path)

    def add(self, vault: OpenVault) -> None:
        """Add a vault that has been read, with the open buffers in place of their files."""
        self.forget(vault.root)
        self.vaults[vault.root] = vault
        for buffer in self.buffers.values():
            if buffer.root == vault.root:
                vault.put(buffer.path, buffer.text)

    def forget(self, root: Path) -> None:
        """Forget a vault, so that it is read again when it is needed."""
        if vault := self.vaults.pop(root, None):
            vault.close()

    def end(self) -> None:
        """Close every vault; the session must not be used any more."""
        for root in list(self.vaults):
            self.forget(root)

    def refresh(self) -> None:
        """Read what has changed on the disk; forget a vault that has moved, or whose settings have changed."""
        for root, vault in list(self.vaults.items()):
            try:
                if read_settings(root) != vault.settings or not root.is_dir():
                    self.forget(root)
                else:
                    vault.refresh()
            except (NetkeepError, OSError, sqlite3.Error):
                self.forget(root)
        for buffer in self.buffers.values():
            buffer.root, buffer.path = self._locate(buffer.uri)

    def to_read(self) -> set[Path]:
        """Return the vaults of open files that have not been read yet."""
        return {buffer.root for buffer in self.buffers.values() if buffer.root} - self.vaults.keys()

    def _locate(self, uri: str) -> tuple[Path | None, str]:
        """Return the vault that a file is in, and its path there."""
        full = to_fs_path(uri) if uri.startswith("file:") else None
        if not full:
            return None, ""
        marked = upward(str(Path(full).resolve().parent))
        root = marked or (str(self._named) if self._named and self._named.is_dir() else None)
        inside = within(root, full) if root else None
        return (Path(root), inside) if root and inside else (None, "")

    def diagnostics(self) -> Iterator[tuple[Buffer, Sequence[Diagnostic]]]:
        """Yield every open file with its findings; a file outside of any vault has none."""
        by_root: dict[Path | None, list[Buffer]] = {}
        for buffer in self.buffers.values():
            by_root.setdefault(buffer.root, []).append(buffer)
        for root, buffers in by_root.items():
            findings = self._findings(root, buffers)
            for buffer in buffers:
                own = [finding for finding in findings if finding.path == buffer.path]
                positions = self.positions(buffer.path, buffer.text)
                yield buffer, [as_diagnostic(finding, positions) for finding in own]

    def _findings(self, root: Path | None, buffers: Sequence[Buffer]) -> Sequence[Finding]:
        if root is None:
            return ()
        if root in self.vaults:
            return self.vaults[root].findings(self.today(), [buffer.path for buffer in buffers])
        try:
            settings = usable_settings(root)
            documents = {buffer.path: as_document(buffer.path, buffer.text, settings) for buffer in buffers}
            return findings_alone(documents, settings, self.today())
        except NetkeepError:
            return ()

    def positions(self, path: str, text: str) -> Positions:
        """Return the positions of a text that is open."""
        return Positions(as_source(path, text), self.encoding)

    def positions_of(self, document: Document) -> Positions:
        """Return the positions of a file that could be opened."""
        return Positions(document.source or as_source(document.path, ""), self.encoding)

    def spot(self, uri: str, position: Position) -> Spot | None:
        """Return a place in an open file; None where its vault has not been read, or there is none."""
        buffer = self.buffers.get(uri)
        if buffer is None or buffer.root not in self.vaults:
            return None
        vault = self.vaults[buffer.root]
        document = vault.buffers[buffer.path]
        return Spot(vault, document, self.positions_of(document).offset(position))

    def uri(self, vault: OpenVault, path: str) -> str:
        """Return the address of a file, as the editor calls it where it is open."""
        for buffer in self.buffers.values():
            if (buffer.root, buffer.path) == (vault.root, path):
                return buffer.uri
        return from_fs_path(str(vault.root / path)) or ""
