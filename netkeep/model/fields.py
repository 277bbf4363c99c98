"""The fields of a contact, one row of data each, which reading, writing, merging, exporting and showing use.

A row holds data alone; each layer dispatches on its ``shape`` and, for what is more than text, on the kind of its
values. A new field is a row here and an attribute of the same name in :class:`netkeep.model.people.Contact`; until its
row says otherwise, the site does not show it, and the site's audit looks for what it says.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

from netkeep.model.people import RELATIONS, Acquaintance, Address, Email, Engagement, NamedDate, Phone, Role
from netkeep.model.shapes import BIRTHDAY, Free, ListOf, MapOf, Record, Shape, Value

SoughtAs = Literal["word", "alias", "name", ""]
"""How the audit of the site looks for the texts of a field; empty where they reveal nothing about anybody."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a contact: its key in the front matter, and its attribute.

    ``about`` says what it is for, ``parts`` the same for the keys of its records. Records with the same values of the
    keys ``known_by`` are the same, unless ``several`` of these may stand beside each other. ``adds_up`` says that a
    value stays when a source no longer has it, ``reported`` that an import reports where the vault keeps its own.
    ``shown`` lets the site show it; ``unsought`` are keys of its records that reveal nothing. ``inline`` writes a short
    list on one line, ``open_items`` each item on lines of its own; ``commas`` separate its values in a table's cell,
    too. A ``detail`` is listed under its key where people look and search; other fields have a place and words of
    their own there.
    """

    key: str
    shape: Shape
    about: str
    parts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    known_by: tuple[str, ...] = ()
    several: bool = False
    adds_up: bool = False
    reported: bool = False
    shown: bool = False
    sought: SoughtAs = "word"
    unsought: frozenset[str] = frozenset()
    inline: bool = False
    open_items: bool = False
    commas: bool = False
    detail: bool = True


_TEXT: Final = Value()
_TEXTS: Final = ListOf(_TEXT)
_LABEL: Final = "What it is for; home and work are known."
_ROLE: Final = Record(
    {
        "org": _TEXT,
        "title": _TEXT,
        "team": _TEXT,
        "from": Value("partial date"),
        "to": Value("partial date"),
    },
    required=frozenset({"org"}),
    model=Role,
    attributes={"from": "start", "to": "end"},
)

FIELDS: tuple[Field, ...] = (
    Field("name", _TEXT, "Their name, as they would sign.", shown=True, sought="name", detail=False),
    Field(
        "aliases",
        _TEXTS,
        "Former names, nicknames and other spellings; searching and importing know them.",
        adds_up=True,
        shown=True,
        sought="alias",
        inline=True,
        detail=False,
    ),
    Field("pronouns", _TEXT, "How they wish to be spoken of.", shown=True, detail=False),
    Field(
        "emails",
        ListOf(
            Record({"address": Value("email"), "label": _TEXT}, frozenset({"address"}), "address", model=Email),
        ),
        "E-mail addresses, the preferred one first.",
        {"address": "The address alone: name@domain.example.", "label": _LABEL},
        known_by=("address",),
        shown=True,
        commas=True,
        detail=False,
    ),
    Field(
        "phones",
        ListOf(Record({"number": Value("phone"), "label": _TEXT}, frozenset({"number"}), "number", model=Phone)),
        "Phone numbers, the preferred one first.",
        {"number": "The number alone, best with its country: +44 20 7946 0000.", "label": _LABEL},
        known_by=("number",),
        shown=True,
        inline=True,
        detail=False,
    ),
    Field(
        "links",
        MapOf(Value("url")),
        "Profiles and pages by the name of the service; https or http.",
        reported=True,
        shown=True,
        detail=False,
    ),
    Field(
        "addresses",
        ListOf(
            Record(
                {
                    **dict.fromkeys(("street", "city", "region", "postcode", "country", "box", "extended"), _TEXT),
                    "label": _TEXT,
                },
                short="street",
                model=Address,
            )
        ),
        "Postal addresses, the preferred one first; text alone is one that is not taken apart.",
        {
            "street": "Street and number; or the whole address.",
            "city": "The town or city.",
            "region": "The state, province or county.",
            "postcode": "The postal code.",
            "country": "The country.",
            "box": "The post office box.",
            "extended": "Flat, floor, building, care of.",
            "label": _LABEL,
        },
        known_by=("street", "city", "region", "postcode", "country", "box", "extended"),
        unsought=frozenset({"region", "postcode", "country", "label"}),  # words and figures that any page may have
    ),
    Field("location", _TEXT, "Where they are, in your words.", shown=True, detail=False),
    Field(
        "timezone",
        Value("timezone"),
        "The IANA name of their time zone, such as Europe/London.",
        shown=True,
        detail=False,
    ),
    Field(
        "birthday",
        Value("birthday"),
        "YYYY-MM-DD, or --MM-DD where the year is unknown.",
        shown=True,
        detail=False,
    ),
    Field(
        "dates",
        ListOf(
            Record(
                {"name": _TEXT, "on": BIRTHDAY, "every": Value("duration")}, frozenset({"name", "on"}), model=NamedDate
            )
        ),
        "Days of theirs besides the birthday: an anniversary, a jubilee at work.",
        {
            "name": "What the day is.",
            "on": "YYYY-MM-DD, or --MM-DD where the year is unknown.",
            "every": "How often it comes back, and is due: yearly, 5 years; left out where it does not.",
        },
        known_by=("name",),
        several=True,
        shown=True,
    ),
    Field(
        "tags",
        _TEXTS,
        "Words to find them by; netkeep.toml can give a tag a cadence.",
        shown=True,
        inline=True,
        commas=True,
        detail=False,
    ),
    Field(
        "roles",
        ListOf(_ROLE),
        "Where they work and have worked, newest first.",
        {
            "org": "The organisation.",
            "title": "What they are there.",
            "team": "The team or department.",
            "from": "When it began: YYYY, YYYY-MM or YYYY-MM-DD.",
            "to": "When it ended: YYYY, YYYY-MM or YYYY-MM-DD; left out while it goes on.",
        },
        shown=True,
        unsought=frozenset({"from", "to"}),
        open_items=True,
        detail=False,
    ),
    Field(
        "worked_with",
        ListOf(
            Record(
                {"job": Value("id"), "as": Value("choice", RELATIONS)},
                frozenset({"job"}),
                model=Engagement,
                attributes={"as": "relation"},
            )
        ),
        "What they were to you, job by job.",
        {"job": "The id of a job of yours: its file's name without .md.", "as": "What they were to you in it."},
        known_by=("job",),
        several=True,
        reported=True,
        shown=True,
        detail=False,
    ),
    Field("introduced_by", Value("id"), "The id of the person who introduced you.", shown=True, detail=False),
    Field(
        "knows",
        ListOf(Record({"id": Value("id"), "how": _TEXT}, frozenset({"id"}), "id", model=Acquaintance)),
        "Ids of people whom they know; read in both directions.",
        {"id": "The id of the person.", "how": "How they know each other."},
        known_by=("id",),
        several=True,
        reported=True,
        shown=True,
        inline=True,
        detail=False,
    ),
    Field(
        "cadence",
        Value("cadence"),
        "How often you want to be in touch: 3 months, 2 weeks, quarterly; or none.",
        shown=True,
        detail=False,
    ),
    Field("paused_until", Value("date"), "No catch-up is due before this day.", sought="", detail=False),
    Field("private", Value("flag"), "true keeps them out of the site and of exports.", sought="", detail=False),
    Field("archived", _TEXT, "Why they are kept, but never due.", shown=True, detail=False),
    Field(
        "check_ignore",
        ListOf(Value("code")),
        "Codes of the findings that are accepted in this file.",
        sought="",
        inline=True,
        detail=False,
    ),
    Field(
        "x",
        Free(),
        "Fields of your own, and of other programs: any shape, never a finding.",
        reported=True,
        open_items=True,
        detail=False,
    ),
)
"""All fields, in the order in which a file has them."""


def field_of(key: str) -> Field | None:
    """Return the row of a field, or None."""
    return next((row for row in FIELDS if row.key == key), None)


_ONE_OF_THEM: Final = {"alias": "aliases", "email": "emails", "phone": "phones", "link": "links", "tag": "tags"}


def field_named(name: str) -> Field | None:
    """Return the row of a field by its key, or by the name of one of its items: ``tag`` for ``tags``."""
    return field_of(_ONE_OF_THEM.get(name, name))


def record_of(row: Field) -> Record | None:
    """Return the record that a field is a list of, or None."""
    return row.shape.item if isinstance(row.shape, ListOf) and isinstance(row.shape.item, Record) else None
