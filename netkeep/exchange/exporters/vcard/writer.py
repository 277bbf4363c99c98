"""Properties -> the bytes of a card: folded, with CRLF (RFC 6350, 3.2; RFC 2426, 2.6)."""

import re
from binascii import b2a_qp
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_OCTETS = 75
_DATA = re.compile(r"data:(?:image/(\w+))?;base64,(.*)", re.DOTALL | re.IGNORECASE)
_HEAD = re.compile(
    r'(?:(?P<group>[A-Za-z0-9-]+)\.)?(?P<name>[A-Za-z0-9-]+)(?P<params>(?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:])*)*)'
)


class Property(NamedTuple):
    """One property; ``value`` is escaped, ``params`` is the text between name and colon, as in vCard 4.0."""

    name: str
    value: str
    params: str = ""
    group: str = ""


def from_kept(head: str, value: str) -> Property | None:
    """Return the property that importing kept as head and value; None where the head is invalid."""
    match = _HEAD.fullmatch(head)
    if not match or not head.isprintable():
        return None
    escaped = re.sub(r"\r\n|\r|\n", r"\\n", value)
    name = {"X-ABLABEL": "X-ABLabel"}.get(match["name"].upper(), match["name"].upper())
    return Property(name, escaped, match["params"], match["group"] or "")


def parameters(values: Mapping[str, str]) -> str:
    """Return parameters as they are written (escaped by RFC 6868), in quotes where needed."""
    return "".join(f";{name}={_parameter(value)}" for name, value in values.items())


def _parameter(text: str) -> str:
    escaped = text.replace("^", "^^").replace("\n", "^n").replace('"', "^'")
    return escaped if re.fullmatch(r"[\w.-]+(?: [\w.-]+)*", escaped) else f'"{escaped}"'


def card_bytes(properties: Iterable[Property], version: str) -> bytes:
    """Return a whole card."""
    lines = ["BEGIN:VCARD", f"VERSION:{version}", *(_line(prop, version) for prop in properties), "END:VCARD"]
    return b"".join(_folded(line.encode()) for line in lines)


def line_bytes(prop: Property, version: str, newline: bytes) -> bytes:
    """Return the lines of one property, for a card that exists already."""
    if version == "2.1" and ("\\" in prop.value or not prop.value.isascii()):
        text = re.sub(r"\\n", "\r\n", re.sub(r"\\([,\\])", r"\1", prop.value), flags=re.IGNORECASE)
        coded = b2a_qp(text.encode(), istext=False).replace(b"=\n", b"=" + newline)
        head = _line(prop._replace(value=""), version)[:-1]
        return f"{head};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:".encode() + coded + newline
    return _folded(_line(prop, version).encode()).replace(b"\r\n", newline)


def _line(prop: Property, version: str) -> str:
    params, value = prop.params, prop.value
    if version != "4.0":
        params = re.sub(r";PREF=1(?=;|\Z)", ";TYPE=pref", params)
        if data := _DATA.fullmatch(value):  # vCard 3.0 knows no data: (RFC 2426, 2.6)
            kind = f";TYPE={data[1].upper()}" if data[1] else ""
            params, value = f"{params.replace(';VALUE=uri', '')};ENCODING=b{kind}", data[2]
    return f"{prop.group}{'.' if prop.group else ''}{prop.name}{params}:{value}"


def _folded(line: bytes) -> bytes:
    """Fold at 75 octets, never inside a character."""
    parts: list[bytes] = []
    start, room = 0, _OCTETS
    while len(line) - start > room:
        end = start + room
        while line[end] & 0xC0 == 0x80:  # noqa: PLR2004 (the bytes of a character but its first)
            end -= 1
        parts.append(line[start:end])
        start, room = end, _OCTETS - 1
    return b"\r\n ".join([*parts, line[start:]]) + b"\r\n"
