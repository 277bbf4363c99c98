"""A ``[[link]]`` that leads to no file of the vault.

In a log it means that somebody's last contact is not counted.

Bad:

    - 2024-05-20 coffee with [[allan-sample]]

Good (where ``people/alan-sample.md`` is in the vault):

    - 2024-05-20 coffee with [[alan-sample]]

Notes that are no contacts may be linked to once ``notes`` below ``[check]`` in ``netkeep.toml`` says where they are.

To mend: correct the link, make the contact with ``netkeep add``, write the name without brackets, or name the note's
folder in ``check.notes``.
"""

from collections.abc import Iterator
from unicodedata import normalize

from netkeep.check.facts import Facts
from netkeep.check.references import nearest
from netkeep.check.rule import Located, Rule
from netkeep.store.index.rows import LINK
from netkeep.store.walk import NOTE


def _key(target: str) -> str:
    """Return the form in which a link finds a note: by its name alone, whatever the folder and the case."""
    return normalize("NFC", target.partition("#")[0].rpartition("/")[2].removesuffix(".md").strip()).casefold()


_NOBODY = "make the contact with 'netkeep add', or write the name without brackets"


def _check(facts: Facts) -> Iterator[Located]:
    notes = frozenset(_key(place.path) for place in facts.strays(NOTE))
    for fact, _ in facts.dangling(LINK):
        if notes and _key(fact.key) in notes:
            continue
        near = nearest(facts, fact.key)
        yield Located(fact.place, "this link leads nowhere", f"did you mean [[{near}]]?" if near else _NOBODY)


RULE = Rule("NK402", "dangling-link", __name__, across=_check)
