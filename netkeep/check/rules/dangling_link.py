"""A ``[[link]]`` that leads to no file of the vault.

In a log it means that somebody's last contact is not counted.

Bad:

    - 2024-05-20 coffee with [[allan-sample]]

Good (where ``people/alan-sample.md`` is in the vault):

    - 2024-05-20 coffee with [[alan-sample]]

A link to an id that was changed on another clone, as ``imports/renames.txt`` records it, is mended by ``--fix``; in
the front matter and below ``x`` only such links are told.

Notes that are no contacts may be linked to once ``notes`` below ``[check]`` in ``netkeep.toml`` says where they are.

To mend: correct the link, add the contact with ``netkeep add``, write the name without brackets, or name the note's
folder in ``check.notes``.
"""

from collections.abc import Iterator
from unicodedata import normalize

from netkeep.check.facts import Facts
from netkeep.check.references import VALUE_LINK, Mend, meant, renamed
from netkeep.check.rule import Located, Rule
from netkeep.store.index.rows import LINK
from netkeep.store.walk import NOTE


def _key(target: str) -> str:
    """Return the form in which a link finds a note: by its name alone, whatever the folder and the case."""
    return normalize("NFC", target.partition("#")[0].rpartition("/")[2].removesuffix(".md").strip()).casefold()


_NOWHERE, _FORM = "this link leads nowhere", "[[{}]]"
_NOBODY = "add the contact with 'netkeep add', or write the name without brackets"


def _check(facts: Facts) -> Iterator[Located]:
    notes = frozenset(_key(place.path) for place in facts.strays(NOTE))
    for fact, _ in facts.dangling(LINK):
        if notes and _key(fact.key) in notes:
            continue
        yield Located(fact.place, _NOWHERE, *(meant(facts, fact.key, None, _FORM) or Mend(_NOBODY)))
    for fact, _ in facts.dangling(VALUE_LINK):
        if mend := renamed(facts, fact.key, None, _FORM):
            yield Located(fact.place, _NOWHERE, *mend)


RULE = Rule("NK402", "dangling-link", __name__, across=_check, fixes="safe")
