"""Where in a half-written file somebody is typing: by its text alone, as YAML with half a key in it is none."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from netkeep.model.shapes import Free, ListOf, MapOf, Record, Shape, Value

_OPENING = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_CLOSING = re.compile(r"^---[ \t]*$", re.MULTILINE)
_LINE = re.compile(
    r"(?P<lead>[ \t]*(?:-[ \t]+)*)(?:(?P<key>[^\s#'\"\[\]{},:][^:#\r\n]*?)[ \t]*:(?:[ \t]+|$))?(?P<rest>.*)"
)
_HEADING = re.compile(r"^ {0,3}#{1,2}[ \t]+(.*?)[ \t#]*$", re.MULTILINE)
_LINK = re.compile(r"\[\[([^\[\]|#\r\n]*)\Z")
_ENTRY = re.compile(r"[-*+][ \t]+(?:(?P<day>\d[\d-]*|)\Z|\d{4}-\d{2}-\d{2}[ \t]+(?P<kind>[a-z][a-z ]*|)\Z)")
_ENTRY_WITH = r"[-*+][ \t]+\d{4}-\d{2}-\d{2}[ \t]+[a-z][a-z ]*?[ \t]with[ \t]+"
_COMPANY = re.compile(rf"{_ENTRY_WITH}(?:\[\[[^\[\]]*\]\],[ \t]*)*(?P<who>[^\[\],:]*)\Z")


class Typed(NamedTuple):
    """What is being typed: ``word`` begins at ``start``; the ``kind`` says what it is.

    ``key`` and ``value`` are of front matter, at a path of keys; ``link`` is the inside of ``[[``; ``day``,
    ``log kind`` and ``company`` are of an entry of the log; ``empty`` is a file with nothing in it.
    """

    kind: str
    start: int
    word: str
    keys: tuple[str, ...] = ()


def typed_at(text: str, offset: int) -> Typed | None:
    """Return what is being typed at a place; None where nothing can be completed."""
    if not text.strip():
        return Typed("empty", 0, text[:offset].strip())
    line = _line(text, offset)
    if link := _LINK.search(line):
        return Typed("link", offset - len(link[1]), link[1])
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if opening and opening.end() <= offset and (closing is None or offset <= closing.start()):
        return _in_front(text[opening.end() : offset], offset)
    return _in_log(text, offset, line) if closing and offset > closing.end() else None


def _line(text: str, offset: int) -> str:
    return text[max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1 : offset]


def _in_log(text: str, offset: int, line: str) -> Typed | None:
    headings = [match[1] for match in _HEADING.finditer(text, 0, offset)]
    if not headings or headings[-1].casefold() != "log":
        return None
    if company := _COMPANY.match(line):
        return Typed("company", offset - len(company["who"]), company["who"])
    if entry := _ENTRY.match(line):
        kind = "day" if entry["kind"] is None else "log kind"
        word = entry["kind"] if entry["kind"] is not None else entry["day"] or ""
        return Typed(kind, offset - len(word), word)
    return None


def _in_front(front: str, offset: int) -> Typed | None:
    *lines, line = _logical_lines(front)
    match = _LINE.fullmatch(line)
    if match is None or line.lstrip().startswith("#"):
        return None
    above: list[tuple[int, str]] = []
    for earlier in lines:
        if (parsed := _LINE.fullmatch(earlier)) and parsed["key"]:
            above = [*_outside(above, len(parsed["lead"])), (len(parsed["lead"]), parsed["key"])]
    in_list = "-" in match["lead"]
    # The items of a list may stand as far left as its key.
    indent = match["lead"].index("-") + 1 if in_list and not match["key"] else len(match["lead"])
    keys = tuple(key for _, key in _outside(above, indent if in_list else len(match["lead"])))
    if match["key"]:
        return _in_flow(match["rest"], offset, (*keys, match["key"]))
    if match["rest"][:1] in {"{", "["}:
        return _in_flow(match["rest"], offset, keys)
    return Typed("key", offset - len(match["rest"]), match["rest"], keys)


def _outside(above: list[tuple[int, str]], indent: int) -> list[tuple[int, str]]:
    return [(column, key) for column, key in above if column < indent]


def _logical_lines(front: str) -> list[str]:
    """Return the lines, each with those that go on in its brackets."""
    lines: list[str] = [""]
    depth = 0
    for line in re.split(r"\r\n|\n|\r", front):
        if depth > 0:
            lines[-1] += f" {line}"
        else:
            lines.append(line)
            depth = 0
        depth += sum(line.count(sign) for sign in "[{") - sum(line.count(sign) for sign in "]}")
    return lines


def _in_flow(rest: str, offset: int, keys: tuple[str, ...]) -> Typed:
    """Return what is typed in a value, within any brackets that are open."""
    start = len(rest) - len(rest.lstrip())
    open_: list[tuple[str, tuple[str, ...]]] = []
    path = keys
    for at, sign in _signs(rest):
        if sign in "[{":
            open_.append((sign, path))
        elif sign in "]}" and open_:
            path = open_.pop()[1]
        elif sign == "," and open_:
            path = open_[-1][1]
        elif sign == ":" and open_ and open_[-1][0] == "{":
            path = (*open_[-1][1], rest[start:at].strip())
        start = at + 1
    word = rest[start:].lstrip()
    is_key = bool(open_) and open_[-1][0] == "{" and path == open_[-1][1]
    return Typed("key" if is_key else "value", offset - len(word), word, path)


def _signs(rest: str) -> Iterator[tuple[int, str]]:
    """Yield the signs of YAML's flow style, outside of quotes."""
    quote = ""
    for at, sign in enumerate(rest):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign in "[]{}," or (sign == ":" and rest[at + 1 : at + 2] in {" ", ""}):
            yield at, sign


def shape_at(shape: Shape, keys: tuple[str, ...]) -> Shape | None:
    """Return the shape of what stands at a path of keys; a list's is that of its items."""
    for key in keys:
        if isinstance(shape, Record):
            shape = shape.fields.get(key, Free())
        elif isinstance(shape, MapOf):
            shape = shape.value
        else:
            return None
        if isinstance(shape, ListOf):
            shape = shape.item
    return None if isinstance(shape, Free) else shape


def value_in(shape: Shape | None, keys: tuple[str, ...]) -> tuple[Value | None, tuple[str, ...]]:
    """Return the single value that is typed with its path; a record without its braces stands for its first part."""
    if isinstance(shape, Record) and shape.short:
        short = shape.fields[shape.short]
        return (short if isinstance(short, Value) else None), (*keys, shape.short)
    return (shape if isinstance(shape, Value) else None), keys
