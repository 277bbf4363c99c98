"""The grammar of a log entry: ``- DATE KIND[ with LINK, LINK…][: TEXT]``."""

import re
from typing import NamedTuple

from netkeep.model.body import LogEntry, Span, WikiLink
from netkeep.model.dates import parse_date
from netkeep.text.problem import Problem

ITEM = re.compile(r"[-*+][ \t]+")
WIKILINK = re.compile(r"\[\[([^\[\]|\n\r]+)(?:\|([^\[\]\n\r]*))?\]\]")
_DATE = re.compile(r"\S+")
_KIND = re.compile(r"[ \t]+([^\s:\[\]]+(?:[ \t]+(?!with\s|<!--)[^\s:\[\]]+)*)")
# A long list of links may be folded like any other text of a list item.
_WITH = re.compile(r"\s+with\s+")
_COMMA = re.compile(r"\s*,\s*")
_UNCLOSED = re.compile(r"[\r\n][ \t]*<!--")
_LINE_END = re.compile(r"\r\n|\n|\r")


class _Bad(NamedTuple):
    at: int
    wanted: str


def parse_entry(text: str, span: Span) -> LogEntry | Problem:
    """Read one entry from ``text[span]``: a list item and its indented continuation lines."""
    result = _parse(text, span)
    if isinstance(result, _Bad):
        return Problem("bad-log-entry", Span(result.at, span.end), {"wanted": result.wanted})
    return result


def _parse(text: str, span: Span) -> LogEntry | _Bad:
    end = span.end
    item = ITEM.match(text, span.start, end)
    at = item.end() if item else span.start
    date_match = _DATE.match(text, at, end)
    try:
        day = parse_date(date_match[0].rstrip(":") if date_match else "")
    except ValueError as error:
        return _Bad(at, f"an entry begins with its date, and {error}")
    at += len("YYYY-MM-DD")
    kind = _KIND.match(text, at, end)
    if not kind:
        return _Bad(at, "after the date comes the kind of entry: call, coffee, meeting, note …")
    others = _others(text, kind.end(), end)
    if isinstance(others, _Bad):
        return others
    links, at = others
    rest = _without_comments(text[at:end])
    if rest.strip() and not rest.lstrip(" \t").startswith(":"):
        return _Bad(at, "after the kind and who was there, a colon comes before the text")
    words = _unfolded(rest.lstrip(" \t").removeprefix(":"))
    return LogEntry(day, " ".join(kind[1].split()), links, words, span)


def _others(text: str, at: int, end: int) -> tuple[tuple[WikiLink, ...], int] | _Bad:
    opening = _WITH.match(text, at, end)
    if not opening:
        return (), at
    links: list[WikiLink] = []
    at = opening.end()
    while True:
        link = WIKILINK.match(text, at, end)
        if not link:
            return _Bad(at, "after 'with' come links such as [[ada-example]], with commas between them")
        links.append(as_link(link))
        comma = _COMMA.match(text, link.end(), end)
        if not comma:
            return tuple(links), link.end()
        at = comma.end()


def as_link(match: re.Match[str]) -> WikiLink:
    """Give the link that a match of ``WIKILINK`` stands for; a heading behind ``#`` is no part of the id.

    Neither is the backslash that a table needs before the bar.
    """
    named = match[1].removesuffix("\\") if match[2] is not None else match[1]
    return WikiLink(named.partition("#")[0].strip(), match[2], Span(*match.span()))


def _unfolded(text: str) -> str:
    """Give the text without its indentation, one line end a line."""
    return "\n".join(line.strip(" \t") for line in _LINE_END.split(text)).strip()


def _without_comments(text: str) -> str:
    """Drop HTML comments, in time linear in the text; one that begins a line and never ends hides all the rest."""
    parts: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        parts.append(text[at:start])
        at = end + len("-->")
    rest = text[at:]
    unclosed = _UNCLOSED.search(rest)
    return "".join([*parts, rest[: unclosed.start()] if unclosed else rest])
