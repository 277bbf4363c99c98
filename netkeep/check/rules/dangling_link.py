"""A ``[[link]]`` that leads to no file of the vault.

In a log it means that somebody's last contact is not counted.

Bad:

    - 2024-05-20 coffee with [[allan-sample]]

Good (where ``people/alan-sample.md`` is in the vault):

    - 2024-05-20 coffee with [[alan-sample]]
"""

from collections.abc import Iterator

from netkeep.check.references import nearest
from netkeep.check.rule import Finding, Rule, Scope


def _check(scope: Scope) -> Iterator[Finding]:
    for document in scope.read():
        for link in document.item.body.links if document.item else ():
            if link.id not in scope.vault.by_id:
                near = nearest(scope, link.id)
                mend = (
                    f"did you mean [[{near}]]?"
                    if near
                    else "make the contact with 'netkeep add', or write the name without brackets"
                )
                yield Finding(document.path, link.span, "this link leads nowhere", mend)


RULE = Rule("NK402", "dangling-link", __name__, _check)
