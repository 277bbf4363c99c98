"""netkeep with fields of a contact that no module has heard of: rows of the table, and attributes of their names.

To be imported before anything else of netkeep, in a process of its own.
"""

from dataclasses import dataclass, field, make_dataclass

from netkeep.model import fields, people
from netkeep.model.dates import Birthday, PartialDate
from netkeep.model.fields import Field
from netkeep.model.shapes import BIRTHDAY, ListOf, Record, Value


@dataclass(frozen=True, slots=True)
class Pet:
    """An item of a list."""

    name: str
    species: str | None = None
    since: PartialDate | None = None


_ROWS = (
    Field("shoe", Value(), "Their shoes."),
    Field("named", BIRTHDAY, "Their name day."),
    Field("hobbies", ListOf(Value()), "What they like."),
    Field(
        "pets",
        ListOf(
            Record(
                {"name": Value(), "species": Value(), "since": Value("partial date")},
                frozenset({"name"}),
                "name",
                model=Pet,
            )
        ),
        "Their pets.",
        {"name": "What it is called.", "species": "What it is.", "since": "Since when."},
        known_by=("name",),
    ),
)
fields.FIELDS = (*fields.FIELDS, *_ROWS)
people.Contact = make_dataclass(  # type: ignore[misc, assignment]
    "Contact",
    [
        ("shoe", str | None, field(default=None)),
        ("named", Birthday | None, field(default=None)),
        ("hobbies", tuple[str, ...], field(default=())),
        ("pets", tuple[Pet, ...], field(default=())),
    ],
    bases=(people.Contact,),
    frozen=True,
    slots=True,
)
