"""Two files for one organisation.

Names and aliases are compared without regard to case, punctuation and legal suffix. Where two files claim the same
name, only the first is used for it.

Bad: ``name: Acme Corp`` in ``orgs/acme-corp.md``, ``name: ACME, Inc`` in ``orgs/acme.md``

Good: one file, with ``aliases: [ACME Inc]``
"""

from collections.abc import Iterator

from netkeep.check.rule import Finding, Rule, Scope
from netkeep.check.shared import Place, on_several
from netkeep.model.names import org_key
from netkeep.model.work import Organisation

_MEND = "join the two files, or take the name out of one"


def _places(scope: Scope) -> Iterator[Place]:
    for document in scope.read():
        if isinstance(document.item, Organisation):
            yield Place(org_key(document.item.name), document, document.place("name"))
            for index, alias in enumerate(document.item.aliases):
                yield Place(org_key(alias), document, document.place("aliases", index))


def _check(scope: Scope) -> Iterator[Finding]:
    return on_several(_places(scope), "organisation", _MEND)


RULE = Rule("NK409", "shared-organisation", __name__, _check)
