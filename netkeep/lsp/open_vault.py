"""A vault in an editor: the index of its files as they are on the disk, with unsaved buffers in place of some."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path

from netkeep.check.analysis import analyse
from netkeep.check.diagnostic import Diagnostic
from netkeep.check.reader import reader
from netkeep.check.references import JOB_ID, VALUE_LINK
from netkeep.check.registry import RULES
from netkeep.check.runner import report, report_with
from netkeep.check.selection import chosen_codes, rules_on_request
from netkeep.config import Settings
from netkeep.lsp.across import AcrossFiles
from netkeep.lsp.advice import Advice
from netkeep.lsp.directory import Directory
from netkeep.model.schema import NOTE_FILE, FileKind
from netkeep.store.bounded import read_bounded
from netkeep.store.discovery import Stray, VaultFile, kind_at, walk
from netkeep.store.index.records import encode
from netkeep.store.index.refresh import open_index
from netkeep.store.index.reread import reread
from netkeep.store.index.rows import LINK, ORG, PERSON_ID, Place, Stamp
from netkeep.store.index.tables import in_memory
from netkeep.store.index.vault import IndexedVault
from netkeep.store.index.write import put
from netkeep.store.load import read_file
from netkeep.store.save import Paths
from netkeep.store.settings import read_settings, refuse_newer
from netkeep.text.document import MAX_BYTES, Document, read_document
from netkeep.text.source import BOM, Source

_OF_FILES_ALONE = frozenset(rule.code for rule in RULES if rule.in_file and not rule.across)
_STAMP = "SELECT path, size, mtime_ns, inode, ctime_ns, mode FROM file WHERE path = ?"


class OpenVault:
    """The files of a vault, and the buffers of it that are open, by their paths.

    The index is a copy in memory: what is not saved is nobody else's business.
    """

    def __init__(self, root: Path, settings: Settings, index: sqlite3.Connection) -> None:
        self.root = root
        self.settings = settings
        self._index = index
        self._reader = reader(settings)
        self._across = AcrossFiles(index, settings)
        self.advice = Advice(index, rules_on_request(chosen_codes(settings)))
        self.buffers: dict[str, Document] = {}

    @classmethod
    def read(cls, root: Path) -> "OpenVault":
        """Return a vault as it is on the disk, whose index is brought up to date.

        Raises :class:`netkeep.errors.NetkeepError` where it cannot be read as a vault.
        """
        settings = usable_settings(root)
        # Read in a thread of its own, then used by the server's: never by two at a time.
        index = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        with closing(open_index(root, reader(settings))) as disk:
            disk.backup(index)
        index.execute("PRAGMA foreign_keys = ON")
        return cls(root, settings, index)

    def close(self) -> None:
        """Close the index; the vault must not be used any more."""
        self.advice.change()
        self._index.close()

    @cached_property
    def vault(self) -> IndexedVault:
        """Return the vault with the buffers in place of their files; another one after each change."""
        return IndexedVault(self.root, self.settings, (), connection=self._index)

    @cached_property
    def _on_disk(self) -> Paths:
        return Paths(self.root)

    @cached_property
    def directory(self) -> Directory:
        """Return everybody and everything that a link can lead to."""
        return Directory(self._index)

    def prepare(self) -> None:
        """Make what the first completion needs, before somebody waits for it."""
        self.directory.closest("")

    def organisations(self) -> list[str]:
        """Return the names of organisations as they are written, the commonest first."""
        rows = self._index.execute(
            "SELECT note FROM fact WHERE kind = ? GROUP BY note ORDER BY COUNT(*) DESC, note", (ORG,)
        )
        return [name for (name,) in rows]

    def document(self, path: str) -> Document | None:
        """Return an open buffer, else the file as it is; None where there is none."""
        if path in self.buffers:
            return self.buffers[path]
        kind = kind_at(path, self.settings)
        return read_file(VaultFile(path, self._on_disk(path), kind)) if kind else None

    def paths_of(self, id_: str) -> list[str]:
        """Return the paths of the files that have an id, saved or not."""
        rows = self._index.execute("SELECT path FROM file WHERE stem = ? ORDER BY path", (id_,))
        return [path for (path,) in rows]

    def files(self) -> list[tuple[str, FileKind]]:
        """Return the path and kind of every contact, job and organisation, saved or not."""
        paths = [path for (path,) in self._index.execute("SELECT path FROM file ORDER BY path")]
        return [(path, kind_at(path, self.settings) or NOTE_FILE) for path in paths]

    def strays(self) -> tuple[Stray, ...]:
        """Return the files that no command reads."""
        return tuple(Stray(*row) for row in self._index.execute("SELECT path, reason FROM stray ORDER BY path"))

    def mentions(self, path: str, words: str) -> bool:
        """Return whether some words stand in a file, as it is in the editor or else on the disk."""
        if path in self.buffers:
            source = self.buffers[path].source
            return source is None or words in source.text
        try:
            return words.encode() in read_bounded(self._on_disk(path), MAX_BYTES)
        except OSError:
            return True

    def naming(self, id_: str) -> list[Place]:
        """Return every place that names an id, in front matter and bodies."""
        rows = self._index.execute(
            "SELECT file.path, line, col, end_line, end_col FROM fact JOIN file ON file.id = fact.file"
            " WHERE fact.key = ? AND fact.kind IN (?, ?, ?, ?) ORDER BY file.path, line, col",
            (id_, LINK, VALUE_LINK, PERSON_ID, JOB_ID),
        )
        return [Place(*row) for row in rows]

    def put(self, path: str, text: str) -> None:
        """Put an unsaved text in the place of a file, which need not exist yet."""
        before = self.buffers.get(path)
        document = self.buffers[path] = as_document(path, text, self.settings)
        if kind_at(path, self.settings) is not None:
            self._put(document, before)

    def _put(self, document: Document, before: Document | None) -> None:
        row = self._index.execute(_STAMP, (document.path,)).fetchone()
        record = encode(document.item) if document.item else ""
        analysis = self._reader.analyse(document, self.settings)._replace(record=record)
        # With the stamp of its file the buffer stays until that changes on the disk.
        stamp = Stamp(*row) if row else Stamp(document.path, 0, 0, 0)
        change = self._across.changed_by(analysis)
        if change is None or any(change):
            self.advice.replace(document.path, before.source if before else None, document.source)
        with self._changing():
            put(self._index, [(stamp, analysis)])
            self._across.renew(change)
        if "directory" in self.__dict__:
            self.directory.update(document.path)

    def drop(self, path: str) -> None:
        """Let the file on the disk count again in the place of a buffer that is closed."""
        if self.buffers.pop(path, None):
            self._index.execute("UPDATE file SET size = -1 WHERE path = ?", (path,))
            self._index.execute("DELETE FROM meta WHERE key = 'walk'")

    def refresh(self) -> bool:
        """Read what has changed on the disk; return whether anything has."""
        now = walk(self.root, self.settings)
        row = self._index.execute("SELECT value FROM meta WHERE key = 'walk'").fetchone()
        if not now.troubles and row == (now.mark(),):
            return False
        for made in ("vault", "directory", "_on_disk"):
            self.__dict__.pop(made, None)
        reread(self._index, self.root, now, self._reader)
        self.advice.forget_all_but(self.buffers)
        for document in self.buffers.values():
            if kind_at(document.path, self.settings) is not None:
                self._put(document, document)
        return True

    @contextmanager
    def _changing(self) -> Iterator[None]:
        self.__dict__.pop("vault", None)
        self._index.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._index.execute("ROLLBACK")
            raise
        self._index.execute("COMMIT")

    def findings(self, today: date, paths: Collection[str]) -> Sequence[Diagnostic]:
        """Return the findings in some files, by the rules that the settings choose."""
        return report_with(self._index, self.settings, today, paths, self.advice.of(paths)) if paths else ()


def usable_settings(root: Path) -> Settings:
    """Return the settings of a vault.

    Raises :class:`netkeep.errors.ConfigError` where they cannot be read, name no rule, or are of a newer format.
    """
    settings = read_settings(root)
    refuse_newer(settings)
    chosen_codes(settings)
    return settings


def findings_alone(documents: Mapping[str, Document], settings: Settings, today: date) -> Sequence[Diagnostic]:
    """Return what files say by themselves, for as long as the rest of their vault is not read yet."""
    with closing(in_memory()) as index:
        kinds = [document for path, document in documents.items() if kind_at(path, settings)]
        put(index, [(Stamp(document.path, 0, 0, 0), analyse(document, settings)) for document in kinds])
        return report(index, settings, today, codes=chosen_codes(settings) & _OF_FILES_ALONE)


def as_document(path: str, text: str, settings: Settings) -> Document:
    """Return a text as the file that it would be; one that no command reads has only its text."""
    kind = kind_at(path, settings)
    if kind is None:
        return Document(path, NOTE_FILE, as_source(path, text))
    # Half a character, which is no text in UTF-8, is then a finding like that of any other file.
    return read_document(path, text.encode("utf-8", "surrogatepass"), kind)


def as_source(path: str, text: str) -> Source:
    """Return a text as an editor has it, whatever is in it."""
    return Source(path, text.removeprefix(BOM), text.startswith(BOM))
