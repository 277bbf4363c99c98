"""The same phone number on two people whose names may be one person's.

They may be one person written down twice. People of different names who share one, as a family, an office or a team
does, are no finding: each of them keeps it.

Bad: the same entry below ``phones`` in ``people/ada-example.md`` (Ada Example) and ``people/ada.md`` (A. Example)

Good: one contact for one person; people of different names with one number.

To mend: where they are one person, join the two files; else keep the number where it belongs.
"""

from collections.abc import Iterator

from netkeep.check.collect import PHONE
from netkeep.check.duplicates import shared_by_one
from netkeep.check.facts import Facts
from netkeep.check.rule import Located, Rule

_MEND = "if they are one person, join the two files; else keep it where it belongs"


def _check(facts: Facts) -> Iterator[Located]:
    return shared_by_one(facts, PHONE, "phone number", _MEND)


RULE = Rule("NK405", "shared-phone", __name__, across=_check)
