"""A vault written in the test, mended, and what became of its files."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from netkeep.check.mending import Mending, mend
from netkeep.check.runner import check
from netkeep.store.load import load
from netkeep.store.save import save_changes
from tests.check.cases import TODAY
from tests.vaults import make_vault


def mending(root: Path, *paths: str, unsafe: bool = False) -> Mending:
    """Mend the vault in memory."""
    return mend(load(root), lambda vault, new: check(vault, TODAY, [*paths, *new] if paths else ()), TODAY, unsafe=unsafe)


def mended(root: Path, files: Mapping[str, str | bytes], *, unsafe: bool = False) -> Mending:
    """Make a vault, mend it, and write what changed."""
    found = mending(make_vault(root, files), unsafe=unsafe)
    save_changes(root, found.changes())
    return found


def one_mended(root: Path, before: str | bytes, path: str = "people/ada-example.md", *, unsafe: bool = False) -> bytes:
    """Give one file after mending."""
    mended(root, {path: before}, unsafe=unsafe)
    return (root / path).read_bytes()
