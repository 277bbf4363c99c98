"""Collecting the facts of a file for the rules across files."""

from collections.abc import Iterator

from netkeep.check.collect_people import people_facts
from netkeep.check.mend.nodes import links_in_values
from netkeep.check.references import VALUE_LINK, references
from netkeep.config import Settings
from netkeep.model.body import Body, Span
from netkeep.model.contact_points import email_key, phone_key, url_key
from netkeep.model.jobs import Job, Organisation
from netkeep.model.names import org_key
from netkeep.model.no_employer import names_no_employer
from netkeep.model.people import Contact
from netkeep.store.index.rows import CALLED, LINK, NO_EMPLOYER, ORG, TAG
from netkeep.store.vault import names_of
from netkeep.text.document import Document
from netkeep.text.links import leads_elsewhere

EMAIL, PHONE, PROFILE = "email", "phone", "profile"
ORG_NAME = "org name"

RawFact = tuple[str, str, str, Span]
"""Kind of fact, key, note, place."""


def facts_of(document: Document, settings: Settings) -> Iterator[RawFact]:
    """Yield the facts of a file that could be read."""
    item = document.item
    if item is None:
        return
    yield from people_facts(document, settings)
    yield from _links(document, item.body)
    if isinstance(item, Contact):
        yield from _of_contact(item, document, settings)
    elif isinstance(item, Job):
        yield _org(item.org, settings), org_key(item.org), item.org, document.place("org")
    elif isinstance(item, Organisation):
        yield ORG_NAME, org_key(item.name), item.name, document.place("name")
        for index, alias in enumerate(item.aliases):
            yield ORG_NAME, org_key(alias), alias, document.place("aliases", index)


def _links(document: Document, body: Body) -> Iterator[RawFact]:
    text = document.source.text if document.source else ""
    for link in body.links:
        if not ("/" in text[slice(*link.span)] and leads_elsewhere(text, link.span)):
            yield LINK, link.id, "", link.span
    if document.frame and text.find("[[", *document.frame.yaml) >= 0:
        for value_link in links_in_values(document):
            yield VALUE_LINK, value_link.id, "", value_link.span


def _reach(contact: Contact, document: Document) -> Iterator[RawFact]:
    """Yield what reaches somebody: addresses, numbers, profiles."""
    for index, email in enumerate(contact.emails):
        yield EMAIL, email_key(email.address), "", document.place("emails", index, "address")
    for index, phone in enumerate(contact.phones):
        yield PHONE, phone_key(phone.number), "", document.place("phones", index, "number")
    for service, url in contact.links.items():
        key = url_key(url)
        if "/" in key:  # the front page of a company is nobody's profile
            yield PROFILE, key, "", document.place("links", service)


def _of_contact(contact: Contact, document: Document, settings: Settings) -> Iterator[RawFact]:
    for name in names_of(contact)[:-1]:  # the id is the file's own
        yield CALLED, name, "", document.place("name")
    for reference in references(document):
        yield reference.kind, reference.id, reference.field, reference.span
    yield from ((TAG, tag, "", document.place("tags", index)) for index, tag in enumerate(contact.tags))
    yield from _reach(contact, document)
    for index, role in enumerate(contact.roles):
        yield _org(role.org, settings), org_key(role.org), role.org, document.place("roles", index, "org")


def _org(name: str, settings: Settings) -> str:
    return NO_EMPLOYER if names_no_employer(name, settings.no_employers) else ORG
