"""Content lines of a card: unfolded, decoded, and converted to the form of vCard 4.0 (RFC 6350, 3.3)."""

import binascii
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from netkeep.exchange.candidate import Fate
from netkeep.text.document import invisible

LARGEST = 65_536  # bytes of a value that is text
LARGEST_PICTURE = 4096  # bytes of a value that is not
LEAST_PREFERRED = 100  # of lines with a preference (RFC 6350, 5.3)
_MOST_LINES = 2000  # of one card
_LONGEST_HEAD = 2000

_HEAD = re.compile(rb'(?:([\w-]+)\.)?([\w-]+)((?:;[^=;:"]*(?:=(?:"[^"]*"|[^";:])*)?)*)[ ]*:')
_PARAMETER = re.compile(r';([^=;:"]*)(?:=((?:"[^"]*"|[^";:])*))?')
_LISTED = re.compile(r'"([^"]*)"|([^",]+)')
_QUOTED_PRINTABLE = re.compile(rb"[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE(?![^;:])", re.IGNORECASE)
_BINARY = re.compile(rb"[^:]*;(?:ENCODING=B|(?:ENCODING=)?BASE64)(?![^;:])", re.IGNORECASE)
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{4,}={0,2}")
_BARE_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"})
_CHARSETS = re.compile(
    r"(?:utf|iso|windows|cp|latin|us|ascii|shift|sjis|euc|gb|big5|koi8|mac)[\w-]*", re.IGNORECASE | re.ASCII
)
_OF_THE_LINE = frozenset({"ENCODING", "CHARSET"})
_CARET = {"^^": "^", "^n": "\n", "^'": '"'}
_MEDIA = {"JPEG": "image/jpeg", "JPG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif"}


@dataclass(frozen=True, slots=True)
class Line:
    """One property. ``value`` is escaped as in vCard 4.0; names of property and parameters are in capitals.

    ``number`` is the line of the file where it begins, counted from 1.
    """

    name: str
    value: str
    params: Mapping[str, tuple[str, ...]]
    group: str = ""
    number: int = 0

    def head(self) -> str:
        """Return the text before the colon, in the form of vCard 4.0."""
        params = "".join(f";{name}={','.join(map(_quoted, values))}" for name, values in self.params.items())
        return f"{self.group}.{self.name}{params}" if self.group else f"{self.name}{params}"

    def types(self) -> tuple[str, ...]:
        """Return the values of TYPE in lower case, including those that vCard 2.1 writes without ``TYPE=``."""
        return tuple(value.casefold() for value in self.params.get("TYPE", ()))

    def parameter(self, name: str) -> str:
        """Return the first value of a parameter; empty if it has none."""
        return next(iter(self.params.get(name, ())), "")

    def preference(self) -> int:
        """Return 1 for the most preferred, up to 101 for no preference (RFC 6350, 5.3)."""
        preference = self.parameter("PREF")
        if preference.isascii() and preference.isdigit() and len(preference) <= 3:  # noqa: PLR2004 (1 to 100)
            return int(preference)
        return 1 if "pref" in self.types() else LEAST_PREFERRED + 1


def _quoted(text: str) -> str:
    """Return a parameter's value, escaped and quoted as needed (RFC 6868)."""
    escaped = text.replace("^", "^^").replace("\n", "^n").replace('"', "^'")
    return f'"{escaped}"' if any(sign in escaped for sign in ",;:") else escaped


class Unread(NamedTuple):
    """A line that could not be read. ``number`` counts from 1 in the file; ``why`` holds nothing of its content."""

    number: int
    why: str
    picture: bool = False
    fate: Fate = "refused"


class RawLine(NamedTuple):
    """A logical line with the place where it begins."""

    number: int
    data: bytes


def unfold(lines: Iterable[RawLine], *, old: bool) -> Iterator[RawLine]:
    """Yield logical lines, joining folded ones as bytes: a fold may stand inside a character (RFC 6350, 3.2).

    ``old`` is vCard 2.1, whose folds keep their blank (2.1.3), whose quoted-printable lines end in ``=`` if they
    continue, and whose base64 continues until an empty line.
    """
    parts: list[bytes] = []
    start = 0
    soft = binary = False
    for number, data in lines:
        if soft or (parts and data[:1] in {b" ", b"\t"}) or (binary and _BASE64.fullmatch(data)):
            parts.append(data if soft or not data[:1].isspace() else data.strip() if binary else data[not old :])
        else:
            if parts:
                yield RawLine(start, b"".join(parts))
            parts, start = [data], number
            binary = bool(_BINARY.match(data[:_LONGEST_HEAD]))
            soft = bool(_QUOTED_PRINTABLE.match(data[:_LONGEST_HEAD]))
        if soft:
            soft = parts[-1].rstrip().endswith(b"=")
            parts[-1] = parts[-1].rstrip()[:-1] if soft else parts[-1]
    if parts:
        yield RawLine(start, b"".join(parts))


@lru_cache(maxsize=64)
def _is_of_one_byte(charset: str) -> bool:
    """Return whether an encoding uses one byte a letter; text in it hardly ever reads as UTF-8 by accident."""
    if not charset:
        return False
    try:
        return all(len(bytes([byte]).decode(charset, "replace")) == 1 for byte in range(256))
    except LookupError:
        return False


