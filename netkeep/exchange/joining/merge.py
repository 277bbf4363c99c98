"""Merging two people or organisations: one file that says what both said, and no link to the other left."""

from dataclasses import dataclass

from netkeep.errors import RefusedError
from netkeep.exchange.joining.bodies import with_body
from netkeep.exchange.joining.facts import joined
from netkeep.exchange.joining.links import body_relinked, documents_naming, relinked
from netkeep.exchange.joining.notes import relinked_notes
from netkeep.exchange.joining.orgs import joined_records
from netkeep.exchange.joining.records import renamed
from netkeep.model.jobs import Organisation
from netkeep.model.people import Contact
from netkeep.store.batch import Record, save_all
from netkeep.store.renames import recorded
from netkeep.store.save import Change
from netkeep.store.vault import Vault
from netkeep.text.document import Document, read_document
from netkeep.text.rewrite import rewritten


@dataclass(frozen=True, slots=True)
class Merge:
    """What merging two files changes. ``aside`` names the fields in which they differ, kept under ``x:``."""

    keep: Change
    others: tuple[Change, ...]
    gone: Document
    aside: tuple[str, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """Return every file that changes, that of the person first."""
        return (self.keep, *self.others)


def merge(vault: Vault, keep: Contact, other: Contact) -> Merge:
    """Merge ``other`` into ``keep``; nothing is written. ``vault`` has been read as a whole.

    Raises :class:`RefusedError` where that cannot be done without losing something.
    """
    if keep.id == other.id:
        raise RefusedError("these two are one already: the same file")
    both = joined(keep, other)
    return _plan(vault, vault.document(keep), vault.document(other), both.contact, both.aside)


def merge_records(vault: Vault, keep: Organisation, other: Organisation) -> Merge:
    """Merge the file of an organisation into that of another, as :func:`merge` does for people.

    Raises :class:`RefusedError` where both say something else under one key.
    """
    return _plan(vault, vault.document(keep), vault.document(other), joined_records(keep, other))


def _plan(
    vault: Vault, kept: Document, gone: Document, wanted: Contact | Organisation, aside: tuple[str, ...] = ()
) -> Merge:
    _refuse_shared_ids(vault, kept, gone)
    others = [
        document
        for document in documents_naming(vault.documents, gone.stem)
        if document.path not in {kept.path, gone.path}
    ]
    merged = _with_texts(_with_facts(kept, wanted), gone, kept.stem)
    changes = ((document, relinked(document, gone.stem, kept.stem)) for document in others)
    return Merge((kept, merged), (*changes, *relinked_notes(vault, gone.stem, kept.stem)), gone, aside)


def save_merge(vault: Vault, plan: Merge) -> None:
    """Write what merging two people changes, in one go; the file that is no longer needed is removed last."""
    save_all(vault.root, plan.changes, records=records_of(vault, plan), gone=[plan.gone])


def records_of(vault: Vault, plan: Merge) -> list[Record]:
    """Return what changes beside the files: what sources said, and to whom the id of the other leads."""
    old, new = plan.gone.stem, plan.keep[0].stem
    return [*renamed(vault.root, old, new), *recorded(vault.root, [(old, new)])]


def _refuse_shared_ids(vault: Vault, *documents: Document) -> None:
    for document in documents:
        if len(vault.by_id[document.stem]) > 1:
            raise RefusedError(
                f"several files are called {document.stem}, so it is unclear which of them a link means; "
                "rename them first"
            )


def _with_facts(document: Document, wanted: Contact | Organisation) -> Document:
    text = rewritten(document, wanted)
    data = document.source.encode(text) if document.source else b""
    return read_document(document.path, data, document.kind)


def _with_texts(document: Document, gone: Document, keep: str) -> Document:
    """Add the other's text as if it had always stood in this file; in lists of people, nobody names themselves."""
    data = gone.source.encode(gone.source.text) if gone.source else b""
    theirs = body_relinked(read_document(document.path, data, document.kind), keep, keep)
    mine = body_relinked(document, gone.stem, keep)
    return with_body(mine, body_relinked(theirs, gone.stem, keep))
