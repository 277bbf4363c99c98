"""Typed values -> Contact, Job, Organisation. Unreadable values are absent; their problems are reported elsewhere."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from netkeep.model.body import Body
from netkeep.model.fields import FIELDS
from netkeep.model.jobs import Job, Organisation
from netkeep.model.people import Contact
from netkeep.model.shapes import Free, ListOf, MapOf, Record, Shape, item_of

# The schema has typed every value (netkeep.text.typed); Any stands only between it and these constructors.
Values = dict[str, Any]


def build_contact(stem: str, values: Values, body: Body, properties: Values) -> Contact:
    """Return the person of a file; one without a readable name goes by their id."""
    built = {key: _BUILT[key](value) for key, value in values.items()}
    return Contact(**{"id": stem, "name": stem, **built}, properties=MappingProxyType(properties), body=body)


def build_job(stem: str, values: Values, body: Body, properties: Values) -> Job:
    """Return the job of a file."""
    return Job(
        id=stem,
        org=values.get("org", stem),
        title=values.get("title"),
        kind=values.get("kind"),
        start=values.get("from"),
        end=values.get("to"),
        review=values.get("review"),
        sweep=values.get("sweep"),
        tags=values.get("tags", ()),
        check_ignore=values.get("check_ignore", ()),
        x=MappingProxyType(_free(values)),
        properties=MappingProxyType(properties),
        body=body,
    )


def build_organisation(stem: str, values: Values, body: Body, properties: Values) -> Organisation:
    """Return the organisation of a file."""
    return Organisation(
        id=stem,
        name=values.get("name", stem),
        aliases=values.get("aliases", ()),
        domains=values.get("domains", ()),
        links=MappingProxyType(values.get("links", {})),
        target=values.get("target"),
        tags=values.get("tags", ()),
        check_ignore=values.get("check_ignore", ()),
        x=MappingProxyType(_free(values)),
        properties=MappingProxyType(properties),
        body=body,
    )


def _builder(shape: Shape) -> Callable[[Any], Any]:
    """Return the function that turns a typed value of a shape into the value that a contact has."""
    match shape:
        case ListOf(Record() as record):
            return lambda values: tuple(item_of(record, value) for value in values)
        case MapOf():
            return MappingProxyType
        case Free():
            return lambda value: MappingProxyType(value if isinstance(value, dict) else {"x": value})
        case _:
            return lambda value: value


_BUILT: Mapping[str, Callable[[Any], Any]] = {row.key: _builder(row.shape) for row in FIELDS}


def _free(values: Values) -> dict[str, object]:
    free = values.get("x", {})
    return free if isinstance(free, dict) else {"x": free}
