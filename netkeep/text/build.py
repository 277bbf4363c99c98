"""Typed values -> Contact, Job, Organisation. What could not be read is absent; the problem is reported elsewhere."""

from types import MappingProxyType
from typing import Any

from netkeep.model.body import Body
from netkeep.model.people import Acquaintance, Contact, Email, Engagement, Phone, Role
from netkeep.model.work import Job, Organisation

# The schema has typed every value (netkeep.text.typed); Any stands only between it and these constructors.
Values = dict[str, Any]


def build_contact(stem: str, values: Values, body: Body, properties: Values) -> Contact:
    """Give the person of a file; one without a readable name goes by their id."""
    return Contact(
        id=stem,
        name=values.get("name", stem),
        aliases=values.get("aliases", ()),
        pronouns=values.get("pronouns"),
        emails=tuple(Email(**email) for email in values.get("emails", ())),
        phones=tuple(Phone(**phone) for phone in values.get("phones", ())),
        links=MappingProxyType(values.get("links", {})),
        location=values.get("location"),
        timezone=values.get("timezone"),
        birthday=values.get("birthday"),
        tags=values.get("tags", ()),
        roles=tuple(_role(role) for role in values.get("roles", ())),
        worked_with=tuple(Engagement(item["job"], item.get("as")) for item in values.get("worked_with", ())),
        introduced_by=values.get("introduced_by"),
        knows=tuple(Acquaintance(**item) for item in values.get("knows", ())),
        cadence=values.get("cadence"),
        paused_until=values.get("paused_until"),
        private=values.get("private", False),
        archived=values.get("archived"),
        check_ignore=values.get("check_ignore", ()),
        x=MappingProxyType(_free(values)),
        properties=MappingProxyType(properties),
        body=body,
    )


def build_job(stem: str, values: Values, body: Body, properties: Values) -> Job:
    """Give the job of a file."""
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
    """Give the organisation of a file."""
    return Organisation(
        id=stem,
        name=values.get("name", stem),
        aliases=values.get("aliases", ()),
        domains=values.get("domains", ()),
        links=MappingProxyType(values.get("links", {})),
        tags=values.get("tags", ()),
        check_ignore=values.get("check_ignore", ()),
        x=MappingProxyType(_free(values)),
        properties=MappingProxyType(properties),
        body=body,
    )


def _role(values: Values) -> Role:
    return Role(values["org"], values.get("title"), values.get("team"), values.get("from"), values.get("to"))


def _free(values: Values) -> dict[str, object]:
    free = values.get("x", {})
    return free if isinstance(free, dict) else {"x": free}
