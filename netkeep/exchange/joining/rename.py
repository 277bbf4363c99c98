"""Renaming a file: every link to it, and what sources said of it, follow."""

from netkeep.check.renames import renamed_to
from netkeep.errors import RefusedError
from netkeep.exchange.joining.notes import relinked_notes
from netkeep.exchange.joining.records import renamed
from netkeep.model.ids import is_id, slug
from netkeep.store.batch import save_all
from netkeep.store.renames import recorded
from netkeep.store.save import Change
from netkeep.store.vault import Vault
from netkeep.text.document import Document


def rename(vault: Vault, document: Document, new: str) -> tuple[Change, ...]:
    """Return what changes when a file gets another id, that file first; nothing is written.

    Raises :class:`RefusedError` where the id is invalid or taken, or a link to the file cannot be changed.
    """
    if not is_id(new):
        near = slug(new)
        hint = f", such as {near!r}" if is_id(near) else ""
        raise RefusedError(f"an id is lower-case letters, digits and single hyphens{hint}")
    if new == document.stem:
        raise RefusedError(f"{document.path} has this name already")
    result = renamed_to(vault, document, new)
    if isinstance(result, str):
        raise RefusedError(f"{document.path} was not renamed: {result}")
    originals = {other.path: other for other in vault.documents}
    first = (document.path, *(path for path in sorted(result) if path != document.path))
    return (*((originals[path], result[path]) for path in first), *relinked_notes(vault, document.stem, new))


def save_rename(vault: Vault, changes: tuple[Change, ...]) -> None:
    """Write what a rename changes, in the vault and in what sources said."""
    old, new = changes[0]
    records = [*renamed(vault.root, old.stem, new.stem), *recorded(vault.root, [(old.stem, new.stem)])]
    save_all(vault.root, changes, records=records)
