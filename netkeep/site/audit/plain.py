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
_LONGEST = 4096  # a picture in an address is no text
_PRINTED = re.compile(rb"[\x20-\x7e\x80-\xf4]{6,}")


def plain(text: str) -> str:
    """Undo escapes and give the text composed (NFC); values to look for go through the same."""
    if "\\" in text:
        text = _UNICODE.sub(lambda match: chr(int(match[1], 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # a pair is one letter
        text = _BLANKS.sub(" ", text).replace("\\/", "/")
    if "&" in text:
        text = unescape(text)
    if _PERCENT.search(text):
        text = unquote(text)
    return unicodedata.normalize("NFC", text)


def encoded(text: str) -> Iterator[str]:
    """Give what words in base64 say, where that is text with an address in it (RFC 4648, both alphabets)."""
    for match in _BASE64.finditer(text):
        word = match[0][:_LONGEST].replace("-", "+").replace("_", "/")
        data = b64decode(word + "=" * (-len(word) % 4)) if len(word) % 4 != 1 else b""
        if b"@" in data:
            yield data.decode("utf-8", "ignore")


def printed(data: bytes) -> str:
    """Give what can be read in a file: the whole of a text, runs of letters in anything else."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return "\n".join(run.decode("utf-8", "ignore") for run in _PRINTED.findall(data))
