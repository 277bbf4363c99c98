"""Reading all files of a vault into memory."""

from collections.abc import Iterable
from pathlib import Path

from netkeep.model.body import Span
from netkeep.store.bounded import read_bounded
from netkeep.store.discovery import VaultFile, scan
from netkeep.store.parallel import collector_off
from netkeep.store.renames import read_renames
from netkeep.store.settings import read_settings
from netkeep.store.vault import Vault
from netkeep.store.walk import reason
from netkeep.text.document import MAX_BYTES, Document, read_document, unreadable
from netkeep.text.problem import Problem


def load(root: Path) -> Vault:
    """Return the whole vault. Problems in its files are in the documents; only bad settings raise."""
    settings = read_settings(root)
    listing = scan(root, settings)
    documents = tuple(_read_all(listing.files))
    return Vault(root, settings, documents, listing.strays, read_renames(root))


def _read_all(files: Iterable[VaultFile]) -> list[Document]:
    with collector_off():
        return [read_file(file) for file in files]


def read_file(file: VaultFile) -> Document:
    """Return the document of one file; at most one byte more than a file may have is read."""
    if file.trouble == "outside":
        return unreadable(file.path, file.kind, Problem("outside-link", Span(0, 0)))
    if file.trouble:
        return unreadable(file.path, file.kind, Problem("unreadable-file", Span(0, 0), {"why": file.trouble}))
    try:
        data = read_bounded(file.full, MAX_BYTES)
    except OSError as error:
        return unreadable(file.path, file.kind, Problem("unreadable-file", Span(0, 0), {"why": reason(error)}))
    return read_document(file.path, data, file.kind)
