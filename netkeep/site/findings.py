"""Findings of the check that may be shown: none about private people or hidden fields."""

from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import NamedTuple

from netkeep.check.diagnostic import Diagnostic, Severity
from netkeep.check.reader import reader
from netkeep.check.runner import check, report
from netkeep.model.schema import ORG_FILE
from netkeep.site.private import unpublished_ids
from netkeep.site.unnamed import telling_ids
from netkeep.store.index.refresh import open_index
from netkeep.store.index.tables import NAME
from netkeep.store.vault import Vault
from netkeep.store.write import PRIVATE_FOLDER
from netkeep.text.links import target_id

_ALSO_CALLED = {"emails": "e-mail", "body": "link", "log": "entry"}


class Finding(NamedTuple):
    """One finding: the file's path and id, what is wrong, and what to do."""

    code: str
    name: str
    path: str
    id: str
    line: int
    message: str
    help: str
    advice: bool


def findings(vault: Vault, today: date, hide: frozenset[str]) -> tuple[Finding, ...]:
    """Check a vault, and return the findings that may be shown, by rule and place."""
    shown = public_findings(_checked(vault, today), unpublished_ids(vault) | telling_ids(vault, hide), hide)
    return tuple(sorted(shown, key=lambda finding: (finding.advice, finding.code, finding.path, finding.line)))


def has_index(root: Path) -> bool:
    """Return whether findings come from an index, and not from a vault's own documents."""
    return (root / PRIVATE_FOLDER / NAME).is_file()


def _checked(vault: Vault, today: date) -> tuple[Diagnostic, ...]:
    """Check by the index where there is one; making one takes longer than doing without."""
    if not has_index(vault.root):
        return check(vault, today)
    with closing(open_index(vault.root, reader(vault.settings))) as index:
        return report(index, vault.settings, today)


def public_findings(
    diagnostics: Iterable[Diagnostic], private: frozenset[str], hide: frozenset[str]
) -> Iterable[Finding]:
    """Yield the findings, without those that are in or name a private file, or mention a hidden field."""
    unsaid = {*private, *(word for name in hide for word in (name.rstrip("s"), _ALSO_CALLED.get(name, name)))}
    for diagnostic in diagnostics:
        text = f"{diagnostic.path} {diagnostic.message} {diagnostic.help}".casefold()
        if not any(word in text for word in unsaid) and not _speaks_of_target(diagnostic.path, text):
            advice = diagnostic.severity is Severity.INFORMATION
            yield Finding(
                diagnostic.code,
                diagnostic.name,
                diagnostic.path,
                target_id(diagnostic.path),
                diagnostic.line,
                diagnostic.message,
                diagnostic.help,
                advice,
            )


def _speaks_of_target(path: str, text: str) -> bool:
    """Return whether a finding in an organisation's file is about ``target``: whoever looks for a job tells nobody."""
    return path.startswith(f"{ORG_FILE.folder}/") and "target" in text
