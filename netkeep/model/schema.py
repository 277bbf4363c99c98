"""The keys of each kind of file, as data for reading, checking and suggesting."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from netkeep.model.fields import FIELDS
from netkeep.model.jobs import JOB_KINDS
from netkeep.model.shapes import Free, ListOf, MapOf, Record, Shape, Value

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

CONTACT = Record({row.key: row.shape for row in FIELDS}, required=frozenset({"name"}))

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
        "target": Value("partial date"),
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
"""Any other Markdown file in the vault; its content is not read."""
FILE_KINDS = (PERSON, JOB_FILE, ORG_FILE)

_COMMON_ABOUT = {
    "tags": "Words to find them by; netkeep.toml can give a tag a cadence.",
    "check_ignore": "Codes of the findings that are accepted in this file.",
    "x": "Fields of your own, and of other programs: any shape, never a finding.",
}
_PERSON_ABOUT = {row.key: row.about for row in FIELDS} | {
    f"{row.key}.{key}": words for row in FIELDS for key, words in row.parts.items()
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
    "domains": "The part of its e-mail addresses after the @.",
    "links": "Its pages by name; https or http.",
    "target": "You would like to work there: by when, YYYY-MM or YYYY-MM-DD. Never published.",
}
ABOUT: Mapping[str, str] = {
    f"{kind.name}.{key}": words
    for kind, about in ((PERSON, _PERSON_ABOUT), (JOB_FILE, _JOB_ABOUT), (ORG_FILE, _ORGANISATION_ABOUT))
    for key, words in (_COMMON_ABOUT | about).items()
}
"""What each key is for, in a sentence, by its path: ``person.emails.address``."""
