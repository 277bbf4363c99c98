"""Text by others, made safe for one line of a file: visible, short, and without markup that a log would act on."""

import html
import re

from netkeep.text.document import invisible

MAX_VALUE = 200
MAX_LINE = 160
_TAG = re.compile(r"<[^<>]*>")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s")
_LONGEST_READ = 4000


def value(text: str, most: int = MAX_VALUE) -> str:
    """Return a value on one line, without invisible characters, and no longer than ``most`` characters."""
    if not text:
        return ""
    text = text[:_LONGEST_READ]
    if not text.isprintable():
        for match in reversed(list(invisible(text))):
            text = text[: match.start()] + text[match.end() :]
    return " ".join(text.split())[:most].rstrip()


def line(text: str, most: int = MAX_LINE) -> str:
    """Return text for a log entry: without HTML, links to other files, or the beginning of a comment."""
    words = value(html.unescape(_TAG.sub(" ", text[:_LONGEST_READ])), _LONGEST_READ)
    words = words.replace("[[", "[ [").replace("]]", "] ]").replace("<!--", "<! --").replace("%%", "% %")
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def first_sentence(text: str) -> str:
    """Return the first sentence of a longer text, in the form of :func:`line`."""
    return line(_SENTENCE_END.split(value(text, _LONGEST_READ), maxsplit=1)[0])
