"""Vaults for tests, written where they are used."""

import shutil
from collections.abc import Mapping
from pathlib import Path


def make_vault(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below ``root``, byte for byte, with a netkeep.toml where none is given; gives ``root``."""
    for path, content in {"netkeep.toml": "format = 2\n", **files}.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def copy_vault(source: Path, target: Path) -> Path:
    """Copy a vault's own files, without what was built or kept beside them; gives ``target``."""
    return Path(shutil.copytree(source, target, ignore=shutil.ignore_patterns("site", ".netkeep")))
