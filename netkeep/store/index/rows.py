"""The rows that the index keeps for a file."""

from collections.abc import Sequence
from typing import NamedTuple

FOREVER = "9999-12-31"
"""A day that sorts behind all others, as text."""


# Kinds of file, as the schema calls them.
PERSON, JOB, ORGANISATION = "person", "job", "organisation"
# Kinds of fact that the vault itself uses; rules across files have more of their own.
LINK, CALLED, ORG, PERSON_ID, TAG = "link", "called", "org", "person id", "tag"
NO_EMPLOYER = "no employer"
"""A name in an organisation's place that names none; a file below ``orgs/`` may say otherwise."""
EVERY_KIND = "*"


class Stamp(NamedTuple):
    """The stamp of a file: it changes whenever its content does, or who may read it.

    It has the size, when the content changed (ns), the inode, when anything about it changed (ns), the permissions.
    """

    path: str
    size: int
    mtime_ns: int
    inode: int
    ctime_ns: int = 0
    mode: int = 0


class Beside(NamedTuple):
    """What an index knows besides the contacts, jobs and organisations.

    It has the files that no command reads, each with the reason, and the bytes of the file of renames.
    """

    strays: Sequence[tuple[str, str]] = ()
    renames: bytes = b""


class Place(NamedTuple):
    """A place in a file of the vault: lines and columns from 1, columns in characters."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


class FactRow(NamedTuple):
    """A fact for rules across files: an address, an id that is named, a spelling. ``key`` is compared."""

    kind: str
    key: str
    note: str
    place: Place


class FindingRow(NamedTuple):
    """A finding as it is kept. It holds from the day ``since`` on, until the day before ``until`` (dates in ISO form).

    ``fix`` is the fix as JSON (see :mod:`netkeep.check.fix`); empty if only a person can mend it. ``opt_in`` marks
    findings that are only reported to those who asked for the rule.
    """

    code: str
    place: Place
    message: str
    help: str
    until: str | None = None
    fix: str = ""
    since: str | None = None
    opt_in: bool = False


class Accepted(NamedTuple):
    """A suppression: a code that the owner accepts on one line, or (line 0) in the whole file, and where it says so.

    ``used`` is the day until which a finding in the file itself is accepted by it, :data:`FOREVER`, or empty for none.
    """

    path: str
    line: int
    code: str
    place: Place
    used: str = ""


NAME_IN_TEXT, NAME_KNOWN = "\ufffc", "\ufffb"
"""Stand for a name that another file says: in a text that links to it, and of somebody whom a person knows."""


class Words(NamedTuple):
    """What people search in a file, folded; names that other files say are :data:`NAME_IN_TEXT` or :data:`NAME_KNOWN`.

    ``beside`` are the characters that touch such a name: a word that is looked for may go on from it to them.
    """

    text: str = ""
    beside: str = ""


class Analysis(NamedTuple):
    """Everything the index keeps about a file. ``record`` is its item as JSON; empty if the file is unreadable.

    ``blob`` is git's name for exactly these bytes; empty if they are not known for certain.
    """

    path: str
    kind: str
    findings: tuple[FindingRow, ...] = ()
    facts: tuple[FactRow, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    record: str = ""
    blob: str = ""
    words: Words = Words()
