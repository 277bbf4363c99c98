"""The line that a finding is about, with a mark below the place: for the owner only, on a terminal."""

import re
from collections.abc import Iterator

import click

from netkeep.check.diagnostic import Diagnostic
from netkeep.cli.printable import clean, width

_LINE_END = re.compile(r"\r\n|\n|\r")
_MORE = "…"
_LEAST = 10


def snippet(diagnostic: Diagnostic, text: str | None, columns: int) -> Iterator[str]:
    """Yield the line, cut to so many columns around the place, and the marks; nothing for a whole file."""
    lines = _LINE_END.split(text or "")
    if (
        text is None
        or diagnostic.line > len(lines)
        or (diagnostic.line, diagnostic.column, diagnostic.end_line, diagnostic.end_column) == (1, 1, 1, 1)
    ):
        return
    line = lines[diagnostic.line - 1]
    start = min(diagnostic.column - 1, len(line))
    end = min(diagnostic.end_column - 1, len(line)) if diagnostic.end_line == diagnostic.line else len(line)
    number = f"{diagnostic.line:>4}"
    before, marked, after = window(line, start, max(start, end), max(_LEAST, columns - len(f"{number} | ")))
    marks = " " * width(before) + "^" * max(1, width(marked))
    yield f"{number} | {before}{marked}{after}".rstrip()
    yield f"{' ' * len(number)} | " + click.style(marks, fg="red", bold=True)


def window(line: str, start: int, end: int, room: int) -> tuple[str, str, str]:
    """Return what is printed before, at and after a place, in at most ``room`` columns."""
    if width(clean(line)) <= room:
        return clean(line[:start]), clean(line[start:end]), clean(line[end:])
    left = room - 2 * len(_MORE)
    marked = _fitting(line[start:end], left)
    left -= width(marked)
    whole = marked == clean(line[start:end])
    after = _fitting(line[end:], left - left // 3) if whole else ""
    before = _fitting(line[:start][::-1], left - width(after), backwards=True)
    after = _fitting(line[end:], left - width(before)) if whole else ""
    cut_before = _MORE if before != clean(line[:start]) else ""
    cut_after = _MORE if not whole or after != clean(line[end:]) else ""
    return cut_before + before, marked, after + cut_after


def _fitting(text: str, room: int, *, backwards: bool = False) -> str:
    """Return as many characters as fit, from the text's beginning; ``backwards`` reverses them again."""
    shown: list[str] = []
    for character in text:
        piece = clean(character)
        room -= width(piece)
        if room < 0:
            break
        shown.append(piece)
    return "".join(reversed(shown) if backwards else shown)
