"""A log names somebody who is not in the vault.

You met them, or you would not have written the name down. It is taken for a name when two or three capitalised words
stand behind *with*, *met* or *and*, and are neither a contact nor an organisation; days and months are not taken for
people.

Bad:

    - 2024-05-20 lunch: With Rosalind Quayle, who runs the dams.

Good (where ``people/alan-sample.md`` is in the vault):

    - 2024-05-20 lunch with [[alan-sample]]: Who runs the dams.

To mend: add the contact with ``netkeep add``, and write ``[[their-id]]``; or accept the line with
``<!-- netkeep: ignore NK607 -->``.
"""

from collections.abc import Iterator

from netkeep.check.facts import Facts
from netkeep.check.rule import Located, Rule
from netkeep.check.unknown import unknown_names

_MEND = "add the contact with 'netkeep add' and write [[their-id]], or leave it as it is"


def _check(facts: Facts) -> Iterator[Located]:
    return (
        Located(mention.place, "this looks like a name, but no contact has it", _MEND)
        for mention in unknown_names(facts)
    )


RULE = Rule("NK607", "unknown-name", __name__, across=_check, opt_in=True)
