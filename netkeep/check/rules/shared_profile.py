"""The same profile link on two people.

A profile belongs to one person: these are one person written down twice, or one link is wrong.

Bad: the same address below ``links`` in ``people/ada-example.md`` and ``people/ada.md``

Good: one contact for one person.

To mend: where they are one person, join the two files; else keep the link where it belongs.
"""

from collections.abc import Iterator

from netkeep.check.collect import PROFILE
from netkeep.check.duplicates import shared
from netkeep.check.facts import Facts
from netkeep.check.rule import Located, Rule

_MEND = "if they are one person, join the two files; else keep it where it belongs"


def _check(facts: Facts) -> Iterator[Located]:
    return shared(facts, PROFILE, "profile link", _MEND)


RULE = Rule("NK406", "shared-profile", __name__, across=_check)
