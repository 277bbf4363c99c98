"""The same e-mail address on two people.

Either they are one person written down twice, or one of the two is somebody else's.

Bad: the same entry below ``emails`` in ``people/ada-example.md`` and ``people/ada.md``

Good: one contact for one person; a switchboard or a team's mailbox in the organisation's file.

To mend: where they are one person, join the two files; else keep the address where it belongs.
"""

from collections.abc import Iterator

from netkeep.check.facts import Facts
from netkeep.check.rule import Located, Rule
from netkeep.check.shared import shared
from netkeep.check.told import EMAIL

_MEND = "if they are one person, join the two files; else keep it where it belongs"


def _check(facts: Facts) -> Iterator[Located]:
    return shared(facts, EMAIL, "e-mail address", _MEND)


RULE = Rule("NK404", "shared-email", __name__, across=_check)
