"""Markdown -> text to read in a terminal or to search in: one line a paragraph, links by their names."""

import re
from collections.abc import Callable

from netkeep.text.log import WIKILINK

_COMMENT = re.compile(r"^[ \t]*<!--.*?-->[ \t]*(?:\r\n|\n|\r)|<!--.*?(?:-->|\Z)", re.DOTALL | re.MULTILINE)
_REMINDER = re.compile(r"[ \t]*[-*+][ \t]+\[[ xX]\][ \t]+\d[\d-]*\d\b")
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})")
_LEAD = re.compile(r"[ \t]*(?:(?:(?:[-*+]|\d{1,9}[.)])(?=[ \t])|>)[ \t]*)+")
_OWN_LINE = re.compile(rf"{_LEAD.pattern}|[ \t]*\||[ \t]*#{{1,6}}[ \t]")
_LINK = re.compile(r"(!?)\[([^\[\]\n]*)\]\(<?([^()\s<>]*)>?(?:[ \t]+\"[^\"\n]*\")?\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^\n]*?\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*\\])([*_])(?=[^\s*_])([^*_\n]*?[^\s*_])\1(?![\w*])")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")

NameOf = Callable[[str], str]


def plain(markdown: str, name_of: NameOf) -> str:
    """Give the text of some Markdown: paragraphs on one line each, list items and code lines as they are.

    ``name_of`` gives what to call the person, job or organisation of a link.
    """
    lines: list[str] = []
    joins = fenced = False
    for line in _COMMENT.sub("", markdown).splitlines():
        if _FENCE.match(line):
            fenced, joins = not fenced, False
        elif fenced:
            lines.append(line)
        elif not line.strip():
            joins = _break(lines)
        elif joins and not _OWN_LINE.match(line):
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(_trimmed(line))
            joins = not _HEADING.fullmatch(line)
    return "\n".join(_inline(line, name_of) for line in lines).strip("\n")


def _break(lines: list[str]) -> bool:
    if lines and lines[-1]:
        lines.append("")
    return False


def _trimmed(line: str) -> str:
    heading = _HEADING.fullmatch(line)
    if heading:
        return heading[1]
    return line.rstrip() if _OWN_LINE.match(line) else line.strip()


def _inline(line: str, name_of: NameOf) -> str:
    named = WIKILINK.sub(lambda match: match[2] or name_of(match[1].strip()), line)
    linked = _LINK.sub(lambda match: match[2] if match[1] else f"{match[2]} ({match[3]})", named)
    return _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", linked))


def one_line(markdown: str, name_of: NameOf) -> str:
    """Give the text of a few words of Markdown, such as a log entry's, on one line."""
    return _inline(" ".join(markdown.split()), name_of)


def lead(line: str) -> str:
    """Give what a list item or quotation begins with: its indent and its sign."""
    match = _LEAD.match(line)
    return match[0] if match else line[: len(line) - len(line.lstrip())]


def without_reminders(markdown: str) -> str:
    """Leave out the lines that are reminders."""
    return "".join(line for line in markdown.splitlines(keepends=True) if not _REMINDER.match(line))
