"""Which fields the site may show: those of a contact by their row. The settings can only hide more."""

from collections.abc import Callable
from difflib import get_close_matches
from functools import cache
from operator import attrgetter
from typing import Any, Final

from netkeep.config import FILE_NAME
from netkeep.errors import ConfigError
from netkeep.model.body import Body
from netkeep.model.fields import FIELDS
from netkeep.model.jobs import Job, Organisation
from netkeep.model.people import Contact

# The name is always shown, except where it is a hidden address or number; ``private`` hides a person altogether.
PERSON_FIELDS: Final = tuple(row.key for row in FIELDS if row.shown and row.key != "name")
ORG_FIELDS: Final = ("aliases", "links", "tags")
JOB_FIELDS: Final = ("title", "kind", "start", "end", "tags")
BODY_FIELDS: Final = ("body", "log", "reminders")
_HIDEABLE = frozenset({*(row.key for row in FIELDS), *BODY_FIELDS}) - {"name"}


def hidden(names: frozenset[str]) -> frozenset[str]:
    """Return the fields that the settings hide. Raise for a name that is no field: a typo must not publish anything."""
    for name in sorted(names - _HIDEABLE):
        near = get_close_matches(name, sorted(_HIDEABLE), n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise ConfigError(f"{FILE_NAME}: site.hide names no field of a contact: {name!r}{hint}")
    return names


def shown_contact(contact: Contact, hide: frozenset[str]) -> Contact:
    """Return a contact with nothing but what may be shown; why someone is archived is for the owner only."""
    names, values_of = _shown_fields(hide)
    kept = dict(zip(names, values_of(contact), strict=True))
    if kept.get("archived") is not None:
        kept["archived"] = "archived"
    return Contact(**kept, body=shown_body(contact.body, hide))


@cache
def _shown_fields(hide: frozenset[str]) -> tuple[tuple[str, ...], Callable[[Contact], tuple[Any, ...]]]:
    """Return the fields of a contact that are shown, and what reads them all at once: a vault has thousands."""
    names = ("id", "name", *(name for name in PERSON_FIELDS if name not in hide))
    return names, attrgetter(*names)


def shown_job(job: Job, hide: frozenset[str]) -> Job:
    """Return a job of the owner's with nothing but what may be shown."""
    kept = {name: getattr(job, name) for name in JOB_FIELDS if name not in hide}
    return Job(job.id, job.org, **kept, body=shown_body(job.body, hide))


def shown_org(org: Organisation, hide: frozenset[str]) -> Organisation:
    """Return an organisation with nothing but what may be shown."""
    kept = {name: getattr(org, name) for name in ORG_FIELDS if name not in hide}
    return Organisation(org.id, org.name, **kept, body=shown_body(org.body, hide))


def shown_body(body: Body, hide: frozenset[str]) -> Body:
    """Return a body without its raw text, what is hidden, and reminders that are done."""
    return Body(
        prose="" if "body" in hide else body.prose,
        links=() if "body" in hide else body.links,
        reminders=() if "reminders" in hide else tuple(item for item in body.reminders if not item.done),
        log=() if "log" in hide else body.log,
        log_at=body.log_at,
    )
