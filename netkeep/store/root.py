"""Where the vault is, and which of its files a path means.

This module imports almost nothing: a check that finds nothing changed goes through it.
"""

import os
from collections.abc import Mapping

MARK = "netkeep.toml"
PRIVATE_FOLDER = ".netkeep"
"""Where netkeep keeps what is of this machine alone, below the vault."""
JOURNAL = ("pending", "journal")
"""Where, below that folder, the journal of an unfinished command over several files lies."""


def upward(start: str) -> str | None:
    """Return the nearest folder upward that is marked as a vault; ``start`` is absolute."""
    folder = start
    while not os.path.isfile(os.path.join(folder, MARK)):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return folder


def is_vault(folder: str) -> bool:
    """Return whether a folder can be a vault."""
    return os.path.isfile(os.path.join(folder, MARK)) or os.path.isdir(os.path.join(folder, "people"))


def find_root(explicit: str | None, environ: Mapping[str, str], start: str) -> str:
    """Return the vault, found as git finds a repository: option, ``NETKEEP_VAULT``, upward, then ``./vault``."""
    named = explicit or environ.get("NETKEEP_VAULT")
    if named:
        if not is_vault(named):
            raise _no_vault(f"{named} is not a vault: it has neither {MARK} nor a folder people/")
        return os.path.realpath(named)
    if marked := upward(start):
        return marked
    if is_vault(os.path.join(start, "vault")):
        return os.path.join(start, "vault")
    raise _no_vault(
        f"no vault found: no folder from here upward has {MARK}, and there is no ./vault; "
        "name one with --vault DIR or NETKEEP_VAULT, or make one with 'netkeep init'"
    )


def _no_vault(words: str) -> Exception:
    from netkeep.errors import VaultError

    return VaultError(words)


def root_for(explicit: str | None, environ: Mapping[str, str], start: str, paths: tuple[str, ...]) -> str:
    """Return the vault that paths refer to: the named one, else the one around the first path, else the usual one."""
    if not explicit and not environ.get("NETKEEP_VAULT") and paths:
        first = os.path.join(start, paths[0])
        marked = upward(os.path.normpath(first if os.path.isdir(first) else os.path.dirname(first)))
        if marked:
            return marked
    return find_root(explicit, environ, start)


def within(root: str, path: str) -> str | None:
    """Return a path relative to the vault: as it is named, for it may itself be a link, else its target.

    None where both are outside.
    """
    inside = os.path.realpath(root)
    head, tail = os.path.split(path)
    named = os.path.realpath(path) if tail in {"", ".", ".."} else os.path.join(os.path.realpath(head), tail)
    for candidate in (named, os.path.realpath(path)):
        if os.path.commonpath([inside, candidate]) == inside:
            return os.path.relpath(candidate, inside).replace(os.sep, "/")
    return None
