"""A birthday in the future: nobody in the vault is yet to be born.

Most often the year of the entry has slipped in. Ages would come out wrong.

Bad:

    birthday: 2097-05-14

Good:

    birthday: 1979-05-14

To mend: correct the year, or write ``--MM-DD`` where you do not know it.
"""

from collections.abc import Iterator

from netkeep.check.rule import Finding, Rule
from netkeep.config import Settings
from netkeep.model.people import Contact
from netkeep.text.document import Document


def _check(document: Document, settings: Settings) -> Iterator[Finding]:
    del settings
    birthday = document.item.birthday if isinstance(document.item, Contact) else None
    if birthday and birthday.year is not None:
        message, mend = (
            "birthday: this day is in the future",
            "correct the year, or write --MM-DD if you do not know it",
        )
        yield Finding(document.place("birthday"), message, mend, until=birthday.in_year(birthday.year))


RULE = Rule("NK215", "birthday-to-come", __name__, _check)
