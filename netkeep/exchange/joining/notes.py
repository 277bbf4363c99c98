"""Notes beside the contacts, and excluded files: links to a person, changed to another one or to nobody."""

from collections.abc import Iterable, Iterator

from netkeep.errors import VaultError
from netkeep.model.schema import NOTE_FILE, PERSON
from netkeep.store.save import Change
from netkeep.store.vault import Vault
from netkeep.store.walk import markdown_files
from netkeep.text.document import MAX_BYTES, Document, read_document
from netkeep.text.edit import Splice, apply
from netkeep.text.links import id_place, links_in
from netkeep.text.markdown import Hidden, blanked, hidden

_NOBODY = "someone"


def relinked_notes(vault: Vault, old: str, new: str | None) -> list[Change]:
    """Return the notes that link to ``old``, with these links leading to ``new``; with None, the word "someone"."""
    changes: list[Change] = []
    for note in _notes(vault):
        text = note.source.text if note.source else ""
        hidden_parts = hidden(text) if old in text else None
        if hidden_parts and note.source and (splices := list(_splices(text, hidden_parts, old, new))):
            after = read_document(note.path, note.source.encode(apply(text, splices)), PERSON)
            changes.append((note, after))
    return changes


def still_linked(vault: Vault, changes: Iterable[Change], person: str) -> list[str]:
    """Return the places (path and line) where links to somebody remain after changes: in code and comments."""
    now = {before.path: after for before, after in changes}
    everything = [*(document for document in vault.documents if document.kind is not NOTE_FILE), *_notes(vault)]
    return list(
        dict.fromkeys(place for document in everything for place in _places(now.get(document.path, document), person))
    )


def _notes(vault: Vault) -> Iterator[Document]:
    """Yield the Markdown files of the vault's folder that are no contact, job or organisation."""
    listed = {document.path for document in vault.documents if document.kind is not NOTE_FILE}
    for path in markdown_files(str(vault.root)):
        if path in listed:
            continue
        try:
            with (vault.root / path).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except OSError as error:
            why = f"{path} cannot be read, and may name them: {error.strerror}; nothing was written"
            raise VaultError(why) from error
        yield read_document(path, data, PERSON)


def _splices(text: str, hidden_parts: Hidden, old: str, new: str | None) -> Iterator[Splice]:
    shown = blanked(text, sorted((*hidden_parts.code(), *hidden_parts.comments)))
    for link in links_in(shown):
        if link.id == old and new is None:
            yield Splice(*link.span, _NOBODY)
        elif link.id == old:
            yield Splice(*id_place(shown, link.span), new or "")


def _places(document: Document, person: str) -> Iterator[str]:
    if document.source is None or person not in document.source.text:
        return
    for link in links_in(document.source.text):
        if link.id == person:
            yield f"{document.path}:{document.source.position(link.span.start)[0]}"
