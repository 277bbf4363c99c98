"""An id in the front matter that is no file of the vault, or a file of another kind.

The tie it stands for is lost: nobody would be found by it. Renamed or deleted contacts leave such ids behind.
An id that was changed on another clone, as ``imports/renames.txt`` records it, is mended by ``--fix``.

Bad:

    introduced_by: allan-sample

Good (where ``people/alan-sample.md`` is in the vault):

    introduced_by: alan-sample

To mend: correct the id, make the missing file with ``netkeep add``, or take the id out.
"""

from collections.abc import Iterator

from netkeep.check.facts import Facts
from netkeep.check.references import JOB_ID, Mend, meant
from netkeep.check.rule import Located, Rule
from netkeep.model.schema import JOB_FILE, PERSON
from netkeep.store.index.rows import PERSON_ID

_KINDS = {PERSON_ID: PERSON.name, JOB_ID: JOB_FILE.name}


def _check(facts: Facts) -> Iterator[Located]:
    for fact_kind, kind in _KINDS.items():
        for fact, actual in facts.dangling(fact_kind, kind):
            message = f"this is a {actual}, not a {kind}" if actual else f"no {kind} has this id"
            mend = meant(facts, fact.key, kind, "'{}'") or Mend(f"make the {kind}'s file, or remove the id")
            yield Located(fact.place, f"{fact.note}: {message}", *mend)


RULE = Rule("NK401", "dangling-id", __name__, across=_check, fixes="safe")
