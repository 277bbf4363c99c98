"""The end of a build: what leaks is taken away again, and what was read before is not read twice."""

import json
import os
import stat
from collections.abc import Collection, Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from netkeep import __version__
from netkeep.errors import NetkeepError, RefusedError
from netkeep.site.audit.before import Known
from netkeep.site.audit.finding import Finding, listed
from netkeep.site.audit.folder import audit, must_not_be_there
from netkeep.site.audit.needles import Needles
from netkeep.store.carried import kept, leave, left
from netkeep.store.vault import Vault
from netkeep.store.write import private_folder, write_file

_READ = "read by the audit"
# Nothing of the vault is in what is merely not ours.
_HARMLESS = frozenset({"unlisted", "link", "open"})


def refuse_leaks(folder: Path, vault: Vault, made: Collection[str], fresh: Collection[str] | None = None) -> None:
    """Audit what was just built; where it leaks, take it away and raise :class:`netkeep.errors.RefusedError`.

    ``made`` has all paths of the site, ``fresh`` those that this build wrote. The others are only read again where the
    vault has something new to keep to itself.
    """
    if os.name == "posix":
        folder.chmod(stat.S_IMODE(folder.stat().st_mode) & ~stat.S_IRWXO)
    needles = must_not_be_there(vault)
    marks = kept(vault, "marks", needles, lambda: _marks(needles))
    known = _remembered(vault.root, folder)
    again = known is not None and marks <= known
    read = _read(vault, folder, needles)
    findings = audit(folder, needles, made, *((fresh, read) if again else ()))
    if not findings:
        leave(vault, _READ, (folder, needles, read))
        if marks != known:
            _remember(vault.root, folder, marks)
        return
    leaks = _without(folder, made, findings)
    what = "it was taken away again" if leaks else "nothing of the vault is in it"
    raise RefusedError(f"the site did not pass its audit, and {what}:\n{listed(findings)}")


def _read(vault: Vault, folder: Path, needles: Needles) -> Known:
    """Give what the audit of the vault before has read, where it looked for the same."""
    of, looked_for, known = left(vault, _READ) or (None, None, None)
    return known if (of, looked_for) == (folder, needles) and known else Known()


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


def _marks(needles: Needles) -> frozenset[str]:
    """Give a mark of each value; netkeep's version is in it, since a newer one may look for them in other ways."""
    values = (f"{__version__}\0{value}" for value in needles.spelled())
    return frozenset(blake2b(value.encode("utf-8", "replace"), digest_size=8).hexdigest() for value in values)


def _place(root: Path, folder: Path) -> Path:
    name = blake2b(str(folder).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
    return private_folder(root) / f"audit-{name}.json"


def _remembered(root: Path, folder: Path) -> frozenset[str] | None:
    try:
        told = json.loads(_place(root, folder).read_bytes())
        return frozenset(told["marks"])
    except (OSError, ValueError, KeyError, TypeError, NetkeepError):
        return None


def _remember(root: Path, folder: Path, marks: frozenset[str]) -> None:
    with suppress(OSError, NetkeepError):
        write_file(_place(root, folder), json.dumps({"marks": sorted(marks)}).encode())