class Decoder:
    """Bytes -> text: by the line's own charset, UTF-8, ``encoding``, else cp1252, which sets ``guessed``."""

    def __init__(self, encoding: str | None) -> None:
        self._encoding = encoding
        self.guessed = False

    def text(self, data: bytes, charset: str = "") -> str:
        """Return the text; never fails. UTF-8 goes before a one-byte charset: bytes are hardly UTF-8 by accident."""
        if not charset:
            with suppress(UnicodeError):
                return data.decode()
        stated = charset if _CHARSETS.fullmatch(charset) else ""
        first, second = ("utf-8", stated) if _is_of_one_byte(stated) else (stated, "utf-8")
        for name in filter(None, (first, second, self._encoding)):
            try:
                return data.decode(name)
            except (UnicodeError, LookupError):
                continue
        self.guessed = True
        return data.decode("cp1252", "replace")


def parse(
    lines: Iterable[RawLine], decoder: Decoder, *, old: bool, largest: int = LARGEST_PICTURE
) -> Iterator[Line | Unread]:
    """Parse the logical lines of a card, skipping empty ones. ``largest`` is the limit of binary values, in bytes."""
    for count, (number, data) in enumerate(line for line in lines if line.data.strip()):
        if count == _MOST_LINES:
            yield Unread(number, f"the card has more than {_MOST_LINES:,} lines; the rest is left out")
            return
        yield _parse_line(RawLine(number, data), decoder, old=old, largest=largest)


def _parse_line(raw: RawLine, decoder: Decoder, *, old: bool, largest: int) -> Line | Unread:
    number, data = raw
    start = data[:_LONGEST_HEAD]
    binary = bool(_BINARY.match(start)) or b":data:" in start.lower()
    if len(data) > (largest if binary else LARGEST):
        return Unread(number, f"a value has more than {LARGEST:,} bytes; it is left out", picture=binary)
    head = _HEAD.match(data)
    if not head:
        return Unread(number, "a line is not a property of a card (NAME:value); it is left out")
    params = _params(decoder.text(head[3])) if head[3] else {}
    value = _value(data[head.end() :], params, decoder)
    group = head[1].decode() if head[1] else ""
    return _normal(Line(head[2].decode().upper(), value, params, group, number), old=old)


def _value(data: bytes, params: Mapping[str, tuple[str, ...]], decoder: Decoder) -> str:
    if "QUOTED-PRINTABLE" in (encoding.upper() for encoding in params.get("ENCODING", ())):
        data = binascii.a2b_qp(data)
    return visible(decoder.text(data, "".join(params.get("CHARSET", ())[:1])))


def visible(text: str) -> str:
    """Return a text without invisible characters: control characters, and marks that change its direction."""
    if text.isprintable():
        return text
    hidden = {match.start() for match in invisible(text)}
    kept = (letter for place, letter in enumerate(text) if place not in hidden)
    return "".join(letter for letter in kept if letter >= " " or letter in "\t\r\n")


def _params(text: str) -> dict[str, tuple[str, ...]]:
    params: dict[str, tuple[str, ...]] = {}
    for match in _PARAMETER.finditer(text):
        name, values = match[1].strip().upper(), match[2]
        if values is None:
            name, values = ("ENCODING" if name in _BARE_ENCODINGS else "TYPE"), match[1].strip()
        if name and (listed := tuple(_listed(values, within=name == "TYPE"))):
            params[name] = (*params.get(name, ()), *listed)
    return params


def _listed(values: str, *, within: bool) -> Iterator[str]:
    """Yield the values of a parameter; ``within`` splits quoted lists too, TYPE="work,voice" (erratum 3000)."""
    for quoted, plain in _LISTED.findall(values):
        parts = (quoted or plain).split(",") if within else [quoted or plain.strip()]
        yield from (_uncaret(visible(part)) for part in parts if part.strip())


def _uncaret(text: str) -> str:
    """Return a parameter's value without its escapes (RFC 6868)."""
    return re.sub(r"\^[\^n']", lambda match: _CARET[match[0]], text) if "^" in text else text


def _normal(line: Line, *, old: bool) -> Line:
    """Return a line in the form of vCard 4.0: without ENCODING and CHARSET, and with escaped line ends."""
    if not (old or "\n" in line.value or "\r" in line.value or line.params.keys() & _OF_THE_LINE):
        return line
    encoding = line.parameter("ENCODING").upper()
    params = {name: values for name, values in line.params.items() if name not in _OF_THE_LINE}
    value = line.value
    if encoding in {"B", "BASE64"}:
        kind = next((_MEDIA[word.upper()] for word in line.params.get("TYPE", ()) if word.upper() in _MEDIA), "")
        value = f"data:{kind};base64,{''.join(value.split())}"
        params.pop("TYPE", None)
        params["VALUE"] = ("uri",)
    if old:
        value = re.sub(r"\\(?![;,:\\])", r"\\\\", value)
    value = re.sub(r"\r\n|\r|\n", r"\\n", value)
    return Line(line.name, value, params, line.group, line.number)
