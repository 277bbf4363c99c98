"""Text -> a YAML scalar that every reader gives back as that text."""

import re
from functools import lru_cache

from netkeep.text.scalars import text_to_others

_INDICATORS = re.compile(r"^[\s\-?:,\[\]{}#&*!|>'\"%@`=<.~]|[\s:]$|: | #|[,\[\]{}?]|:$")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


@lru_cache(4096)  # keys and labels come again and again
def quote(text: str) -> str:
    """Return a scalar fit for block and flow style: plain where that is safe, else double-quoted (YAML 1.2, 7.3.1)."""
    plain = text.isprintable() and bool(text) and not _INDICATORS.search(text) and text_to_others(text)
    return text if plain else '"' + "".join(_escape(character) for character in text) + '"'


def _escape(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable():
        return character
    point = ord(character)
    return f"\\x{point:02x}" if point <= 0xFF else f"\\u{point:04x}" if point <= 0xFFFF else f"\\U{point:08x}"  # noqa: PLR2004
