"""Two files for one organisation.

Names and aliases are compared without regard to case, punctuation and legal suffix. Where two files claim the same
name, only the first is used for it.

Bad: ``name: Acme Corp`` in ``orgs/acme-corp.md``, ``name: ACME, Inc`` in ``orgs/acme.md``

Good: one file, with ``aliases: [ACME Inc]``

To mend: join the two files, or remove the name from one.
"""

from collections.abc import Iterator

from netkeep.check.collect import ORG_NAME
from netkeep.check.duplicates import shared
from netkeep.check.facts import Facts
from netkeep.check.rule import Located, Rule

_MEND = "join the two files, or remove the name from one"


def _check(facts: Facts) -> Iterator[Located]:
    return shared(facts, ORG_NAME, "organisation", _MEND)


RULE = Rule("NK409", "shared-organisation", __name__, across=_check)
