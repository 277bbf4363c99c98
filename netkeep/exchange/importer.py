"""The formats that can be imported, and the interface of their readers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, cast

from netkeep.exchange.candidate import Reading


@dataclass(frozen=True, slots=True)
class Options:
    """What a reader needs to know besides the files.

    ``owner_name`` and ``owner_emails`` identify the owner; ``region`` is the country (ISO 3166, two letters) of phone
    numbers without one; ``encoding`` is for files that do not state their own; ``columns`` names the column of a table
    for a field (field -> header), and ``day_first`` says how 3/4/1990 is meant there; ``with_text`` asks for the text
    of messages, which is otherwise not imported.
    """

    today: date
    owner_name: str | None = None
    owner_emails: tuple[str, ...] = ()
    region: str | None = None
    encoding: str | None = None
    as_of: date | None = None
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    with_text: bool = False
    day_first: bool | None = None


class Read(Protocol):
    """Reader of the files of a format. Raises :class:`netkeep.errors.NetkeepError` if none can be read."""

    def __call__(self, paths: Sequence[Path], options: Options, /) -> Reading:
        """Return what the files say."""
        ...


FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "linkedin": "A LinkedIn data archive: the .zip, or the folder it was unpacked to.",
        "vcard": "vCard 2.1, 3.0 or 4.0: files with one card or many, or a folder of them.",
        "google": "Contacts exported from Google as CSV.",
        "outlook": "Contacts exported from Outlook as CSV.",
        "csv": "Any table; the columns are named by options or in netkeep.toml.",
        "json": "What netkeep itself exports as JSON.",
        "mail": "mbox, Maildir or .eml: whom you write with.",
        "calendar": "iCalendar (.ics): whom you meet.",
        "git": "Repositories: whom you write code with.",
    }
)
ADDITIVE_FORMATS = frozenset({"linkedin", "mail", "calendar", "git"})
"""Formats whose silence means nothing: a fact that is missing from a newer file has not been withdrawn."""

HISTORY_FORMATS = frozenset({"linkedin"})
"""Formats that name only the present employer: successive imports of them add up to a history."""

SIGHTING_FORMATS = frozenset({"mail", "calendar", "git"})
"""Formats that add no contacts: they only say whom the owner has seen, path by path."""


def reader(name: str) -> Read:
    """Return the reader of a format, ``netkeep.exchange.importers.<name>.read``; imported on demand, as it is heavy."""
    return cast("Read", import_module(f"netkeep.exchange.importers.{name}").read)
