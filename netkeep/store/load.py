"""Files -> Vault."""

from collections.abc import Iterable
from pathlib import Path

from netkeep.model.body import Span
from netkeep.store.bounded import read_bounded
from netkeep.store.discovery import Found, scan
from netkeep.store.parallel import collector_off
from netkeep.store.settings import read_settings
from netkeep.store.vault import Vault
from netkeep.store.walk import reason
from netkeep.text.document import MAX_BYTES, Document, read_document, unreadable
from netkeep.text.problem import Problem


def load(root: Path) -> Vault:
    """Read the whole vault. What is wrong in its files is in the documents; only bad settings raise."""
    settings = read_settings(root)
    listing = scan(root, settings)
    documents = tuple(_read_all(listing.files))
    return Vault(root, settings, documents, listing.strays)


def _read_all(files: Iterable[Found]) -> list[Document]:
    with collector_off():
        return [read_file(found) for found in files]


def read_file(found: Found) -> Document:
    """Read one file; at most one byte more than a file may have is taken into memory."""
    if found.trouble == "outside":
        return unreadable(found.path, found.kind, Problem("outside-link", Span(0, 0)))
    if found.trouble:
        return unreadable(found.path, found.kind, Problem("unreadable-file", Span(0, 0), {"why": found.trouble}))
    try:
        data = read_bounded(found.full, MAX_BYTES)
    except OSError as error:
        return unreadable(found.path, found.kind, Problem("unreadable-file", Span(0, 0), {"why": reason(error)}))
    return read_document(found.path, data, found.kind)
