"""There is no way to reach somebody.

No e-mail address, no phone number, no link: on the day you want to ask them something, all you have is a name. As
long as a colleague of theirs is around, one question is enough.

Bad:

    name: Ada Example
    location: Leeds, UK

Good:

    name: Ada Example
    links: {linkedin: https://www.linkedin.com/in/ada-example}

To mend: add an address, a number or a profile. Who cannot be reached and need not be is ``archived`` with the reason
why, or has ``cadence: none``.
"""

from collections.abc import Iterator

from netkeep.check.rule import Finding, Rule
from netkeep.config import Settings
from netkeep.model.dates import Never
from netkeep.model.people import Contact
from netkeep.text.document import Document

_MEND = "add one while somebody around still knows it, or write 'archived:' and why"


def _check(document: Document, settings: Settings) -> Iterator[Finding]:
    del settings
    contact = document.item
    if not isinstance(contact, Contact) or contact.archived or contact.cadence is Never.NEVER:
        return
    if not (contact.emails or contact.phones or contact.links):
        yield Finding(document.place("name"), "no e-mail, phone or link: there is no way to reach them", _MEND)


RULE = Rule("NK601", "unreachable", __name__, _check, opt_in=True)
