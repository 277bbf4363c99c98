"""Bringing an older vault up to the version of the format that this netkeep writes."""

import re
from dataclasses import replace
from pathlib import Path

from netkeep import FORMAT
from netkeep.config import FILE_NAME, parse
from netkeep.errors import ConfigError
from netkeep.store.settings import read_settings
from netkeep.store.write import edit_file

_VERSION = re.compile(rb"(?m)(?P<before>^(?:\xef\xbb\xbf)?[ \t]*format[ \t]*=[ \t]*)\d+")
_MARK = b"\xef\xbb\xbf"


def update_format(root: Path) -> bool:
    """Set the number in ``netkeep.toml`` and change no other byte of it; return whether there was anything to do.

    Version 2 has nothing that must be written otherwise than in version 1: see docs/format.md.
    """
    path = root / FILE_NAME
    if read_settings(root).format >= FORMAT or not path.is_file():
        return False
    edit_file(root, path, _with_version)
    return True


def _with_version(data: bytes) -> bytes:
    """Return the bytes of a settings file with the number of this version. Raises where it cannot be set surely."""
    line = b"format = %d" % FORMAT
    match = _VERSION.search(data)
    if match:
        changed = data[: match.start()] + match["before"] + b"%d" % FORMAT + data[match.end() :]
    else:
        mark = _MARK if data.startswith(_MARK) else b""
        changed = mark + line + (b"\r\n" if b"\r\n" in data else b"\n") + data[len(mark) :]
    if parse(changed) != replace(parse(data), format=FORMAT):
        raise ConfigError(f"{FILE_NAME}: its format could not be set; write '{line.decode()}' in it yourself")
    return changed
