r"""The one grammar of links: every form in which a text can name a file of the vault.

``[[id]]``, ``[[id|text]]``, ``[[id\|text]]`` (in tables), ``[[id#heading]]``, ``[[people/id]]``, ``[[id.md]]``, each
with or without ``!`` before it (Obsidian embeds the target), ``[text](id.md)``, ``[text](../people/id.md#x)``.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from netkeep.model.body import Span, WikiLink

_ID, _TEXT = r"[^\[\]|\n\r]*", r"[^\[\]\n\r]*"
_WIKI = rf"!?\[\[(?P<wiki>{_ID})(?:\|(?P<text>{_TEXT}))?\]\]"
# The words of a link may hold brackets in pairs; an address stands in <> where it has blanks (CommonMark 6.3).
_WORDS = r"(?:[^\[\]\n\r\\]|\\[^\n\r]|\[[^\[\]\n\r]*\])*+"
_TITLE = r"""(?:[ \t]++(?:"[^"\n\r]*"|'[^'\n\r]*'|\([^()\n\r]*\)))?"""
_TARGET = r"(?:<(?P<pointed>[^<>\n\r]*)>|(?P<bare>[^\s()<>]*+))"
_MARKDOWN = rf"(?<!\\)!?\[(?P<words>{_WORDS})\]\([ \t]*+{_TARGET}{_TITLE}[ \t]*+\)"
WIKILINK = re.compile(_WIKI)
ANY_LINK = re.compile(f"{_WIKI}|{_MARKDOWN}")
_PLAIN_ID = re.compile(r"[a-z][a-z0-9-]*+")  # by far the most links: they are read in a fifth of the time
_DAILY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_FILE = re.compile(r"\.[A-Za-z0-9]{1,5}")
_FOLDERS = frozenset({"people", "jobs", "orgs"})


class Link(NamedTuple):
    """A link as it stands in a text: its span, the ``target`` as written with the place of that, and its words.

    ``id`` is that of the file it leads to; empty where it leads to none of the vault: a heading of the same file, a
    picture, an address of the web.
    """

    span: Span
    place: Span
    target: str
    id: str
    text: str | None
    wiki: bool


def target_id(target: str) -> str:
    """Return the id that a path or a link's target stands for: ``../people/ada.md#log`` is ``ada``."""
    path = unquote(target).partition("#")[0].strip().removesuffix("\\")
    return path.rpartition("/")[2].removesuffix(".md").strip()


def links_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Link]:
    """Yield the links of a text, or of a part of it, in their order."""
    end = len(text) if end is None else end
    if text.find("[", start, end) >= 0:
        yield from map(link_of, ANY_LINK.finditer(text, start, end))


def link_of(match: re.Match[str]) -> Link:
    """Return the link that a match of :data:`WIKILINK` or :data:`ANY_LINK` stands for."""
    groups = match.groupdict()
    if (wiki := groups["wiki"]) is not None:
        target = wiki.removesuffix("\\") if groups["text"] is not None else wiki
        at = match.start("wiki")
        return Link(Span(*match.span()), Span(at, at + len(target)), target, _id(target), groups["text"], wiki=True)
    name = "bare" if groups["pointed"] is None else "pointed"
    place = Span(*match.span(name))
    id_ = "" if _SCHEME.match(groups[name]) or not _leads_to_a_note(groups[name]) else _id(groups[name])
    return Link(Span(*match.span()), place, groups[name], id_, groups["words"], wiki=False)


def _leads_to_a_note(target: str) -> bool:
    return unquote(target).partition("#")[0].strip().endswith(".md")


def _id(target: str) -> str:
    """Return the id of the file that a target leads to; empty for a day's note, or an ending other than ``.md``."""
    if _PLAIN_ID.fullmatch(target):
        return target
    name = target_id(target)
    if _DAILY.fullmatch(name):
        return ""
    end = name.rpartition(".")
    return "" if end[0] and _FILE.fullmatch(f".{end[2]}") else name


def leads_elsewhere(text: str, span: Span) -> bool:
    """Return whether a link names a folder outside the vault's own: it may lead to a note next to the vault."""
    folders = unquote(next(links_in(text, *span)).target).partition("#")[0].strip().split("/")[:-1]
    return not _FOLDERS.intersection(folders) and any(name not in {"", ".", ".."} for name in folders)


def as_link(link: Link, start: int = 0) -> WikiLink:
    """Return a link as a body has it; ``start`` is the offset of the text that its places are counted in."""
    return WikiLink(link.id, link.text, Span(start + link.span.start, start + link.span.end))


def body_link(match: re.Match[str], start: int = 0) -> WikiLink:
    """Return the link of a match of :data:`ANY_LINK` as a body has it; its id is empty where it leads to no file."""
    wiki = match["wiki"]
    if wiki is not None and _PLAIN_ID.fullmatch(wiki):
        return WikiLink(wiki, match["text"], Span(start + match.start(), start + match.end()))
    return as_link(link_of(match), start)


def id_place(text: str, span: Span) -> Span:
    """Return where the id stands in the link at ``span``."""
    link = next(links_in(text, *span))
    path_end = text.find("#", *link.place)
    start = text.rfind(link.id, link.place.start, path_end if path_end >= 0 else link.place.end)
    return Span(start, start + len(link.id)) if start >= 0 else Span(link.place.start, link.place.start)


def replaced(text: str, by: Callable[[Link], str | None]) -> str:
    """Return a text with each link replaced by the words that ``by`` gives for it; None leaves it as it is."""
    if "[" not in text:
        return text

    def replacement(match: re.Match[str]) -> str:
        words = by(link_of(match))
        return match[0] if words is None else words

    return ANY_LINK.sub(replacement, text)
