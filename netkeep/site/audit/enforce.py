"""The end of a build: what leaks is taken away again."""

import os
import stat
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from netkeep.errors import RefusedError
from netkeep.site.audit.finding import Finding, listed
from netkeep.site.audit.folder import audit, forbidden_values
from netkeep.store.vault import Vault

# Nothing of the vault is in what is merely not ours.
_HARMLESS = frozenset({"unlisted", "link", "open"})


def refuse_leaks(folder: Path, vault: Vault, made: Collection[str]) -> None:
    """Audit what was just built; where it leaks, take it away and raise :class:`netkeep.errors.RefusedError`.

    ``made`` has all paths of the site.
    """
    if os.name == "posix":
        folder.chmod(stat.S_IMODE(folder.stat().st_mode) & ~stat.S_IRWXO)
    findings = audit(folder, forbidden_values(vault), made)
    if findings:
        leaks = _without(folder, made, findings)
        what = "it was removed again" if leaks else "nothing of the vault is in it"
        raise RefusedError(f"the site did not pass its audit, and {what}:\n{listed(findings)}")


def _without(folder: Path, made: Iterable[str], findings: Iterable[Finding]) -> bool:
    if all(finding.kind in _HARMLESS for finding in findings):
        return False
    for path in sorted(made, reverse=True):
        if not path.startswith("."):  # the mark of a folder that may be emptied stays
            with suppress(OSError):
                (folder / path).unlink()
                _prune((folder / path).parent, folder)
    return True


def _prune(place: Path, top: Path) -> None:
    while place != top and not any(place.iterdir()):
        place.rmdir()
        place = place.parent
