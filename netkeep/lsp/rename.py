"""Renaming a file with every link to it, as an edit of the editor's."""

from collections.abc import Iterator

from lsprotocol.types import PrepareRenamePlaceholder, RenameFile, WorkspaceEdit

from netkeep.errors import RefusedError
from netkeep.exchange.joining.records import renamed as renamed_records
from netkeep.exchange.joining.rename import rename
from netkeep.lsp.edits import Abilities, Operation, change, creation, document_change, whole_text, workspace_edit
from netkeep.lsp.navigation import id_at
from netkeep.lsp.open_vault import OpenVault
from netkeep.lsp.session import Session, Spot
from netkeep.store.batch import Record
from netkeep.store.renames import recorded
from netkeep.store.vault import Vault
from netkeep.text.document import Document


def renamed_at(session: Session, spot: Spot) -> PrepareRenamePlaceholder | None:
    """Return the place of an id that can be renamed, and the id."""
    named = id_at(spot)
    if named is None or len(spot.vault.paths_of(named[0])) != 1:
        return None
    return PrepareRenamePlaceholder(session.positions_of(spot.document).range(named[1]), named[0])


def rename_edit(session: Session, vault: OpenVault, old: str, new: str, can: Abilities) -> WorkspaceEdit:
    """Return the edit that gives a file another id: its links, what sources said of it, and its name.

    Raises :class:`RefusedError` where the editor cannot rename files, or the file cannot be renamed.
    """
    if not can.rename:
        raise RefusedError(f"this editor cannot rename files; 'netkeep rename {old} {new}' can")
    links, path = link_edits(session, vault, old, new)
    target = session.uri(vault, f"{path.rpartition('/')[0]}/{new}.md")
    moved = RenameFile(old_uri=session.uri(vault, path), new_uri=target)
    return workspace_edit([*links, moved], can)


def link_edits(session: Session, vault: OpenVault, old: str, new: str) -> tuple[list[Operation], str]:
    """Return the edits of all that names a file when it gets another id, and the present path of the file."""
    paths = vault.paths_of(old)
    if len(paths) != 1:
        raise RefusedError(f"{len(paths) or 'no'} files have the id {old}")
    whole = _with_all_that_may_name(vault, old)
    document = next(document for document in whole.documents if document.path == paths[0])
    operations: list[Operation] = []
    for before, after in rename(whole, document, new):
        if before.path in vault.buffers and whole_text(vault.buffers[before.path]) != whole_text(before):
            raise RefusedError(f"{before.path} names it and is not saved; save it first")
        if whole_text(before) != whole_text(after):
            operations.append(document_change(session, vault, before, after))
    for record in (*renamed_records(vault.root, old, new), *recorded(vault.root, [(old, new)])):
        operations += _record(session, vault, record)
    return operations, paths[0]


def _record(session: Session, vault: OpenVault, record: Record) -> Iterator[Operation]:
    path, data, known = record
    if known is None:
        yield from creation(session, vault, path, data.decode())
    else:
        yield change(session, vault, path, (vault.root / path).read_bytes().decode(), data.decode())


def _with_all_that_may_name(vault: OpenVault, id_: str) -> Vault:
    """Return the vault with each file that may name an id as it is in the editor; of all others only the names."""
    naming = {place.path for place in vault.naming(id_)} | {*vault.paths_of(id_), *vault.vault.unreadable}
    documents = []
    for path, kind in vault.files():
        document = vault.document(path) if path in naming or vault.mentions(path, id_) else None
        documents.append(document or Document(path, kind, None))
    return Vault(vault.root, vault.settings, tuple(documents), vault.strays())
