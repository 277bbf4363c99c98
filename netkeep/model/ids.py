"""Ids: lower-case ASCII letters, digits and single hyphens; also written as Obsidian's ``[[id]]``."""

import re

from netkeep.model.names import fold

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LINK = re.compile(r"\[\[([^\[\]|]*)(?:\|[^\[\]]*)?\]\]")
_DEVICES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
# Letters that folding treats like the slower library does; a test compares the two.
_PLAIN = re.compile(r"[ -+\-.-~À-ÖØ-ĥĨ-ķĹ-ňŌ-ťŨ-žḀ-ẛẠ-ỿ]*")
_WORDS = re.compile(r"[a-z0-9]+")
MAX_ID = 100


def is_id(text: str) -> bool:
    """Return whether this is a valid id (one that can be a file's name on every system)."""
    return len(text) <= MAX_ID and bool(_ID.fullmatch(text)) and not _DEVICES.fullmatch(text)


def is_reserved(name: str) -> bool:
    """Return whether Windows reserves a name for a device, in any case and with any extension."""
    return bool(_DEVICES.fullmatch(name.partition(".")[0].rstrip().lower()))


def slug(text: str, limit: int = MAX_ID) -> str:
    """Return the part of a text that an id can hold, in ASCII; may be empty."""
    if _PLAIN.fullmatch(text):
        plain = "-".join(_WORDS.findall(fold(text)))
        if len(plain) <= limit:
            return plain
    from slugify import slugify

    return slugify(text, entities=False, decimal=False, hexadecimal=False, max_length=limit).strip("-")


def unlink(text: str) -> str:
    """Return the id in ``[[id]]``, ``[[id#heading]]`` or ``[[id|text]]``; any other text as it is."""
    match = _LINK.fullmatch(text)
    return match[1].partition("#")[0].strip() if match else text
