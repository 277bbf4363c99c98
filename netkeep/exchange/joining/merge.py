"""Two people of the vault who are one: one file that says what both said, and nobody who names the other."""

from dataclasses import dataclass

from netkeep.errors import RefusedError
from netkeep.exchange.joining.bodies import with_body
from netkeep.exchange.joining.facts import joined
from netkeep.exchange.joining.links import body_relinked, naming, relinked
from netkeep.exchange.joining.notes import relinked_notes
from netkeep.exchange.joining.records import renamed
from netkeep.model.people import Contact
from netkeep.store.batch import save_all
from netkeep.store.save import Change
from netkeep.store.vault import Vault
from netkeep.text.document import Document, read_document
from netkeep.text.rewrite import rewritten


@dataclass(frozen=True, slots=True)
class Merge:
    """What joining two people changes. ``aside`` names the fields in which they differ, kept under ``x:``."""

    keep: Change
    others: tuple[Change, ...]
    gone: Document
    aside: tuple[str, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """Return every file that changes, that of the person first."""
        return (self.keep, *self.others)


def merge(vault: Vault, keep: Contact, other: Contact) -> Merge:
    """Join somebody to the one who is kept; nothing is written. ``vault`` has been read as a whole.

    Raises :class:`RefusedError` where that cannot be done without losing something.
    """
    if keep.id == other.id:
        raise RefusedError("these two are one already: the same file")
    before, gone = vault.document(keep), vault.document(other)
    _refuse_shared_ids(vault, before, gone)
    others = [one for one in naming(vault.documents, other.id) if one.path not in {before.path, gone.path}]
    both = joined(keep, other)
    after = _with_texts(_with_facts(before, both.contact), gone, keep.id)
    changes = ((one, relinked(one, other.id, keep.id)) for one in others)
    return Merge((before, after), (*changes, *relinked_notes(vault, other.id, keep.id)), gone, both.aside)


def save_merge(vault: Vault, plan: Merge) -> None:
    """Write what joining two people changes, in one go; the file of the one who is no more is removed last."""
    records = renamed(vault.root, plan.gone.stem, plan.keep[0].stem)
    save_all(vault.root, plan.changes, records=records, gone=[plan.gone])


def _refuse_shared_ids(vault: Vault, *documents: Document) -> None:
    for document in documents:
        if len(vault.by_id[document.stem]) > 1:
            raise RefusedError(
                f"several files are called {document.stem}, and nobody knows which of them a link means; "
                "name them apart first"
            )


def _with_facts(document: Document, wanted: Contact) -> Document:
    text = rewritten(document, wanted)
    data = document.source.encode(text) if document.source else b""
    return read_document(document.path, data, document.kind)


def _with_texts(document: Document, gone: Document, keep: str) -> Document:
    """Add the other's text as if it had always stood in this file: nobody is named in a list of their own."""
    data = gone.source.encode(gone.source.text) if gone.source else b""
    theirs = body_relinked(read_document(document.path, data, document.kind), keep, keep)
    mine = body_relinked(document, gone.stem, keep)
    return with_body(mine, body_relinked(theirs, gone.stem, keep))
