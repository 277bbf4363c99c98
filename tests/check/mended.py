"""A vault written in the test, mended, and what became of its files."""

from collections.abc import Mapping
from pathlib import Path

from netkeep.check.mending import Mending, mend
from netkeep.check.runner import check
from netkeep.store.batch import save_all
from netkeep.store.load import load
from tests.check.cases import TODAY
from tests.vaults import make_vault

ADA = "people/ada-example.md"


def mending(root: Path, *paths: str, unsafe: bool = False) -> Mending:
    """Mend the vault in memory."""
    vault = load(root)
    return mend(vault, lambda now, new: check(now, TODAY, [*paths, *new] if paths else ()), TODAY, unsafe=unsafe)


def mended(root: Path, files: Mapping[str, str | bytes], *, unsafe: bool = False) -> Mending:
    """Make a vault, mend it, and write what changed."""
    found = mending(make_vault(root, files), unsafe=unsafe)
    save_all(root, found.changes())
    return found


def codes(found: Mending) -> list[str]:
    """Return the codes of the findings that were mended."""
    return sorted(one.code for one in found.mended)


def whys(found: Mending) -> list[str]:
    """Return why fixes were refused."""
    return sorted(set(found.refused.values()))
