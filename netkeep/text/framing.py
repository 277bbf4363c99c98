"""Framing: where the front matter of a file begins and ends."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from frontmatter.default_handlers import YAMLHandler

from netkeep.model.body import Span
from netkeep.text.markdown import hidden
from netkeep.text.problem import Problem
from netkeep.text.traps import like_a_fence, lines_end_in_cr

# The library's own idea of a boundary, so that every tool built on it splits a file where netkeep does.
_BOUNDARY = YAMLHandler.FM_BOUNDARY
_CONFLICT_SIGNS = ("<<<<<<<", ">>>>>>>", "|||||||")
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?\r?$", re.MULTILINE)
_ACCEPTED = re.compile(r"<!-- netkeep: ignore (?:NK\d{3}[, ]+)*NK111\b")
_LINE_BEGINS = re.compile(r"^(?=[^\w\s])", re.MULTILINE)
_REST_OF_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)?")


class Frame(NamedTuple):
    """Offsets: the YAML is ``text[yaml.start:yaml.end]``, the body ``text[body:]``."""

    yaml: Span
    body: int


def find_frame(text: str) -> Frame | Problem:
    """Return where the front matter is. Anything but an opened and closed block at the very top is a problem."""
    if not text.strip():
        return Problem("empty-file", Span(0, 0))
    if conflict := next((match for match in _conflicts(text) if not _ACCEPTED.search(match[0])), None):
        return Problem("conflict-markers", Span(*conflict.span()))
    opening = _BOUNDARY.match(text)
    if not opening:
        facts = {"sign": like_a_fence(text), "cr": "yes" if lines_end_in_cr(text) else ""}
        return Problem("no-front-matter", Span(0, 0), facts)
    start = _line_end(text, 0)
    closing = _BOUNDARY.search(text, start)
    if not closing:
        return Problem("unclosed-front-matter", Span(0, 3), {"sign": _sign_of_end(text, start)})
    return Frame(Span(start, closing.start()), _line_end(text, closing.start()))


def _conflicts(text: str) -> Iterator[re.Match[str]]:
    """Return the lines that mark a conflict; looking for the signs first is quicker than matching lines."""
    return _CONFLICT.finditer(text) if any(sign in text for sign in _CONFLICT_SIGNS) else iter(())


def accepted_conflicts(text: str, body: int) -> Iterator[Problem]:
    """Yield the conflict markers that their own line accepts: they can be an example, in code."""
    if "NK111" not in text:
        return
    places = [match.span() for match in _conflicts(text) if _ACCEPTED.search(match[0])]
    code = hidden(text[body:]).blocks if places else ()
    for start, end in places:
        inside = any(block.start <= start - body < block.end for block in code)
        yield Problem("conflict-in-code" if inside else "conflict-markers", Span(start, end))


def _sign_of_end(text: str, start: int) -> str:
    """Return the wrong sign in the first line that only looks like the end of the front matter, else nothing."""
    if text.isascii():
        return ""
    lines = (match.start() for match in _LINE_BEGINS.finditer(text, start))
    return next((sign for at in lines if (sign := like_a_fence(text, at))), "")


def _line_end(text: str, offset: int) -> int:
    match = _REST_OF_LINE.match(text, offset)
    return match.end() if match else offset
