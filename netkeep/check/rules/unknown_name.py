"""A log names somebody who is not in the vault.

You met them, or you would not have written the name down. It is taken for a name when two or three capitalised words
stand behind *with*, *met* or *and*, and are neither a contact nor an organisation; days and months are not taken for
people.

Bad:

    - 2024-05-20 lunch: With Rosalind Quayle, who runs the dams.

Good (where ``people/alan-sample.md`` is in the vault):

    - 2024-05-20 lunch with [[alan-sample]]: Who runs the dams.

To mend: make the contact with ``netkeep add``, and write ``[[their-id]]``; or accept the line with
``<!-- netkeep: ignore NK607 -->``.
"""

from collections.abc import Iterator

from netkeep.check.facts import Facts
from netkeep.check.names import block, folded_name, may_be_one
from netkeep.check.rule import Located, Rule
from netkeep.check.told import ORG_NAME
from netkeep.check.told_of_people import MENTION, NAME
from netkeep.model.names import org_key
from netkeep.store.index.rows import ORG

_MEND = "make the contact with 'netkeep add' and write [[their-id]], or leave it as it is"


def _check(facts: Facts) -> Iterator[Located]:
    known = {fact.note for fact in facts.of_kind(NAME)}
    blocks: dict[str, list[str]] = {}
    for fact in facts.of_kind(NAME):
        blocks.setdefault(fact.key, []).append(fact.note)
    organisations = {fact.key for kind in (ORG, ORG_NAME) for fact in facts.of_kind(kind)}
    for mention in facts.of_kind(MENTION):
        name = folded_name(mention.key)
        if name in known or any(may_be_one(name, other) for other in blocks.get(block(mention.key), ())):
            continue
        if not _organisation(mention.key, organisations):
            yield Located(mention.place, "this looks like a name, but is no contact's", _MEND)


def _organisation(name: str, known: set[str]) -> bool:
    """Tell whether a name, or its first words, are an organisation's, or an organisation's first words."""
    key = org_key(name)
    words = key.split()
    return any(" ".join(words[:end]) in known for end in range(1, len(words) + 1)) or any(
        other.startswith(f"{key} ") for other in known
    )


RULE = Rule("NK607", "unknown-name", __name__, across=_check, opt_in=True)
