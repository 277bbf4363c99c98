"""The edits of the everyday commands: log entries, reminders, fields."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from netkeep.errors import ConflictError, RefusedError
from netkeep.model.body import Body, LogEntry, Reminder
from netkeep.model.jobs import Job
from netkeep.model.kinds import JOB_KINDS_OF_ENTRY
from netkeep.model.people import Contact
from netkeep.model.triage import waits, without_triage_tag
from netkeep.store.batch import save_edits
from netkeep.store.save import Change, Edit, Meant, edited, save_with
from netkeep.store.vault import Vault
from netkeep.text.assign import assigned
from netkeep.text.assignments import Assignment
from netkeep.text.document import Document, Item, read_document
from netkeep.text.edit import with_done, with_entry, with_reminder
from netkeep.text.rewrite import rewritten

_Entry = tuple[date, str, tuple[str, ...], str]


class Draft(NamedTuple):
    """A log entry to be written: the day, the kind and the text as entered."""

    day: date
    kind: str
    message: str = ""


class Logged(NamedTuple):
    """An entry that was written: the path of its file, and those whose triage ended with it."""

    path: str
    triaged: tuple[Contact, ...] = ()


def log_entry(vault: Vault, people: Sequence[Contact], draft: Draft) -> Logged:
    """Write one entry into the first person's file, with the others named in it.

    An entry that counts as contact ends the triage of all of them, in the same write: the owner has met them.
    """
    draft = draft._replace(kind=_kind(vault, draft.kind))
    return _write(
        vault, vault.document(people[0]), _entry_edit(people[1:], draft), _to_end_triage(vault, people, draft)
    )


def log_in_job(vault: Vault, job: Job, people: Sequence[Contact], draft: Draft) -> Logged:
    """Write one entry into a job's file, with the people who were there; it ends triage as :func:`log_entry` does."""
    draft = draft._replace(kind=_kind(vault, draft.kind, in_job=True))
    return _write(vault, vault.document(job), _entry_edit(people, draft), _to_end_triage(vault, people, draft))


def _to_end_triage(vault: Vault, people: Sequence[Contact], draft: Draft) -> tuple[Contact, ...]:
    counts = vault.settings.kinds.counts(draft.kind)
    return tuple(contact for contact in people if counts and waits(contact))


def _write(vault: Vault, document: Document, entry: Edit, triaged: tuple[Contact, ...]) -> Logged:
    """Write an entry into a file, and end the triage of people, some of whom may have that file."""
    documents = [vault.document(contact) for contact in triaged]
    others = [other for other in documents if other.path != document.path]
    edit = entry if len(others) == len(documents) else _both(_end_triage, entry)
    if others:
        save_edits(vault.root, [(document, edit), *((other, _end_triage) for other in others)])
    else:
        save_with(vault.root, document, edit)  # which bears that others write into the file meanwhile
    return Logged(document.path, triaged)


def _both(first: Edit, then: Edit) -> Edit:
    def edit(document: Document) -> tuple[str, Meant]:
        text, _ = first(document)
        data = document.source.encode(text) if document.source else b""
        return then(read_document(document.path, data, document.kind))

    return edit


def _end_triage(document: Document) -> tuple[str, Meant]:
    previous = _as_read(document)
    wanted = without_triage_tag(previous)

    def meant(item: Item) -> bool:
        return _front(item) == _front(wanted) and item.body.text == previous.body.text

    return rewritten(document, wanted), meant


def _entry_edit(others: Sequence[Contact], draft: Draft) -> Edit:
    kind, day = draft.kind, draft.day
    links = ", ".join(f"[[{other.id}]]" for other in others)
    text = _folded(draft.message)
    words = f"{day.isoformat()} {kind}{f' with {links}' if links else ''}{f': {text}' if text else ''}"
    entry: _Entry = (day, kind, tuple(other.id for other in others), text)

    def edit(document: Document) -> tuple[str, Meant]:
        previous = _read(document)

        def meant(item: Item) -> bool:
            return _front(item) == _front(previous) and _one_more(_entries(previous.body), _entries(item.body), entry)

        return with_entry(document, day, words), meant

    return edit


