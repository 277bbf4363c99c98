"""What the check has to say that may be shown: not of private people, and not of hidden fields."""

from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import NamedTuple

from netkeep.check.diagnostic import Diagnostic, Severity
from netkeep.check.reader import reader
from netkeep.check.runner import check, report
from netkeep.check.selection import chosen
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
    """Check a vault, and give what may be shown of that, by rule and place."""
    found = may_be_shown(_checked(vault, today), unpublished_ids(vault) | telling_ids(vault, hide), hide)
    return tuple(sorted(found, key=lambda one: (one.advice, one.code, one.path, one.line)))


def has_index(root: Path) -> bool:
    """Return whether findings are asked of an index, and not of a vault's own documents."""
    return (root / PRIVATE_FOLDER / NAME).is_file()


def _checked(vault: Vault, today: date) -> tuple[Diagnostic, ...]:
    """Ask the index where there is one; to make one takes longer than to do without."""
    if not has_index(vault.root):
        return check(vault, today)
    with closing(open_index(vault.root, reader(vault.settings))) as index:
        return report(index, today, chosen(vault.settings), ())


def may_be_shown(found: Iterable[Diagnostic], private: frozenset[str], hide: frozenset[str]) -> Iterable[Finding]:
    """Leave out what stands in a file that must not be named or names one, and what speaks of a hidden field."""
    unsaid = {*private, *(word for name in hide for word in (name.rstrip("s"), _ALSO_CALLED.get(name, name)))}
    for one in found:
        text = f"{one.path} {one.message} {one.help}".casefold()
        if not any(word in text for word in unsaid):
            advice = one.severity is Severity.INFORMATION
            yield Finding(one.code, one.name, one.path, target_id(one.path), one.line, one.message, one.help, advice)
