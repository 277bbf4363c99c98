"""What was changed about a person, and when: from the commits of their file, in words."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from netkeep.model.people import Contact
from netkeep.model.schema import PERSON
from netkeep.store.git import git_bytes
from netkeep.text import layout
from netkeep.text.document import read_document
from netkeep.text.reminders import without_reminders
from netkeep.text.values import contact_values

_FORMAT = "%x01%H%x00%aI%x00%an%x00%s"
_UNREADABLE = "the file could not be read"


class Change(NamedTuple):
    """One commit: when, by whom, with which message, and what it changed about the person, in words."""

    when: str
    who: str
    subject: str
    lines: tuple[str, ...]


class _State(NamedTuple):
    """What a file says: None where it could not be read or was not there."""

    contact: Contact | None
    there: bool


_NOT_THERE = _State(None, there=False)


def history(root: Path, path: str, most: int | None = None) -> Iterator[Change]:
    """Yield what was changed in a person's file, the newest commit first; a file that was renamed is followed."""
    options = ("--follow", "--no-merges", "--name-only", "-z", f"--format={_FORMAT}")
    listed = git_bytes(root, "log", *options, "--", path) or b""
    commits = [_commit(text) for text in os.fsdecode(listed).split("\x01") if text]
    for index, ((commit, when, who, subject), name) in enumerate(commits[: None if most is None else most]):
        names = (name, *(older for _, older in commits[index + 1 : index + 2]))  # it may have been renamed by this one
        before = next((state for old in names if (state := _state(root, f"{commit}^", old)).there), _NOT_THERE)
        yield Change(when, who, subject, tuple(_differences(before, _state(root, commit, name))))


def _commit(text: str) -> tuple[tuple[str, str, str, str], str]:
    """Return a commit, and the path that the file had in it."""
    commit, when, who, rest = text.split("\0", 3)
    subject, _, names = rest.partition("\0")
    return (commit, when, who, subject), names.strip("\0\n")


def _state(root: Path, commit: str, path: str) -> _State:
    data = git_bytes(root, "cat-file", "blob", f"{commit}:{path}")
    if data is None:
        return _NOT_THERE
    item = read_document(path, data, PERSON).item
    return _State(item if isinstance(item, Contact) else None, there=True)


def _differences(before: _State, after: _State) -> Iterator[str]:
    """Yield what a commit changed: fields, entries of the log, reminders, notes."""
    if not after.there:
        yield "the file was removed"
    elif after.contact is None or (before.there and before.contact is None):
        yield _UNREADABLE
    elif before.contact is None:
        yield f"new: {after.contact.name}"
        yield from _counted("+ log:", _log(after.contact), Counter())
    else:
        yield from _fields(contact_values(before.contact), contact_values(after.contact))
        yield from _both_ways("log:", _log(before.contact), _log(after.contact))
        yield from _both_ways("reminder:", _reminders(before.contact), _reminders(after.contact))
        if _notes(before.contact) != _notes(after.contact):
            yield "notes"


def _notes(contact: Contact) -> list[str]:
    """Return the lines of the notes, without reminders and blank lines."""
    return [line for line in without_reminders(contact.body.prose).splitlines() if line.strip()]


def _fields(before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[str]:
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        if isinstance(old or (), tuple) and isinstance(new or (), tuple):
            yield from _both_ways(f"{key}:", _items(key, old), _items(key, new))
        elif old is None:
            yield f"+ {key}: {layout.inline(new)}"
        elif new is None:
            yield f"- {key}: {layout.inline(old)}"
        else:
            yield f"{key}: {layout.inline(old)} → {layout.inline(new)}"


def _items(key: str, value: object) -> Counter[str]:
    listed = layout.short(key, value) if isinstance(value, tuple) else ()
    return Counter(map(layout.inline, listed if isinstance(listed, tuple) else ()))


def _log(contact: Contact) -> Counter[str]:
    return Counter(
        f"{entry.date} {entry.kind}{': ' if entry.text else ''}{' '.join(entry.text.split())}"
        for entry in contact.body.log
    )


def _reminders(contact: Contact) -> Counter[str]:
    return Counter(f"[{'x' if item.done else ' '}] {item.due} {item.text}" for item in contact.body.reminders)


def _both_ways(about: str, before: Counter[str], after: Counter[str]) -> Iterator[str]:
    yield from _counted(f"- {about}", before, after)
    yield from _counted(f"+ {about}", after, before)


def _counted(about: str, some: Counter[str], others: Counter[str]) -> Iterable[str]:
    return (f"{about} {text}" for text in (some - others).elements())
