"""The same phone number on two people.

Either they are one person written down twice, or one of the two is somebody else's.

Bad: the same entry below ``phones`` in ``people/ada-example.md`` and ``people/ada.md``

Good: one contact for one person; a switchboard or a team's mailbox in the organisation's file.

To mend: where they are one person, join the two files; else keep the number where it belongs.
"""

from collections.abc import Iterator

from netkeep.check.facts import Facts
from netkeep.check.rule import Located, Rule
from netkeep.check.shared import shared
from netkeep.check.told import PHONE

_MEND = "if they are one person, join the two files; else keep it where it belongs"


def _check(facts: Facts) -> Iterator[Located]:
    return shared(facts, PHONE, "phone number", _MEND)


RULE = Rule("NK405", "shared-phone", __name__, across=_check)
