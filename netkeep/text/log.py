"""The grammar of a log entry: ``- DATE KIND[ with LINK, LINK…][: TEXT]``."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from netkeep.model.body import LogEntry, Span, WikiLink
from netkeep.model.dates import parse_date
from netkeep.text.links import ANY_LINK, body_link
from netkeep.text.markdown import without
from netkeep.text.problem import Problem

ITEM = re.compile(r"[-*+][ \t]+")
_DATE = re.compile(r"\S+")
_KIND = re.compile(r"[ \t]+([^\s:\[\]]+(?:[ \t]+(?!with\s)[^\s:\[\]]+)*)")
# A long list of links may be folded like any other text of a list item.
_WITH = re.compile(r"\s+with\s+")
_TIME = re.compile(r"[ \t]+(\d{1,2}(?::\d{2}|[.h]\d{2}|[ \t]?[ap]m\b))", re.IGNORECASE)
_AROUND = re.compile(r"(\*\*|__|[*_`~(])\d{4}-|(\[\[?)\d{4}-")
_AND = re.compile(r"\s*(?:\w+|[&+;/])\s*!?\[")
_COMMA = re.compile(r"\s*,\s*")
_LINE_END = re.compile(r"\r\n|\n|\r")


class _Bad(NamedTuple):
    at: int
    wanted: str


def parse_entry(text: str, span: Span, comments: Sequence[Span] = (), shown: str = "") -> LogEntry | Problem:
    """Return the entry at ``text[span]``, a list item and its indented continuation lines, or what is wrong with it.

    ``comments`` are those of the text, and ``shown`` is the text with blanks in their place.
    """
    result = _parse(text, shown or text, span, comments)
    if isinstance(result, _Bad):
        return Problem("bad-log-entry", Span(result.at, span.end), {"wanted": result.wanted})
    return result


def _parse(text: str, shown: str, span: Span, comments: Sequence[Span]) -> LogEntry | _Bad:
    end = span.end
    item = ITEM.match(shown, span.start, end)
    at = item.end() if item else span.start
    date_match = _DATE.match(shown, at, end)
    try:
        day = parse_date(date_match[0].rstrip(":") if date_match else "")
    except ValueError as error:
        return _Bad(at, f"an entry begins with its date, and {_decoration(shown, at, end) or error}")
    at += len("YYYY-MM-DD")
    kind = _KIND.match(shown, at, end)
    if kind and kind[1][0].isdigit() and (time := _TIME.match(shown, at, end)):
        return _Bad(time.start(1), "there is a time between the date and the kind; it belongs in the text")
    if not kind:
        return _Bad(at, "after the date comes the kind of entry: call, coffee, meeting, note …")
    others = _others(shown, kind.end(), end)
    if isinstance(others, _Bad):
        return others
    links, at = others
    rest = without(text, Span(at, end), comments)
    if rest.strip() and not rest.lstrip(" \t").startswith(":"):
        return _Bad(at, "after the kind and who was there, a colon comes before the text")
    words = unfolded(rest.lstrip(" \t").removeprefix(":"))
    return LogEntry(day, " ".join(kind[1].split()), links, words, span)


def _decoration(text: str, at: int, end: int) -> str | None:
    """Return the words for what surrounds the date of an entry; None where nothing does."""
    match = _AROUND.match(text, at, end)
    if not match:
        return None
    return f"{match[1]} is in front of it" if match[1] else "there is a link in its place"


def _others(text: str, at: int, end: int) -> tuple[tuple[WikiLink, ...], int] | _Bad:
    opening = _WITH.match(text, at, end)
    if not opening:
        return (), at
    links: list[WikiLink] = []
    at = opening.end()
    while True:
        match = ANY_LINK.match(text, at, end)
        link = body_link(match) if match else None
        if link is None or not link.id:
            return _Bad(at, "after 'with' come links such as [[ada-example]], with commas between them")
        links.append(link)
        if comma := _COMMA.match(text, link.span.end, end):
            at = comma.end()
        elif _AND.match(text, link.span.end, end):
            return _Bad(link.span.end, "between those who were there comes a comma, and no other word or sign")
        else:
            return tuple(links), link.span.end


def unfolded(text: str) -> str:
    """Return the text without the indentation that all its lines share, each line end a newline."""
    if "\n" not in text and "\r" not in text:
        return text.strip()
    first, *others = (line.rstrip(" \t") for line in _LINE_END.split(text))
    wide = [line.expandtabs(4) if line[:1] in {" ", "\t"} else line for line in others]
    shared = min((len(line) - len(line.lstrip(" ")) for line in wide if line), default=0)
    return "\n".join([first.lstrip(" \t"), *(line[shared:] for line in wide)]).strip()
