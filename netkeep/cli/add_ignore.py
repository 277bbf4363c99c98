"""``netkeep check --add-ignore``: what stands is accepted, so that only what comes is reported."""

from collections.abc import Container, Sequence
from datetime import date
from pathlib import Path

from netkeep.check.accepting import accept
from netkeep.check.diagnostic import Diagnostic
from netkeep.check.runner import check
from netkeep.store.batch import save_all
from netkeep.store.load import load
from netkeep.store.vault import Vault
from netkeep.words import count


def add_ignores(root: Path, codes: Container[str], paths: Sequence[str], today: date, reason: str) -> str:
    """Accept all findings of these rules in these paths, or in the whole vault, on disk; say how many in words."""

    def look(vault: Vault) -> Sequence[Diagnostic]:
        return check(vault, today, paths, codes)

    found = accept(load(root), look, reason)
    changes = found.changes()
    save_all(root, changes)
    if not found.accepted:
        return "Nothing was accepted."
    return f"{count(found.accepted, 'finding')} accepted in {count(len(changes), 'file')}."
