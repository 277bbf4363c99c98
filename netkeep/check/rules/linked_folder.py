"""A link to a folder among the contacts.

Links to folders are not followed: they can lead out of the vault, or in a circle. What is behind one is not read.

Bad: ``people/team -> ../elsewhere/team``

Good: an ordinary folder ``people/team/``

To mend: put the folder itself there.
"""

from collections.abc import Iterator

from netkeep.check.facts import Facts
from netkeep.check.rule import Located, Rule
from netkeep.check.strays import strays


def _check(facts: Facts) -> Iterator[Located]:
    return strays(facts, "linked-folder", "a link to a folder; it is not followed", "put the folder itself here")


RULE = Rule("NK506", "linked-folder", __name__, across=_check)
