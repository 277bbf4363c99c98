"""One organisation, spelled in two ways.

netkeep joins them all the same; people who read the files, and other tools, do not. What an organisation is really
called besides (a former name, a brand) is an alias in its file below ``orgs/``.

Bad: ``org: Acme Corp`` in one file, ``org: ACME Corporation`` in another

Good: ``org: Acme Corp`` in both, or ``aliases: [ACME Corporation]`` in ``orgs/acme-corp.md``
"""

from collections.abc import Iterator, Mapping

from netkeep.check.rule import Finding, Rule, Scope, at
from netkeep.model.body import Span
from netkeep.model.people import Contact
from netkeep.model.work import Job
from netkeep.store.orgs import Org
from netkeep.text.document import Document


def _check(scope: Scope) -> Iterator[Finding]:
    uses = [(document, *use) for document in scope.read() for use in _names(document)]
    first: dict[str, str] = {}
    for document, _, name, span in uses:
        first.setdefault(name, at(document, span.start))
    for document, field, name, span in uses:
        org = scope.vault.orgs.of(name)
        if org and name not in _right(org):
            yield Finding(document.path, span, f"{field}: spelled otherwise elsewhere", _help(org, first))


def _names(document: Document) -> Iterator[tuple[str, str, Span]]:
    if isinstance(document.item, Contact):
        for index, role in enumerate(document.item.roles):
            yield "roles", role.org, document.place("roles", index, "org")
    elif isinstance(document.item, Job):
        yield "org", document.item.org, document.place("org")


def _right(org: Org) -> tuple[str, ...]:
    return (org.record.name, *org.record.aliases) if org.record else org.spellings[:1]


def _help(org: Org, first: Mapping[str, str]) -> str:
    if org.record:
        return f"write it as in orgs/{org.record.id}.md, or list this spelling under 'aliases' there"
    return f"write it as in {first[org.name]}, or list both spellings in a file for it below orgs/"


RULE = Rule("NK407", "organisation-spelling", __name__, _check)
