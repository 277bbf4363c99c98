"""Someone who knows, or was introduced by, themselves.

A tie joins two people; this one leads nowhere, and the one that was meant is missing.

Bad (in ``people/ada-example.md``):

    knows: [ada-example]

Good:

    knows: [alan-sample]

To mend: remove it, or name the other person.
"""

from collections.abc import Iterator

from netkeep.check.references import references
from netkeep.check.rule import Finding, Rule
from netkeep.config import Settings
from netkeep.model.people import Contact
from netkeep.text.document import Document


def _check(document: Document, settings: Settings) -> Iterator[Finding]:
    del settings
    for reference in references(document):
        if isinstance(document.item, Contact) and reference.id == document.item.id:
            message = f"{reference.field}: this is the person's own id"
            yield Finding(reference.span, message, "remove it, or name the other person")


RULE = Rule("NK408", "self-reference", __name__, _check)
