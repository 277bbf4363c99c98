"""Fitting text into a terminal: wrapping with hanging indents, shortening, marking matches."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence

import click

from netkeep.cli.printable import clean, pad, width

_WIDEST = 100  # lines longer than this are hard to read, however wide the window
_NARROWEST = 20
LONGEST_LABEL = 32  # a longer one stands above its text, so that all texts begin in one column
_UNKNOWN = 80


def columns() -> int:
    """Return how wide the terminal is, as shutil does, which is slow to import; 80 where there is none."""
    setting = os.environ.get("COLUMNS", "").strip()
    return max(_NARROWEST, (int(setting) if setting.isdecimal() else 0) or _of_terminal() or _UNKNOWN)


def _of_terminal() -> int:
    try:
        return os.get_terminal_size().columns
    except OSError:
        return 0


def reading_width() -> int:
    """Return the width for text to read."""
    return min(columns(), _WIDEST)


def on_terminal() -> bool:
    """Return whether the output goes to a terminal, and not to a file or another program."""
    return sys.stdout.isatty()


def wrap(text: str, room: int) -> list[str]:
    """Break one cleaned line into lines of at most ``room`` columns; a word is cut only where it must be.

    Scripts without blanks between words are cut anywhere; a word of Latin letters, such as a link, stays whole.
    """
    lines = [""]
    for word in clean(text).split():
        for piece in [word] if word.isascii() else _pieces(word, room):
            joined = f"{lines[-1]} {piece}" if lines[-1] else piece
            if width(joined) <= room or not lines[-1]:
                lines[-1] = joined
            else:
                lines.append(piece)
    return lines


def fold(line: str, room: int) -> Iterator[str]:
    """Yield a line in lines of at most ``room`` columns, broken between words; the further ones are indented like it.

    It may be styled as a whole.
    """
    if width(click.unstyle(line)) <= room:
        yield line
        return
    lead = line[: len(line) - len(line.lstrip(" "))]
    started = lead
    for word in line.split():
        joined = f"{started} {word}" if started.strip() else started + word
        if started.strip() and width(click.unstyle(joined)) > room:
            yield started
            joined = lead + word
        started = joined
    yield started


def _pieces(word: str, room: int) -> Iterator[str]:
    start = used = 0
    for at, character in enumerate(word):
        needed = width(character)
        if used + needed > room:
            yield word[start:at]
            start, used = at, 0
        used += needed
    yield word[start:]


def hang(label: str, text: str, *, indent: int, room: int) -> Iterator[str]:
    """Yield a label and its text, the text's further lines below its first one; a long label has a line of its own."""
    label = clean(label)
    lead = pad(label, indent)
    if label and width(label) >= indent + label.endswith(" "):
        yield shorten(lead, room).rstrip()
        lead = " " * indent
    for line in wrap(text, max(_NARROWEST, room - indent)):
        yield (lead + line).rstrip()
        lead = " " * indent


def hang_short(label: str, text: str, *, indent: int, room: int, most: int = 1) -> Iterator[str]:
    """Yield what :func:`hang` does, cut to so many lines, with an ellipsis where something is missing."""
    lines = list(hang(label, text, indent=indent, room=room))
    yield from lines[: most - 1]
    if len(lines) >= most:
        yield shorten(" ".join([lines[most - 1], *(line.strip() for line in lines[most : most + 1])]), room)


def indent_of(labels: Iterable[str], least: int = 24, most: int = LONGEST_LABEL) -> int:
    """Return the column where texts begin beside their labels, two blanks apart; those over ``most`` stand above."""
    return max([least, *(needed for label in labels if (needed := width(clean(label)) + 2) <= most)])


def shorten(text: str, room: int) -> str:
    """Cut a line to so many columns, with an ellipsis where something is missing."""
    shown = clean(text)
    if width(shown) <= room:
        return shown
    return next(_pieces(shown, room - 1)).rstrip() + "…"


def excerpt(text: str, spans: Sequence[tuple[int, int]], room: int) -> str:
    """Return the part of a line around the first match, with every match in it marked."""
    start, end = _window(text, spans, room)
    shown, at = ("…" if start else ""), start
    for first, last in spans:
        if first >= start and last <= end:
            shown += clean(text[at:first]) + click.style(clean(text[first:last]), bold=True, fg="yellow")
            at = last
    return shown + clean(text[at:end]) + ("…" if end < len(text) else "")


def _window(text: str, spans: Sequence[tuple[int, int]], room: int) -> tuple[int, int]:
    """Return where the excerpt around the first match begins and ends: at blanks where there are some."""
    if width(clean(text)) <= room:
        return 0, len(text)
    first, last = spans[0] if spans else (0, 0)
    start, end = first, last
    left = room - 2 - width(clean(text[first:last]))
    before, after = text[:first], text[last:]
    share = max(left // 3, left - width(clean(after)))
    while start and width(clean(text[start - 1 : first])) <= share:
        start -= 1
    while end < len(text) and width(clean(text[start : end + 1])) <= room - 2:
        end += 1
    if start and (blank := before.find(" ", start)) >= 0:
        start = blank + 1
    if end < len(text) and (blank := text.rfind(" ", last, end + 1)) >= 0:
        end = blank
    return start, end