def remind(vault: Vault, contact: Contact, day: date, message: str) -> str:
    """Write a reminder into a contact's file. Returns the path of the file."""
    text = " ".join(_folded(message).split())
    if not text:
        raise RefusedError("a reminder needs a text: what to do")

    def edit(document: Document) -> tuple[str, Meant]:
        contact = _as_read(document)
        reminders = _reminders(contact)

        def meant(item: Item) -> bool:
            same = _front(item) == _front(contact) and _entries(item.body) == _entries(contact.body)
            return same and _one_more(reminders, _reminders(item), (day, text, False))

        return with_reminder(document, f"{day.isoformat()} {text}"), meant

    document = vault.document(contact)
    save_with(vault.root, document, edit)
    return document.path


def tick(vault: Vault, item: Item, reminder: Reminder) -> str:
    """Tick an open reminder of a person, job or organisation. Returns the path of the file."""

    def edit(document: Document) -> tuple[str, Meant]:
        previous = _read(document)
        present = next((other for other in previous.body.reminders if _same(other, reminder)), None)
        if present is None:
            raise _changed(document)
        at = previous.body.reminders.index(present)
        wanted = _reminders(previous)
        wanted[at] = (present.due, present.text, True)

        def meant(item: Item) -> bool:
            same = _front(item) == _front(previous) and _entries(item.body) == _entries(previous.body)
            return same and _reminders(item) == wanted

        return with_done(document, present), meant

    document = vault.document(item)
    save_with(vault.root, document, edit)
    return document.path


def _same(reminder: Reminder, other: Reminder) -> bool:
    return (reminder.due, reminder.text, reminder.done) == (other.due, other.text, other.done)


def with_assignments(vault: Vault, contact: Contact, assignments: Sequence[tuple[Assignment, object]]) -> Change:
    """Return a person's file as it is and with assignments made, given with their values; nothing is written."""
    document = vault.document(contact)
    previous = _as_read(document)
    try:
        wanted = assigned(previous, assignments)
    except ValueError as error:
        raise RefusedError(f"{document.path} was left as it was: {error}") from None
    if previous.id in _named(wanted) - _named(previous):
        raise RefusedError(f"{document.path} was left as it was: nobody knows, or is introduced by, themselves")
    text = rewritten(document, wanted)
    return document, edited(document, text, lambda item: _front(item) == _front(wanted))


def _named(contact: Contact) -> set[str | None]:
    """Return the ids of people whom the front matter names."""
    return {contact.introduced_by, *(item.id for item in contact.knows)}


def _as_read(document: Document) -> Contact:
    item = _read(document)
    if not isinstance(item, Contact):
        raise _changed(document)
    return item


def _read(document: Document) -> Item:
    """Return the item of a file as it is now: what the index remembers lacks the places to edit."""
    if document.item is None:
        raise _changed(document)
    return document.item


def _changed(document: Document) -> ConflictError:
    return ConflictError(f"{document.path} was changed by another program meanwhile; nothing was written. Try again.")


def _kind(vault: Vault, kind: str, *, in_job: bool = False) -> str:
    words = " ".join(kind.split())
    kinds = vault.settings.kinds
    if kinds.is_valid(words, in_job=in_job):
        return words
    names = (*kinds.names(), *sorted(JOB_KINDS_OF_ENTRY if in_job else ()))
    near = get_close_matches(words, names, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"it is one of: {', '.join(names)}"
    raise RefusedError(f"there is no kind of entry {words!r}; {hint} (netkeep.toml can add kinds)")


def _folded(message: str) -> str:
    """Return the lines of a message, trimmed; refuse what nobody can see (see :func:`netkeep.store.save.save_edit`)."""
    return "\n".join(line.strip() for line in message.splitlines() if line.strip())


def _front(item: Item) -> Item:
    return replace(item, body=Body())


def _reminders(item: Item) -> list[tuple[date, str, bool]]:
    return [(reminder.due, reminder.text, reminder.done) for reminder in item.body.reminders]


def _entries(body: Body) -> list[_Entry]:
    return [_key(entry) for entry in body.log]


def _key(entry: LogEntry) -> _Entry:
    return entry.date, entry.kind, tuple(link.id for link in entry.others), entry.text


def _one_more(before: Sequence[object], after: Sequence[object], added: object) -> bool:
    """Return whether ``after`` is ``before`` with ``added`` inserted somewhere."""
    return any([*after[:index], *after[index + 1 :]] == [*before] for index, item in enumerate(after) if item == added)
