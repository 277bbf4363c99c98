"""No role is recorded for somebody, so that no search by employer finds them.

``netkeep list --org`` and the pages of organisations go by ``roles``. A job is what people are found by when you need
an introduction, and what tells two of the same name apart.

Bad:

    name: Ada Example
    tags: [data]

Good:

    name: Ada Example
    roles: [{org: Acme Corp, title: Data analyst}]

To mend: add where they work, or did; ``org`` alone is enough.
"""

from collections.abc import Iterator

from netkeep.check.rule import Finding, Rule
from netkeep.config import Settings
from netkeep.model.people import Contact
from netkeep.text.document import Document

_MEND = "add where they work, or did, below 'roles'; the name of the organisation is enough"


def _check(document: Document, settings: Settings) -> Iterator[Finding]:
    del settings
    contact = document.item
    if isinstance(contact, Contact) and not contact.roles and not contact.archived:
        yield Finding(document.place("name"), "no role: a search by employer will not find them", _MEND)


RULE = Rule("NK604", "no-role", __name__, _check, opt_in=True)
