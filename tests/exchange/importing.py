"""A vault that is imported into as on the command line, and all that can be asked of it afterwards."""

import contextlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from netkeep.cli.main import run
from netkeep.model import person_names
from netkeep.model.people import Contact
from netkeep.store.load import load
from netkeep.text.items import RECORDS, texts_of
from tests.cli.conftest import files
from tests.vaults import make_vault

TODAY = "2026-11-29"
OWNER = '[owner]\nname = "Sam Owner"\nemails = ["sam@home.example"]\n'
_OWN_EXPORTS = ("vcard", "csv", "json")


class Import(NamedTuple):
    """One import: the format, the files, and whatever options it takes."""

    format: str
    paths: tuple[Path, ...]
    options: tuple[str, ...] = ()


class Done(NamedTuple):
    """What a command left: its exit code, and all that it printed."""

    code: int
    out: str


class Book:
    """A vault, and the commands that are run on it."""

    def __init__(self, root: Path, files_: Mapping[str, str | bytes] | None = None) -> None:
        self.root = make_vault(root, {"netkeep.toml": f"format = 1\n{OWNER}", **(files_ or {})})

    def run(self, *arguments: str | Path, today: str = TODAY) -> Done:
        """Run a command in this process, without a terminal."""
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            code = run(["--vault", str(self.root), "--today", today, *map(str, arguments)])
        return Done(code, out.getvalue())

    def take(self, wanted: Import, today: str = TODAY) -> Done:
        """Import something."""
        return self.run("import", wanted.format, *wanted.paths, *wanted.options, today=today)

    def everything(self) -> dict[str, bytes]:
        """Return every file of the vault, byte for byte, what sources said included."""
        return files(self.root)

    def content(self) -> dict[str, bytes]:
        """Return the files of people, jobs and organisations: all but what sources said."""
        return {path: text for path, text in self.everything().items() if not path.startswith("imports/")}

    def contacts(self) -> dict[str, Contact]:
        """Return the people by id."""
        return dict(load(self.root).contacts)

    def people(self) -> list[Contact]:
        """Return the people in the order of their names."""
        return sorted(self.contacts().values(), key=lambda contact: (contact.name, contact.id))

    def errors(self) -> list[tuple[str, str, str]]:
        """Return file, code and message of each finding that makes a check fail; advice does not."""
        found = json.loads(self.run("check", "--format", "json").out)["diagnostics"]
        return [(one["path"], one["code"], one["message"]) for one in found if one["severity"] == "error"]


def assert_kept(book: Book, imports: Sequence[Import], exports: Path) -> None:
    """Assert what holds after every import, whatever was read, on a vault into which ``imports`` were just made.

    Nothing that it wrote is a finding; the same again changes no byte; and our own exports, read back into the vault
    that they came from, change no file of anybody's, and the second time no byte at all.
    """
    assert (book.run("check").code, book.errors()) == (0, [])
    assert_unchanged(book, imports)
    for name in _OWN_EXPORTS:
        export = exports / f"export.{name}"
        assert book.run("export", name, "--to", export).code == 0
        own = Import(name, (export,))
        before = book.content()
        done = book.take(own)
        assert (name, changes(before, book.content())) == (name, {}), done.out
        assert_unchanged(book, [own])
    assert book.errors() == []


def assert_unchanged(book: Book, imports: Sequence[Import]) -> None:
    """Assert that imports that were made before change not one byte of the vault."""
    before = book.everything()
    for wanted in imports:
        done = book.take(wanted)
        assert changes(before, book.everything()) == {}, done.out


def changes(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> dict[str, tuple[str, str]]:
    """Return the files that differ, each with its text before and after; empty where there is none."""
    return {
        path: (before.get(path, b"").decode("utf-8", "replace"), after.get(path, b"").decode("utf-8", "replace"))
        for path in sorted({*before, *after})
        if before.get(path) != after.get(path)
    }


def said(contact: Contact) -> dict[str, object]:
    """Return what a file says, without what is empty and without ``to-triage``: each value as a person reads it.

    Addresses and numbers have their label before them, roles read ``title @ org / team``; ``parts`` are the parts of
    the name that are kept, ``x`` postal addresses, dates and whatever else is kept below it, as one text.
    """
    parts = contact.x.get(person_names.KEY)
    assert parts is None or isinstance(parts, Mapping)
    whole = {
        "name": contact.name,
        "aliases": list(contact.aliases),
        "pronouns": contact.pronouns,
        "emails": [_labelled(email.address, email.label) for email in contact.emails],
        "phones": [_labelled(phone.number, phone.label) for phone in contact.phones],
        "links": dict(contact.links),
        "location": contact.location,
        "timezone": contact.timezone,
        "birthday": str(contact.birthday) if contact.birthday else None,
        "tags": [tag for tag in contact.tags if tag != "to-triage"],
        "roles": [role_text(role.org, role.title, role.team) for role in contact.roles],
        "note": contact.body.prose.strip(),
        "log": [f"{entry.date} {entry.kind}{entry.text and f': {entry.text}'}" for entry in contact.body.log],
        "parts": {key: _listed(value) for key, value in parts.items() if key != "of"} if parts else None,
        "x": "\n".join(
            (
                *(text for one in contact.addresses for text in texts_of(RECORDS["addresses"], one).values()),
                *(text for one in contact.dates for text in texts_of(RECORDS["dates"], one).values()),
                *texts({key: value for key, value in contact.x.items() if key != person_names.KEY}),
            )
        ),
    }
    return {key: value for key, value in whole.items() if value}


def role_text(org: str, title: str | None, team: str | None) -> str:
    """Return a role as a person reads it."""
    return f"{f'{title} @ ' if title else ''}{org}{f' / {team}' if team else ''}"


def texts(value: object) -> Iterator[str]:
    """Yield every key and every text below ``x``."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield str(key)
            yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)
    else:
        yield str(value)


def _listed(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _labelled(value: str, label: str | None) -> str:
    return f"{label}: {value}" if label else value
