"""One organisation, spelled in two ways.

netkeep joins them all the same; people who read the files, and other tools, do not. What an organisation is really
called besides (a former name, a brand) is an alias in its file below ``orgs/``.

Bad: ``org: Acme Corp`` in one file, ``org: ACME Corporation`` in another

Good: ``org: Acme Corp`` in both, or ``aliases: [ACME Corporation]`` in ``orgs/acme-corp.md``
"""

from collections.abc import Iterator

from netkeep.check.rule import Finding, Rule, Scope
from netkeep.model.body import Span
from netkeep.model.people import Contact
from netkeep.model.work import Job
from netkeep.store.orgs import Org
from netkeep.text.document import Document


def _check(scope: Scope) -> Iterator[Finding]:
    for document in scope.read():
        for name, span in _names(document):
            org = scope.vault.orgs.of(name)
            if org and name not in _right(org):
                yield Finding(document.path, span, "this organisation is spelled otherwise elsewhere", _help(org))


def _names(document: Document) -> Iterator[tuple[str, Span]]:
    if isinstance(document.item, Contact):
        for index, role in enumerate(document.item.roles):
            yield role.org, document.place("roles", index, "org")
    elif isinstance(document.item, Job):
        yield document.item.org, document.place("org")


def _right(org: Org) -> tuple[str, ...]:
    return (org.record.name, *org.record.aliases) if org.record else org.spellings[:1]


def _help(org: Org) -> str:
    where = f"in orgs/{org.record.id}.md" if org.record else f"in a file such as orgs/{org.id}.md"
    return f"write {org.name!r}, or list this spelling under 'aliases' {where}"


RULE = Rule("NK407", "organisation-spelling", __name__, _check)
