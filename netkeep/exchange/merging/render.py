"""What is planned, as text: new files and changed ones, each read again before it counts as planned."""

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
"""A log entry: its day, and its words from the date on."""


def draft(entry: Entry) -> Draft:
    """Return an entry as it is written."""
    company = f" with {', '.join(f'[[{other}]]' for other in entry.others)}" if entry.others else ""
    text = f": {entry.text}" if entry.text else ""
    return entry.day, f"{entry.day.isoformat()} {entry.kind}{company}{text}"


def new_text(contact: Contact, note: str, reminder: str, drafts: Sequence[Draft]) -> tuple[str, bool]:
    """Return the file of somebody new, and whether the note could stand in it.

    A note that would be read as something else stands as a quotation, line by line; else it is left out. Raises
    :class:`RefusedError` where not even the rest would read as it is meant.
    """
    path = f"{PERSON.folder}/{contact.id}.md"
    for body in bodies(note):
        text = new_file(contact, "\n\n".join(filter(None, (body, reminder))), drafts)
        if _says(read_document(path, text.encode(), PERSON), contact, body, len(drafts), bool(reminder)):
            return text, bool(body) == bool(note)
    raise RefusedError("what is told of them cannot be written into a file")


def bodies(note: str) -> tuple[str, ...]:
    """Return the forms in which a note may stand in a file: as it is, quoted line by line, as code, not at all."""
    quoted = "\n".join(f"> {line}".rstrip() for line in note.splitlines())
    code = f"{_FENCE}\n{note}\n{_FENCE}"
    return tuple(dict.fromkeys((note, quoted, *([] if not note or _FENCE in note else [code]), "")))


def _says(document: Document, contact: Contact, note: str, entries: int, reminded: bool) -> bool:  # noqa: FBT001
    item = document.item
    if not document.flawless or not isinstance(item, Contact) or contact_values(item) != contact_values(contact):
        return False
    body = item.body
    reminders = 0
    if note and (told := read_document(document.path, f"---\nname: x\n---\n\n{note}\n".encode(), PERSON).item):
        reminders = len(told.body.reminders)  # one's own notes come back with theirs
    return (
        body.prose.strip().startswith(note)
        and len(body.log) == entries
        and len(body.reminders) == reminders + int(reminded)
    )


def changed(before: Document, ours: Contact, wanted: Contact, drafts: Sequence[Draft]) -> Document:
    """Return a person's file as it shall be.

    Raises :class:`RefusedError` where that cannot be written there, or where the file is no longer what it was.
    """
    if not isinstance(before.item, Contact) or _front(before.item) != _front(ours):
        raise RefusedError(f"{before.path} was changed by another program meanwhile; import again")
    after = _read(before, rewritten(before, wanted))
    if drafts:
        after = _read(after, with_entries(after, drafts))
    added = len(after.item.body.log) - len(before.item.body.log) if after.item else -1
    if not after.readable or added != len(drafts) or not _still(after, wanted):
        raise RefusedError(f"{before.path} was left as it was: with what is new it would be read otherwise")
    return after


def _read(document: Document, text: str) -> Document:
    return read_document(document.path, document.source.encode(text) if document.source else b"", document.kind)


def _still(document: Document, wanted: Contact) -> bool:
    return isinstance(document.item, Contact) and contact_values(document.item) == contact_values(wanted)


def _front(contact: Contact) -> Contact:
    return replace(contact, body=Body())
