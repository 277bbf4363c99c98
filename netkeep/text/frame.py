"""Framing: where the front matter of a file begins and ends."""

import re
from typing import NamedTuple

from frontmatter.default_handlers import YAMLHandler

from netkeep.model.body import Span
from netkeep.text.problem import Problem

# The library's own idea of a boundary, so that every tool built on it splits a file where we do.
_BOUNDARY = YAMLHandler.FM_BOUNDARY
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?\r?$", re.MULTILINE)
_REST_OF_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)?")


class Frame(NamedTuple):
    """Offsets: the YAML is ``text[yaml.start:yaml.end]``, the body ``text[body:]``."""

    yaml: Span
    body: int


def find_frame(text: str) -> Frame | Problem:
    """Find the front matter. Anything but an opened and closed block at the very top is a problem."""
    if not text.strip():
        return Problem("empty-file", Span(0, 0))
    if conflict := _CONFLICT.search(text):
        return Problem("conflict-markers", Span(*conflict.span()))
    opening = _BOUNDARY.match(text)
    if not opening:
        return Problem("no-front-matter", Span(0, 0))
    start = _line_end(text, 0)
    closing = _BOUNDARY.search(text, start)
    if not closing:
        return Problem("unclosed-front-matter", Span(0, 3))
    return Frame(Span(start, closing.start()), _line_end(text, closing.start()))


def _line_end(text: str, offset: int) -> int:
    match = _REST_OF_LINE.match(text, offset)
    return match.end() if match else offset
