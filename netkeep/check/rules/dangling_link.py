"""A ``[[link]]`` that leads to no file of the vault.

In a log it means that somebody's last contact is not counted.

Bad:

    - 2024-05-20 coffee with [[allan-sample]]

Good (where ``people/alan-sample.md`` is in the vault):

    - 2024-05-20 coffee with [[alan-sample]]

To mend: correct the link, make the contact with ``netkeep add``, or write the name without brackets.
"""

from collections.abc import Iterator

from netkeep.check.facts import Facts
from netkeep.check.references import nearest
from netkeep.check.rule import Located, Rule
from netkeep.store.index.rows import LINK

_NOBODY = "make the contact with 'netkeep add', or write the name without brackets"


def _check(facts: Facts) -> Iterator[Located]:
    for fact, _ in facts.dangling(LINK):
        near = nearest(facts, fact.key)
        yield Located(fact.place, "this link leads nowhere", f"did you mean [[{near}]]?" if near else _NOBODY)


RULE = Rule("NK402", "dangling-link", __name__, across=_check)
