"""The same e-mail address on two people whose names may be one person's.

They may be one person written down twice. People of different names who share one, as a family, an office or a team
does, are no finding: each of them keeps it.

Bad: the same entry below ``emails`` in ``people/ada-example.md`` (Ada Example) and ``people/ada.md`` (A. Example)

Good: one contact for one person; people of different names with one address.

To mend: where they are one person, join the two files; else keep the address where it belongs.
"""

from collections.abc import Iterator

from netkeep.check.collect import EMAIL
from netkeep.check.duplicates import shared_by_one
from netkeep.check.facts import Facts
from netkeep.check.rule import Located, Rule

_MEND = "if they are one person, join the two files; else keep it where it belongs"


def _check(facts: Facts) -> Iterator[Located]:
    return shared_by_one(facts, EMAIL, "e-mail address", _MEND)


RULE = Rule("NK404", "shared-email", __name__, across=_check)
