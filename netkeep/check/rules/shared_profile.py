"""The same profile link on two people.

A profile belongs to one person: these are one person written down twice, or one link is wrong.

Bad: the same address below ``links`` in ``people/ada-example.md`` and ``people/ada.md``

Good: one contact for one person.
"""

from collections.abc import Iterator

from netkeep.check.rule import Finding, Rule, Scope
from netkeep.check.shared import shared
from netkeep.model.body import Span
from netkeep.model.people import Contact
from netkeep.model.reach import url_key
from netkeep.text.document import Document

_MEND = "if they are one person, join the two files; else keep it where it belongs"


def _keys(contact: Contact, document: Document) -> Iterator[tuple[str, Span]]:
    for service, url in contact.links.items():
        if "/" in url_key(url):  # the front page of a company is nobody's profile
            yield url_key(url), document.place("links", service)


def _check(scope: Scope) -> Iterator[Finding]:
    return shared(scope, _keys, "profile link", _MEND)


RULE = Rule("NK406", "shared-profile", __name__, _check)
