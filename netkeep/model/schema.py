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

PROPERTIES: Mapping[str, str] = {
    "cssclasses": "Obsidian: classes for the look of the note.",
    "cssclass": "Obsidian: a class for the look of the note.",
    "publish": "false keeps a person off the site, and out of nothing else.",
    "permalink": "Obsidian Publish: the note's address.",
    "description": "Obsidian Publish: what the note is about.",
    "image": "Obsidian Publish: a picture for the note.",
    "cover": "Obsidian Publish: a picture for the note.",
    "created": "When the note was made.",
    "updated": "When the note was last changed.",
    "modified": "When the note was last changed.",
    "date created": "When the note was made.",
    "date modified": "When the note was last changed.",
    "position": "Where something is in the note, as Obsidian's plugins keep it.",
}
"""Keys of other programs at the top of the front matter: any shape, kept, and never a finding."""

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
NOTE_FILE = FileKind("note", "", Record({}))
"""A file among the others that is none of them: nothing of it is read."""
FILE_KINDS = (PERSON, JOB_FILE, ORG_FILE)

_COMMON_ABOUT = {
    "tags": "Words to find them by; netkeep.toml can give a tag a cadence.",
    "check_ignore": "Codes of the findings that are accepted in this file.",
    "x": "Fields of your own, and of other programs: any shape, never a finding.",
}
_PERSON_ABOUT = {
    "name": "Their name, as they would sign.",
    "aliases": "Former names, nicknames and other spellings; searching and importing know them.",
    "pronouns": "How they wish to be spoken of.",
    "emails": "E-mail addresses, the preferred one first.",
    "emails.address": "The address alone: name@domain.example.",
    "emails.label": "What it is for; home and work are known.",
    "phones": "Phone numbers, the preferred one first.",
    "phones.number": "The number alone, best with its country: +44 20 7946 0000.",
    "phones.label": "What it is for; home and work are known.",
    "links": "Profiles and pages by the name of the service; https or http.",
    "location": "Where they are, in your words.",
    "timezone": "The IANA name of their time zone, such as Europe/London.",
    "birthday": "YYYY-MM-DD, or --MM-DD where the year is unknown.",
    "roles": "Where they work and have worked, newest first.",
    "roles.org": "The organisation.",
    "roles.title": "What they are there.",
    "roles.team": "The team or department.",
    "roles.from": "When it began: YYYY, YYYY-MM or YYYY-MM-DD.",
    "roles.to": "When it ended: YYYY, YYYY-MM or YYYY-MM-DD; left out while it goes on.",
    "worked_with": "What they were to you, job by job.",
    "worked_with.job": "The id of a job of yours: its file's name without .md.",
    "worked_with.as": "What they were to you in it.",
    "introduced_by": "The id of the person who introduced you.",
    "knows": "Ids of people whom they know; read in both directions.",
    "knows.id": "The id of the person.",
    "knows.how": "How they know each other.",
    "cadence": "How often you want to be in touch: 3 months, 2 weeks, quarterly; or none.",
    "paused_until": "No catch-up is due before this day.",
    "private": "true keeps them out of the site and of exports.",
    "archived": "Why they are kept, but never due.",
}
_JOB_ABOUT = {
    "org": "The organisation you work or worked for.",
    "title": "What you are there.",
    "kind": "What kind of job it is.",
    "from": "When it began: YYYY, YYYY-MM or YYYY-MM-DD.",
    "to": "Its known or planned end; left out while it is open.",
    "review": "When the annual review is: a month (11) or a day (MM-DD).",
    "sweep": "How often to look for people not captured yet, such as 6 months.",
}
_ORGANISATION_ABOUT = {
    "name": "The organisation's name.",
    "aliases": "What else it is called; roles and jobs are joined by these names.",
    "domains": "The part of its e-mail addresses behind the @.",
    "links": "Its pages by name; https or http.",
}
ABOUT: Mapping[str, str] = {
    f"{kind.name}.{key}": words
    for kind, about in ((PERSON, _PERSON_ABOUT), (JOB_FILE, _JOB_ABOUT), (ORG_FILE, _ORGANISATION_ABOUT))
    for key, words in (about | _COMMON_ABOUT).items()
}
"""What each key is for, in a sentence, by its path: ``person.emails.address``."""
