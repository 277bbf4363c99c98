"""The text of planned files, new and changed; each is read back before it counts as planned."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from netkeep.errors import RefusedError
from netkeep.exchange.candidate import Entry
from netkeep.model.body import Body
from netkeep.model.people import Contact
from netkeep.model.schema import PERSON
from netkeep.text.document import Document, read_document
from netkeep.text.edit import with_entries
from netkeep.text.new import new_file
from netkeep.text.rewrite import rewritten
from netkeep.text.values import contact_values

_FENCE = "~~~~"
Draft = tuple[date, str]
"""A log entry: its day, and its text from the date on."""


def draft(entry: Entry) -> Draft:
    """Return an entry as it is written into a file."""
    company = f" with {', '.join(f'[[{other}]]' for other in entry.others)}" if entry.others else ""
    text = f": {entry.text}" if entry.text else ""
    return entry.day, f"{entry.day.isoformat()} {entry.kind}{company}{text}"


def new_text(contact: Contact, note: str, reminder: str, drafts: Sequence[Draft]) -> tuple[str, bool]:
    """Return the file of somebody new, and whether the note could stand in it.

    A note that would be read as something else is quoted line by line, or left out. Raises :class:`RefusedError` where
    the file would be misread even without the note.
    """
    path = f"{PERSON.folder}/{contact.id}.md"
    for body in bodies(note):
        text = new_file(contact, "\n\n".join(filter(None, (body, reminder))), drafts)
        if _says(read_document(path, text.encode(), PERSON), contact, body, len(drafts), bool(reminder)):
            return text, bool(body) == bool(note)
    raise RefusedError("what the source says of them cannot be written into a file")


def bodies(note: str) -> tuple[str, ...]:
    """Return the ways to write a note into a file, best first: as it is, quoted, as code, not at all."""
    quoted = "\n".join(f"> {line}".rstrip() for line in note.splitlines())
    code = f"{_FENCE}\n{note}\n{_FENCE}"
    return tuple(dict.fromkeys((note, quoted, *([] if not note or _FENCE in note else [code]), "")))


def _says(document: Document, contact: Contact, note: str, entries: int, reminded: bool) -> bool:  # noqa: FBT001
    item = document.item
    if not document.flawless or not isinstance(item, Contact) or not _has_same_front(item, contact):
        return False
    body = item.body
    reminders = 0
    if note and (own := read_document(document.path, f"---\nname: x\n---\n\n{note}\n".encode(), PERSON).item):
        reminders = len(own.body.reminders)  # one's own notes come back with theirs
    return (
        body.prose.strip().startswith(note)
        and len(body.log) == entries
        and len(body.reminders) == reminders + int(reminded)
    )


def changed_document(document: Document, ours: Contact, wanted: Contact, drafts: Sequence[Draft]) -> Document:
    """Return a person's file with the planned changes.

    Raises :class:`RefusedError` where they cannot be written there, or where the file has changed meanwhile.
    """
    if not isinstance(document.item, Contact) or _front(document.item) != _front(ours):
        raise RefusedError(f"{document.path} was changed by another program meanwhile; import again")
    edited = _read(document, rewritten(document, wanted))
    if drafts:
        edited = _read(edited, with_entries(edited, drafts))
    added = len(edited.item.body.log) - len(document.item.body.log) if edited.item else -1
    if not edited.readable or added != len(drafts) or not _still(edited, wanted):
        raise RefusedError(f"{document.path} was left as it was: with what is new it would be read differently")
    return edited


def _read(document: Document, text: str) -> Document:
    return read_document(document.path, document.source.encode(text) if document.source else b"", document.kind)


def _still(document: Document, wanted: Contact) -> bool:
    return isinstance(document.item, Contact) and _has_same_front(document.item, wanted)


def _has_same_front(left: Contact, right: Contact) -> bool:
    """Return whether the front matter of two contacts says the same, though one may hold it in other types."""
    return _front(left) == _front(right) or contact_values(left) == contact_values(right)


def _front(contact: Contact) -> Contact:
    return replace(contact, body=Body())
