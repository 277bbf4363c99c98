"""Whether a file that cannot be read may still name somebody: its bytes are searched."""

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from netkeep.store.bounded import read_bounded

if TYPE_CHECKING:
    from netkeep.text.document import Document

_MOST = 16_000_000  # bytes: nobody's notes are longer, and the whole file has to be in memory
_ESCAPE = re.compile(r"\\x([0-9a-fA-F]{2})|\\u([0-9a-fA-F]{4})|\\U(00[0-9a-fA-F]{6})")
_LAST = 0x10FFFF
_OUTSIDE = "outside-link"
_ENCRYPTED = "\0"  # begins what git-crypt has encrypted


def may_name(root: Path, document: "Document", name: str) -> bool:
    """Return whether an unreadable file may name an id: False only where its bytes certainly do not.

    The id is looked for in UTF-8, Latin-1 and UTF-16, in any case, with any blanks between its words, and as YAML and
    web addresses escape it. A file that cannot be opened or is encrypted may say anything; the target of a link out of
    the vault is not one of its files.
    """
    if any(problem.kind == _OUTSIDE for problem in document.problems):
        return False
    readings = texts(root, document)
    return readings is None or any(_holds(text, name) for text in readings)


def texts(root: Path, document: "Document") -> tuple[str, ...] | None:
    """Return the text of an unreadable file in each encoding that it may have; None if it cannot be known."""
    kinds = {problem.kind for problem in document.problems}
    if _OUTSIDE in kinds:
        return None
    if document.source and "not-utf8" not in kinds:  # else the source holds only the text before the first bad byte
        return None if document.source.text.startswith(_ENCRYPTED) else (document.source.text,)
    try:
        data = read_bounded(root / document.path, _MOST)
    except OSError:
        return None
    if len(data) > _MOST or data.startswith(_ENCRYPTED.encode()):
        return None
    encodings = ("utf-8", "latin-1", *(("utf-16-le", "utf-16-be") if b"\0" in data else ()))
    return tuple(data.decode(encoding, "replace") for encoding in encodings)


def _holds(text: str, name: str) -> bool:
    from urllib.parse import unquote

    wanted = _folded(name)
    plain = _ESCAPE.sub(_character, text)
    return any(wanted in _folded(reading) for reading in {text, plain, unquote(plain)})


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _character(match: re.Match[str]) -> str:
    point = int(match[1] or match[2] or match[3], 16)
    return chr(point) if point <= _LAST else match[0]
