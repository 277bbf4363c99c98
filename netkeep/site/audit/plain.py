"""Text as a reader gets it, whichever way a file writes it: escapes of JSON, HTML and addresses undone."""

import re
import unicodedata
from base64 import b64decode
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

_UNICODE = re.compile(r"\\u([0-9a-fA-F]{4})")
_BLANKS = re.compile(r"\\[nrt]")
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,}")
_IN_BASE64 = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-")
# An @ is written with two letters, as the first, second or third of three bytes.
_AT = re.compile(r"Q[A-P]|[EUk0][A-D]|[BFJNRVZdhlptx159]A")
_BEFORE = {
    "A": frozenset("QEUk0BFJNRVZdhlptx159"),
    "B": frozenset("EUk0"),
    "C": frozenset("EUk0"),
    "D": frozenset("EUk0"),
}
_LONGEST = 4096  # a picture in an address is no text
_PRINTED = re.compile(rb"[\x20-\x7e\x80-\xf4]{6,}")


def plain(text: str) -> str:
    """Undo escapes and give the text composed (NFC); values to look for go through the same."""
    if "\\" in text:
        if "\\u" in text:
            text = _UNICODE.sub(lambda match: chr(int(match[1], 16)), text)
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # a pair is one letter
        text = _BLANKS.sub(" ", text).replace("\\/", "/")
    if "&" in text:
        text = unescape(text)
    if _PERCENT.search(text):
        text = unquote(text)
    return unicodedata.normalize("NFC", text)


def encoded(text: str) -> Iterator[str]:
    """Yield what words in base64 say, where that is text with an address in it (RFC 4648, both alphabets)."""
    read = 0
    for match in _AT.finditer(text) if _may_hold_at(text) else ():
        if match.start() >= read and (encoded := _BASE64.match(text, _start(text, match.start()))):
            read = encoded.end()
            word = encoded[0][:_LONGEST].replace("-", "+").replace("_", "/")
            data = b64decode(word + "=" * (-len(word) % 4)) if len(word) % 4 != 1 else b""
            if b"@" in data:
                yield data.decode("utf-8", "ignore")


def _may_hold_at(text: str) -> bool:
    """Return whether letters stand side by side that an @ can be written with: the second of them is rare."""
    if "Q" in text:
        return True
    return any(
        not first.isdisjoint(piece[-1:] for piece in text.split(second)[:-1]) for second, first in _BEFORE.items()
    )


def _start(text: str, at: int) -> int:
    while at and text[at - 1] in _IN_BASE64:
        at -= 1
    return at


def printed(data: bytes) -> bytes:
    """Return what can be read in a file, as UTF-8: the whole of a text, runs of letters in anything else."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return b"\n".join(run.decode("utf-8", "ignore").encode("utf-8") for run in _PRINTED.findall(data))
    return data
