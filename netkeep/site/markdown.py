"""Markdown -> HTML, as people who write it for GitHub or Obsidian expect; not safe before it is sanitised.

CommonMark with tables, strike-through, footnotes and bare addresses (GitHub), links, callouts and tags (Obsidian).
"""

import re
from collections.abc import Callable
from functools import cache
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from netkeep.text.links import WIKILINK, link_of
from netkeep.text.markdown import DEEPEST
from netkeep.text.source import digest

_CALLOUT = re.compile(r"\[!([A-Za-z-]{1,20})\][+-]?[ \t]*(.*)")
_TAG = re.compile(r"#(?=[\w/-]*[^\W\d])[\w/-]+")
_KINDS = {
    **dict.fromkeys(("abstract", "summary", "tldr"), "abstract"),
    **dict.fromkeys(("info", "todo"), "info"),
    **dict.fromkeys(("tip", "hint", "important"), "tip"),
    **dict.fromkeys(("success", "check", "done"), "success"),
    **dict.fromkeys(("question", "help", "faq"), "question"),
    **dict.fromkeys(("warning", "caution", "attention"), "warning"),
    **dict.fromkeys(("failure", "fail", "missing"), "failure"),
    **dict.fromkeys(("danger", "error"), "danger"),
    "bug": "bug",
    "example": "example",
    **dict.fromkeys(("quote", "cite"), "quote"),
}
_ANY_KIND = "note"
CALLOUTS = frozenset({_ANY_KIND, *_KINDS.values()})
BOX, TITLE, TAG = "admonition", "admonition-title", "md-tag"

NameOf = Callable[[str], str | None]


def html(text: str, name_of: NameOf) -> str | None:
    """Return the HTML of a text; None where it is nested deeper than the parser goes.

    ``name_of`` returns the name of the person, job or organisation of a link without words; links lead to ``ID.md``.
    """
    parser = _parser()
    # The footnotes of several texts may be on one page: each text gets marks of its own.
    notes = {"docId": digest(text.encode())[:6], "name_of": name_of}
    tokens = parser.parse(text, notes)
    if any(token.level >= DEEPEST - 1 for token in tokens):
        return None
    return str(parser.renderer.render(tokens, parser.options, notes))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST, "strikethrough_single_tilde": True})
    parser.enable(["table", "strikethrough"])
    parser.validateLink = _any_address  # type: ignore[method-assign]
    parser.use(gfm_autolink_plugin).use(footnote_plugin, inline=False)
    parser.inline.ruler.before("link", "vault_link", _vault_link)
    parser.inline.ruler.before("link", "vault_tag", _vault_tag)
    parser.core.ruler.before("inline", "callouts", _callouts)
    return parser


def _any_address(url: str) -> bool:
    """Return that any address is allowed: the sanitiser decides about that."""
    del url
    return True


def _vault_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the parser calls it so)
    """Parse ``[[id]]``, ``[[id|text]]`` and what is embedded with ``!`` before it."""
    if state.src[state.pos] not in "[!":
        return False
    match = WIKILINK.match(state.src, state.pos, state.posMax)
    if not match or not match["wiki"].strip():
        return False
    if not silent:
        link = link_of(match)
        if match[0][0] == "!" and not link.id:
            image = state.push("image", "img", 0)
            image.attrs = {"src": quote(link.target.strip()), "alt": ""}
            image.children = []
        else:
            state.push("link_open", "a", 1).attrs = {"href": quote(link.id or link.target.strip()) + ".md"}
            state.push("text", "", 0).content = link.text or _name_of_link(link.id, state) or link.target.strip()
            state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def _name_of_link(name: str, state: StateInline) -> str | None:
    name_of: NameOf = state.env["name_of"]
    return name_of(name) if name else None


def _vault_tag(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the parser calls it so)
    """Parse ``#tag`` where a word may begin: letters, digits, underscores, hyphens and slashes, not digits alone."""
    start = state.pos
    if state.src[start] != "#" or (start and not state.src[start - 1].isspace()):
        return False
    match = _TAG.match(state.src, start, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("tag_open", "span", 1).attrs = {"class": TAG}
        state.push("text", "", 0).content = match[0]
        state.push("tag_close", "span", -1)
    state.pos = match.end()
    return True


def _callouts(state: StateCore) -> None:
    """Make boxes of quotations that begin with ``[!note]``, or any other word; the text after it is their title."""
    opened: list[Token | None] = []
    for at, token in enumerate(state.tokens):
        if token.type == "blockquote_open":
            words = state.tokens[at + 2] if len(state.tokens) > at + 2 else token
            match = _CALLOUT.match(words.content) if words.type == "inline" else None
            opened.append(token if match else None)
            if match:
                kind = _KINDS.get(match[1].lower(), _ANY_KIND)
                token.tag, token.attrs = "div", {"class": f"{BOX} {kind}"}
                state.tokens[at + 1].attrs = {"class": TITLE}
                rest = words.content[match.end() :].removeprefix("\n")
                words.content = match[2].strip() or match[1].capitalize()
                words.meta = {"rest": rest}
        elif token.type == "blockquote_close" and opened and opened.pop():
            token.tag = "div"
    state.tokens[:] = [part for token in state.tokens for part in _with_the_rest(token)]


def _with_the_rest(token: Token) -> list[Token]:
    """Return a title and, where the first paragraph of a box went on below it, that paragraph."""
    rest = token.meta.pop("rest", "")
    if not rest:
        return [token]
    after = token.copy(content=rest, meta={}, children=[])
    between = [Token("paragraph_close", "p", -1, block=True), Token("paragraph_open", "p", 1, block=True)]
    return [token, *between, after]
