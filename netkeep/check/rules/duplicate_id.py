"""Two files with the same id.

A link or an id could mean either, and only the first would be read.

Bad: ``people/ada-example.md`` and ``people/london/ada-example.md``

Good: ``people/ada-example.md`` and ``people/london/ada-example-london.md``
"""

from collections.abc import Iterator

from netkeep.check.rule import TOP, Finding, Rule, Scope


def _check(scope: Scope) -> Iterator[Finding]:
    for documents in scope.vault.by_id.values():
        for document in documents if len(documents) > 1 else ():
            others = ", ".join(other.path for other in documents if other is not document)
            yield Finding(
                document.path, TOP, f"the same id as {others}", "rename one of the files, and the links to it"
            )


RULE = Rule("NK403", "duplicate-id", __name__, _check)
