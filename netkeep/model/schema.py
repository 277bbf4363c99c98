"""The keys of each kind of file, as data: what reading, checking and suggesting go by."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from netkeep.model.people import RELATIONS
from netkeep.model.work import JOB_KINDS


@dataclass(frozen=True, slots=True)
class Value:
    """A scalar. ``kind`` names its reader in :mod:`netkeep.text.scalars`."""

    kind: str = "text"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one kind of thing."""

    item: "Value | Record"


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping from free names to one kind of scalar."""

    value: Value


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys; ``short`` is the key that a bare scalar stands for."""

    fields: Mapping[str, "Value | ListOf | MapOf | Record | Free"]
    required: frozenset[str] = frozenset()
    short: str | None = None


@dataclass(frozen=True, slots=True)
class Free:
    """A mapping that is the person's own: any shape, never a finding."""


Shape = Value | ListOf | MapOf | Record | Free

_TEXT = Value()
_TEXTS = ListOf(_TEXT)
_COMMON: Mapping[str, Shape] = {
    "tags": _TEXTS,
    "check_ignore": ListOf(Value("code")),
    "x": Free(),
}

_ROLE = Record(
    {
        "org": _TEXT,
        "title": _TEXT,
        "team": _TEXT,
        "from": Value("partial date"),
        "to": Value("partial date"),
    },
    required=frozenset({"org"}),
)

CONTACT = Record(
    {
        "name": _TEXT,
        "aliases": _TEXTS,
        "pronouns": _TEXT,
        "emails": ListOf(Record({"address": Value("email"), "label": _TEXT}, frozenset({"address"}), "address")),
        "phones": ListOf(Record({"number": Value("phone"), "label": _TEXT}, frozenset({"number"}), "number")),
        "links": MapOf(Value("url")),
        "location": _TEXT,
        "timezone": Value("timezone"),
        "birthday": Value("birthday"),
        "tags": _TEXTS,
        "roles": ListOf(_ROLE),
        "worked_with": ListOf(
            Record({"job": Value("id"), "as": Value("choice", RELATIONS)}, frozenset({"job"})),
        ),
        "introduced_by": Value("id"),
        "knows": ListOf(Record({"id": Value("id"), "how": _TEXT}, frozenset({"id"}), "id")),
        "cadence": Value("cadence"),
        "paused_until": Value("date"),
        "private": Value("flag"),
        "archived": _TEXT,
        "check_ignore": _COMMON["check_ignore"],
        "x": _COMMON["x"],
    },
    required=frozenset({"name"}),
)

JOB = Record(
    {
        "org": _TEXT,
        "title": _TEXT,
        "kind": Value("choice", JOB_KINDS),
        "from": Value("partial date"),
        "to": Value("partial date"),
        "review": Value("review"),
        "sweep": Value("duration"),
        **_COMMON,
    },
    required=frozenset({"org"}),
)

ORGANISATION = Record(
    {
        "name": _TEXT,
        "aliases": _TEXTS,
        "domains": ListOf(Value("domain")),
        "links": MapOf(Value("url")),
        **_COMMON,
    },
    required=frozenset({"name"}),
)


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file in a vault: its folder, and the keys of its front matter."""

    name: str
    folder: str
    shape: Record = field(repr=False)


PERSON = FileKind("person", "people", CONTACT)
JOB_FILE = FileKind("job", "jobs", JOB)
ORG_FILE = FileKind("organisation", "orgs", ORGANISATION)
FILE_KINDS = (PERSON, JOB_FILE, ORG_FILE)
