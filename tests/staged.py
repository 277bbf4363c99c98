"""What is staged, read as a whole."""

from pathlib import Path

from netkeep.store.discovery import Stray
from netkeep.store.staged import find_staged
from netkeep.store.vault import Vault


def load_staged(root: Path, index: str | None = None) -> Vault:
    """Return the vault as git's index has it, of which every file is read afresh."""
    staged = find_staged(root, index)
    strays = tuple(Stray(*one) for one in staged.strays)
    return Vault(root, staged.settings, tuple(staged.documents(staged.blobs)), strays)
