"""A role or job that ends before it begins.

Such a span overlaps with nothing, and so nobody belongs to it.

Bad:

    from: 2021-05
    to: 2020

Good:

    from: 2020
    to: 2021-05

To mend: exchange the two, or correct the wrong one.
"""

from collections.abc import Iterator

from netkeep.check.rule import Finding, Rule
from netkeep.config import Settings
from netkeep.model.dates import PartialDate
from netkeep.model.jobs import Job
from netkeep.model.people import Contact
from netkeep.text.document import Document
from netkeep.text.typed import Path

_Spans = Iterator[tuple[Path, PartialDate | None, PartialDate | None]]


def _spans(document: Document) -> _Spans:
    if isinstance(document.item, Contact):
        for index, role in enumerate(document.item.roles):
            yield ("roles", index), role.start, role.end
    elif isinstance(document.item, Job):
        yield (), document.item.start, document.item.end


def _check(document: Document, settings: Settings) -> Iterator[Finding]:
    del settings
    for path, start, end in _spans(document):
        if start and end and end.latest() < start.earliest():
            message = "it ends before it begins: 'to' is earlier than 'from'"
            yield Finding(document.place(*path, "to"), message, "swap or correct the two dates")


RULE = Rule("NK207", "to-before-from", __name__, _check)
