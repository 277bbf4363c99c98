"""Who was invited: the lines of an event that name people, including those that violate the standard."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote

from netkeep.exchange.importers.display_names import BARE_ADDRESS, display_name
from netkeep.model.contact_points import email_key, email_problem
from netkeep.network.contact_scoring import is_robot

_PROPERTY = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}[;:]")
_PERSON = re.compile(r"^(?:ATTENDEE|ORGANIZER)(?=[;:])", re.IGNORECASE)
_MAILTO = re.compile(r"\s*mailto:\s*", re.IGNORECASE)
_THINGS = frozenset({"ROOM", "RESOURCE", "GROUP"})
_CARET = {"^^": "^", "^n": " ", "^'": '"'}
_MOST_PEOPLE = 1000
_LONGEST = 65_536


class NumberedLine(NamedTuple):
    """A line, and its number in the file."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody invited, identified by the key of the address."""

    address: str
    name: str
    declined: bool


class Unread(NamedTuple):
    """Somebody invited without an address, with the line that names them."""

    line: int
    name: str


def split_people(lines: Iterable[NumberedLine]) -> tuple[list[str], list[NumberedLine]]:
    """Return the other lines of an event, and those that name people, unfolded, at most a thousand."""
    others: list[str] = []
    people: list[tuple[int, list[str]]] = []
    within = False
    for number, text in lines:
        if within and _goes_on(text, people[-1][1]):
            people[-1][1].append(text[1:] if text[:1] in {" ", "\t"} else text)
        elif within := bool(_PERSON.match(text)):
            people.append((number, [text]))
        else:
            others.append(text)
    return others, [NumberedLine(number, "".join(parts)[:_LONGEST]) for number, parts in people[:_MOST_PEOPLE]]


def _goes_on(text: str, previous: Sequence[str]) -> bool:
    """Return whether a line continues the previous one: it is folded, by the standard or without the blank."""
    if text[:1] in {" ", "\t"} or not _PROPERTY.match(text):
        return True
    return "mailto:" in text.lower() and not _PERSON.match(text) and not any(":" in part for part in previous)


def guests(lines: Iterable[NumberedLine]) -> tuple[tuple[Guest, ...], tuple[Unread, ...]]:
    """Return guests and organisers, each address once, and those without one; not rooms, lists and robots."""
    by_address: dict[str, Guest] = {}
    unread = []
    for number, text in lines:
        params, value = _split(_PERSON.sub("", text, count=1))
        if params.get("CUTYPE", "").upper() in _THINGS:
            continue
        declined = params.get("PARTSTAT", "").upper() == "DECLINED"
        addresses = _addresses(params, value)
        for address in addresses:
            if not is_robot(email_key(address)):
                name = _name(params, value, address) if len(addresses) == 1 else ""
                by_address.setdefault(email_key(address), Guest(email_key(address), name, declined))
        if not addresses:
            unread.append(Unread(number, _name(params, value, "")))
    return tuple(by_address.values()), tuple(unread)


def _split(text: str) -> tuple[dict[str, str], str]:
    """Return the parameters of a line, and its value; with a stray quotation mark or colon, from ``mailto:`` on."""
    end = next(_places(text, ":"), len(text))
    head, value = text[:end], text[end + 1 :]
    mailto = text.lower().rfind("mailto:")
    if mailto >= 0 and not _MAILTO.match(value):
        head, value = text[:mailto].rstrip().removesuffix(":"), text[mailto:]
    params: dict[str, str] = {}
    last = ""
    for part in _parts(head.lstrip(";:")):
        key, equals, content = part.partition("=")
        if equals:
            last = key.strip().upper().rstrip("*")
            params.setdefault(last, content.strip())
        elif last:
            params[last] += f";{part}"
    return {key: content if key == "CN" else content.strip('" ') for key, content in params.items()}, value


def _places(text: str, mark: str) -> Iterator[int]:
    """Yield the places of a mark outside of quotation marks, which some programs escape."""
    quoted = escaped = False
    for place, letter in enumerate(text):
        if letter == '"' and not escaped:
            quoted = not quoted
        elif letter == mark and not quoted:
            yield place
        escaped = letter == "\\" and not escaped


def _parts(head: str) -> Iterator[str]:
    start = 0
    for place in _places(head, ";"):
        yield head[start:place]
        start = place + 1
    yield head[start:]


def _addresses(params: dict[str, str], value: str) -> list[str]:
    """Return the address in a ``mailto:``, the one beside a path (RFC 7986, 6.2), or those found anywhere else."""
    bare = unquote(_MAILTO.sub("", value, count=1)).partition("?")[0].strip()
    beside = _MAILTO.sub("", params.get("EMAIL", ""), count=1)
    for address in (bare, beside):
        if not email_problem(address):
            return [address]
    return [
        *dict.fromkeys(
            match[0]
            for text in (bare, params.get("CN", ""))
            for match in BARE_ADDRESS.finditer(_MAILTO.sub(" ", text))
            if not email_problem(match[0])
        )
    ]


def _name(params: dict[str, str], value: str, address: str) -> str:
    name = display_name(re.sub(r"\^[\^n']", lambda match: _CARET[match[0]], params.get("CN", "")), address)
    beside = value if "<" in value else value[match.end() :] if (match := _MAILTO.match(value)) else ""
    return name or display_name(beside, address)
