"""The same e-mail address on two people.

Either they are one person written down twice, or one of the two is somebody else's.

Bad: the same entry below ``emails`` in ``people/ada-example.md`` and ``people/ada.md``

Good: one contact for one person; a switchboard or a team's mailbox in the organisation's file.
"""

from collections.abc import Iterator

from netkeep.check.rule import Finding, Rule, Scope
from netkeep.check.shared import shared
from netkeep.model.body import Span
from netkeep.model.people import Contact
from netkeep.model.reach import email_key
from netkeep.text.document import Document

_MEND = "if they are one person, join the two files; else keep it where it belongs"


def _keys(contact: Contact, document: Document) -> Iterator[tuple[str, Span]]:
    for index, email in enumerate(contact.emails):
        yield email_key(email.address), document.place("emails", index, "address")


def _check(scope: Scope) -> Iterator[Finding]:
    return shared(scope, _keys, "e-mail address", _MEND)


RULE = Rule("NK404", "shared-email", __name__, _check)
