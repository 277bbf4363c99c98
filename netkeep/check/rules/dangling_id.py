"""An id in the front matter that is no file of the vault, or a file of another kind.

The tie it stands for is lost: nobody would be found by it. Renamed or deleted contacts leave such ids behind.

Bad:

    introduced_by: allan-sample

Good (where ``people/alan-sample.md`` is in the vault):

    introduced_by: alan-sample
"""

from collections.abc import Iterator

from netkeep.check.references import Reference, nearest, references
from netkeep.check.rule import Finding, Rule, Scope


def _check(scope: Scope) -> Iterator[Finding]:
    for document in scope.read():
        for reference in references(document):
            message = _message(scope, reference)
            if message:
                yield Finding(document.path, reference.span, f"{reference.field}: {message}", _help(scope, reference))


def _message(scope: Scope, reference: Reference) -> str | None:
    kinds = {document.kind.name for document in scope.vault.by_id.get(reference.id, ())}
    if reference.kind in kinds:
        return None
    return f"this is a {min(kinds)}, not a {reference.kind}" if kinds else f"no {reference.kind} has this id"


def _help(scope: Scope, reference: Reference) -> str:
    near = nearest(scope, reference.id, reference.kind)
    return f"did you mean {near!r}?" if near else f"make the {reference.kind}'s file, or take the id out"


RULE = Rule("NK401", "dangling-id", __name__, _check)
