"""A birthday in 1604, which is how Apple's address book writes that the year is not known.

Copied over by hand or by other programs, it makes somebody four hundred years old.

Bad:

    birthday: 1604-05-14

Good:

    birthday: --05-14

To mend: write ``--MM-DD``.
"""

from collections.abc import Iterator

from netkeep.check.mend.nodes import values
from netkeep.check.mend.values import in_place
from netkeep.check.rule import Finding, Rule
from netkeep.config import Settings
from netkeep.model.people import Contact
from netkeep.text.document import Document

_NO_YEAR = 1604


def _check(document: Document, settings: Settings) -> Iterator[Finding]:
    del settings
    birthday = document.item.birthday if isinstance(document.item, Contact) else None
    if birthday is None or birthday.year != _NO_YEAR:
        return
    place, day = document.place("birthday"), f"--{birthday.month:02}-{birthday.day:02}"
    value = values(document).get(place)
    fix = in_place(document, value[0], day, safe=True) if value else None
    message = "birthday: 1604 is how Apple writes an unknown year"
    yield Finding(place, message, "write --MM-DD where you do not know the year", fix=fix)


RULE = Rule("NK218", "birthday-of-1604", __name__, _check, fixes="safe")
