"""Markdown -> text for the terminal and for searching: one line per paragraph, links by their names."""

import re
from collections.abc import Callable

from netkeep.text.links import Link, replaced
from netkeep.text.markdown import without_comments

# Each of these matches any line in linear time: what it may skip never holds the sign it looks for.
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]")
_LEAD = re.compile(r"[ \t]*(?:(?:(?:[-*+]|\d{1,9}[.)])(?=[ \t])|>)[ \t]*)+")
_TABLE = re.compile(r"[ \t]*\|")
_LINK = re.compile(r"(!?)\[([^\[\]\n]*)\]\(<?([^()\s<>]*)>?(?:[ \t]+\"[^\"\n]*\")?\)")
_STRONG = re.compile(r"(\*\*|__)(?=[^\s*_])([^*_\n]*[^\s*_])\1")
_EMPHASIS = re.compile(r"(?<![\w*\\])([*_])(?=[^\s*_])([^*_\n]*[^\s*_])\1(?![\w*])")

NameOf = Callable[[str], str]


def plain(markdown: str, name_of: NameOf) -> str:
    """Return the text of some Markdown: paragraphs on one line each, list items and code lines as they are.

    ``name_of`` gives what to call the person, job or organisation of a link.
    """
    blocks: list[list[str]] = []
    joins = fenced = False
    for line in without_comments(markdown).splitlines():
        if _FENCE.match(line):
            fenced, joins = not fenced, False
        elif joins and not fenced and line.strip() and not _stands_alone(line):
            blocks[-1].append(line.strip())
        else:
            if fenced or line.strip() or (blocks and blocks[-1] != [""]):
                blocks.append([line if fenced else _trimmed(line)])
            joins = bool(line.strip()) and not fenced and not _HEADING.match(line)
    return "\n".join(_inline(" ".join(block), name_of) for block in blocks).strip("\n")


def _stands_alone(line: str) -> bool:
    return any(sign.match(line) for sign in (_LEAD, _TABLE, _HEADING))


def _trimmed(line: str) -> str:
    if _HEADING.match(line):
        return line.strip().strip("#").strip()
    return line.rstrip() if _LEAD.match(line) or _TABLE.match(line) else line.strip()


def _inline(line: str, name_of: NameOf) -> str:
    text = replaced(line, lambda link: _words(link, name_of))
    if "](" in text:
        text = _LINK.sub(lambda match: match[2] if match[1] else f"{match[2]} ({match[3]})", text)
    return _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text)) if "*" in text or "_" in text else text


def _words(link: Link, name_of: NameOf) -> str | None:
    """Return the words to show for a link; None for one that leads out of the vault."""
    if link.wiki and not link.id:
        return link.text or link.target.strip()
    return link.text or name_of(link.id) if link.id else None


def one_line(markdown: str, name_of: NameOf) -> str:
    """Return the text of a few words of Markdown, such as a log entry's, on one line."""
    return _inline(" ".join(markdown.split()), name_of)


def lead(line: str) -> str:
    """Return the beginning of a list item or quotation: its indent and its sign."""
    match = _LEAD.match(line)
    return match[0] if match else line[: len(line) - len(line.lstrip())]
