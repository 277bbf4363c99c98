"""What an index was made with: the program's version, and the settings that it was made for.

This module imports almost nothing: a check that finds nothing changed goes through it.
"""

import os

from netkeep import __version__
from netkeep.store.index.tables import VERSION

SETTINGS = "netkeep.toml"
_PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
_CODE = ("model", "config", "text", "check", os.path.join("check", "rules"), "store", os.path.join("store", "index"))


def fingerprint(root: str) -> str:
    """Return a text that changes whenever an older index might no longer be right."""
    return with_settings(_settings(root))


def with_settings(data: bytes | None) -> str:
    """Return the fingerprint for the content of settings: so two of the same size, saved in the same tick, differ."""
    return f"{program()} {'none' if data is None else data.hex()}"


def program() -> str:
    """Return a text that stays the same as long as the program gives the same results for the same files."""
    return f"{VERSION} {__version__} {_code()}"


def _settings(root: str) -> bytes | None:
    try:
        with open(os.path.join(root, SETTINGS), "rb") as file:
            return file.read()
    except OSError:
        return None


def _code() -> int:
    """Return when the program was last changed, if it runs from a checkout; if installed, its version is enough."""
    if os.path.isdir(os.path.join(_PACKAGE, "_data")):
        return 0
    newest = 0
    for folder in _CODE:
        with os.scandir(os.path.join(_PACKAGE, folder)) as entries:
            newest = max(newest, *(entry.stat().st_mtime_ns for entry in entries if entry.name.endswith(".py")))
    return newest
