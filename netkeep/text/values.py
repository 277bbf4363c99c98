"""Contact -> typed values by the keys of the front matter: the way back from :mod:`netkeep.text.build`.

A value is text, a date or another scalar of the model, a tuple of values, or a dict of values. Empty values
(an empty list, ``private: false``) have no key.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from netkeep.model.fields import FIELDS
from netkeep.model.jobs import Job, Organisation
from netkeep.model.people import Contact
from netkeep.model.schema import CONTACT, JOB, ORGANISATION
from netkeep.model.shapes import Free, ListOf, MapOf, Record, Shape, values_of

Values = dict[str, object]
_NO_TEXT = re.compile(r"true|false|-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?|\d{4}-\d\d-\d\d(?:T[\d:.]{1,20}Z?)?", re.ASCII)
_NOTHING: tuple[object, ...] = (None, False, (), {})


class Plain(str):
    """A text that is written without quotes, whatever a reader makes of it."""

    __slots__ = ()


def contact_values(contact: Contact) -> Values:
    """Return all that the front matter of a contact says, in the order of the schema."""
    filled = ((row, value) for row in FIELDS if (value := getattr(contact, row.key)) not in _NOTHING)
    values = {row.key: _written(row.shape, value) for row, value in filled}
    return _without_empty({**values, **_properties(contact, CONTACT)})


def _written(shape: Shape, value: Any) -> object:  # noqa: ANN401 (its type goes by the shape)
    """Return a value of a contact as the front matter has it."""
    match shape:
        case ListOf(Record() as record):
            return tuple(_without_empty(values_of(record, item)) for item in value)
        case MapOf():
            return dict(value)
        case Free():
            return free(value)
        case _:
            return value


@dataclass(frozen=True, slots=True)
class Review:
    """The annual review: a month, or a day of the year."""

    month: int
    day: int | None

    def __str__(self) -> str:
        return f"{self.month:02}-{self.day:02}" if self.day else str(self.month)


def job_values(job: Job) -> Values:
    """Return all that the front matter of a job says, in the order of the schema."""
    return _without_empty(
        {
            "org": job.org,
            "title": job.title,
            "kind": job.kind,
            "from": job.start,
            "to": job.end,
            "review": Review(*job.review) if job.review else None,
            "sweep": job.sweep,
            **_common(job),
            **_properties(job, JOB),
        }
    )


def organisation_values(item: Organisation) -> Values:
    """Return all that the front matter of an organisation says, in the order of the schema."""
    return _without_empty(
        {
            "name": item.name,
            "aliases": item.aliases,
            "domains": item.domains,
            "links": dict(item.links),
            "target": item.target,
            **_common(item),
            **_properties(item, ORGANISATION),
        }
    )


def item_values(item: Contact | Job | Organisation) -> Values:
    """Return all that the front matter of a file says, in the order of its schema."""
    match item:
        case Contact():
            return contact_values(item)
        case Job():
            return job_values(item)
        case Organisation():
            return organisation_values(item)


def _common(item: Job | Organisation) -> Values:
    return {"tags": item.tags, "check_ignore": item.check_ignore, "x": free(item.x)}


def _properties(item: Contact | Job | Organisation, shape: Record) -> Values:
    """Return the keys of other programs; one that the format has adopted since is a field, and no longer a property."""
    return {key: _plain(free(value)) for key, value in item.properties.items() if key not in shape.fields}


def _plain(value: object) -> object:
    """Return a value with booleans, numbers and dates written plain, as the other program wrote them."""
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    return Plain(value) if isinstance(value, str) and _NO_TEXT.fullmatch(value) else value


def _without_empty(values: Values) -> Values:
    return {key: value for key, value in values.items() if value not in _NOTHING}


def free(value: object) -> object:
    """Return a value of ``x`` as reading gives it: text, tuples and dicts, nothing else."""
    if isinstance(value, Mapping):
        return {str(key): free(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return tuple(free(inner) for inner in value)
    return text_of(value)


def text_of(value: object) -> str:
    """Return the text of a scalar as it stands in a file."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)
