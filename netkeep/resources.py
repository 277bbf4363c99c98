"""Where the files that travel with the package are, and the names of what is published.

In the repository they stand at the top level; in an installed wheel below ``netkeep/_data``.
"""

from pathlib import Path

from netkeep import ADDRESS

_PACKAGE = Path(__file__).resolve().parent


def _home() -> Path:
    data = _PACKAGE / "_data"
    return data if data.is_dir() else _PACKAGE.parent


def site_templates() -> Path:
    """Return the folder of page templates, styles and scripts."""
    return _home() / "site_templates"


def sample_vault() -> Path:
    """Return the folder of the sample vault."""
    return _home() / "vault"


def mkdocs_settings() -> Path:
    """Return the ``mkdocs.yml`` that is used where a vault has none."""
    return _home() / "mkdocs.yml"


def identifier(page: str, name: str) -> str:
    """Return the address of a page among the documents; a name that leads nowhere as long as these have no address."""
    return f"{ADDRESS}{page}" if ADDRESS else f"urn:netkeep:{name}"
