"""Where a text holds code and comments, according to the Markdown parser that also renders it.

Code is fenced, indented or between backticks, anywhere: in lists, quotations and callouts, over several lines.
A comment begins with ``<!--`` or, as in Obsidian, with ``%%``, and reaches to its end whatever stands between; one
that is never closed hides the rest of the text.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from netkeep.model.body import Span

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# Where a text has none of these, nothing in it is code or a comment, and no heading stands in a list item.
_SIGNS = ("`", "~~~", "<!--", "%%", "\t", "    ")
_INDENTED_HEADING = re.compile(r"(?:^|[\r\n]) {1,3}#")
_MARKUP = re.compile(r"<(?:pre|script|style|textarea)", re.IGNORECASE)
_DEEP = re.compile(r"[>+*-] ?(?:[>+*-] ?){32}")
# An empty comment may be <!--> and <!---> (CommonMark 6.6); one without an end reaches to the end of the text.
_COMMENT = re.compile(r"<!--(?:-?>|[\s\S]*?-->)|%%[\s\S]*?%%|(?P<open><!--|%%)[\s\S]*\Z")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_TICKS = re.compile(r"\\[\\`]|(`+)")  # behind a backslash, the first of a run is a plain sign
_VERBATIM = re.compile(r"[ \t]*<(?:pre|script|style|textarea)(?:[\s>]|$)", re.IGNORECASE)
_BLANK_END = re.compile(r"[ \t]*(?:\r\n|\n|\r|\Z)")
_LINE_SIGN = re.compile(r"[^\r\n]")
DEEPEST = 100  # levels of lists and quotations in each other; the parser passes over what stands deeper
_MOST = 20_000  # comments, or runs of backticks in a block: a text with more of them is no contact
_MOST_PARSED = 1_000_000  # characters that are parsed again, in all, for the sake of comments in unusual places


class Hidden(NamedTuple):
    """The code of a text (``blocks`` are whole lines, ``spans`` parts of one or several) and its comments.

    ``nested`` are the offsets of lines that are headings inside a list item or quotation, ``html`` the ends of
    HTML blocks by their starts, ``unclosed`` a comment or fence without an end, ``too_deep`` where the parser gave up.
    """

    blocks: tuple[Span, ...] = ()
    indented: tuple[Span, ...] = ()
    spans: tuple[Span, ...] = ()
    comments: tuple[Span, ...] = ()
    nested: frozenset[int] = frozenset()
    html: Mapping[int, int] = MappingProxyType({})
    unclosed: Span | None = None
    too_deep: Span | None = None

    def code(self) -> list[Span]:
        """Return all code, in the order of the text."""
        return sorted((*self.blocks, *self.indented, *self.spans))

    def knows(self, start: int, end: int) -> bool:
        """Return whether the parser has recognised a comment as HTML."""
        return end <= self.html.get(start, -1)


NOTHING = Hidden()


def hidden(text: str) -> Hidden:
    """Return the code and comments of a text, from which netkeep reads nothing."""
    return _hidden(text) if _may_hide(text) else NOTHING


def _may_hide(text: str) -> bool:
    """Return whether the parser has to be asked; looking for one sign after another is quicker than for any."""
    if any(sign in text for sign in _SIGNS) or ("<" in text and _MARKUP.search(text)):
        return True
    return bool((" #" in text and _INDENTED_HEADING.search(text)) or _DEEP.search(text))


def without_comments(text: str) -> str:
    """Return a text without its comments; lines that held nothing else go with them."""
    if "<!--" not in text and "%%" not in text:
        return text
    return cut(text, _hidden(text).comments)


def emptied(text: str) -> str:
    """Return a text with nothing in its comments; HTML's stay where they are, for they part blocks (CommonMark 4.6)."""
    if "<!--" not in text and "%%" not in text:
        return text
    parts: list[str] = []
    at = 0
    for start, end in _hidden(text).comments:
        parts += [text[at:start], "<!-- -->" if text.startswith("<!--", start) else ""]
        at = end
    return "".join([*parts, text[at:]])


def cut(text: str, comments: Sequence[Span]) -> str:
    """Return a text without some comments; lines that held nothing else go with them."""
    parts: list[str] = []
    at = 0
    for start, end in comments:
        line = max(text.rfind("\n", at, start), text.rfind("\r", at, start)) + 1
        if not line and (not at or text[at - 1] in "\r\n"):
            line = at
        rest = _BLANK_END.match(text, end)
        if rest and (line or not at) and not text[line:start].strip():
            parts.append(text[at:line])
            at = rest.end()
        else:
            parts.append(text[at:start])
            at = end
    return "".join([*parts, text[at:]])


def without(text: str, span: Span, comments: Sequence[Span]) -> str:
    """Return a part of a text without the comments, or parts of comments, in it; ``comments`` are sorted."""
    part = text[slice(*span)]
    first = bisect_right(comments, span.start, key=lambda comment: comment.end) if comments else 0
    last = bisect_left(comments, span.end, key=lambda comment: comment.start) if comments else 0
    if first >= last:
        return part
    start = span.start
    return cut(
        part,
        [Span(max(comment.start - start, 0), min(comment.end - start, len(part))) for comment in comments[first:last]],
    )


def blanked(text: str, spans: Sequence[Span], by: str = " ") -> str:
    """Return a text of the same length with blanks in place of the sorted spans; line ends stay."""
    if not spans:
        return text
    parts: list[str] = []
    at = 0
    for start, end in spans:
        first = max(at, start)
        if end > first:
            hidden_part = text[first:end]
            inline = "\n" not in hidden_part and "\r" not in hidden_part
            parts += [text[at:first], by * len(hidden_part) if inline else _LINE_SIGN.sub(by, hidden_part)]
            at = end
    return "".join([*parts, text[at:]])


def _hidden(text: str) -> Hidden:
    """Return the code and comments of a text.

    The parser recognises comments that begin a line. One over several lines that begins elsewhere is masked, and the
    text parsed again, for what it holds would be parsed as Markdown.
    """
    comments: list[Span] = []
    unclosed = None
    masked, budget = text, _MOST_PARSED
    parsed = _parsed(masked)
    code = parsed.code()
    at = 0
    while (match := _COMMENT.search(text, at)) is not None:
        start, end = match.span()
        if (code and _stands_in(code, start)) or (text[start - 1 : start] == "\\" and _is_escaped(text, start)):
            at = start + 2
            continue
        too_many = len(comments) == _MOST
        at = len(text) if too_many else end
        comments.append(Span(start, at))
        if match["open"] or too_many:
            unclosed = Span(start, start + len(match["open"] or "<!"))
        if budget > 0 and _spans_lines(text, start, at) and not parsed.knows(start, at):
            masked = blanked(masked, [Span(start, at)], "x")
            budget -= len(text)
            parsed = _parsed(masked)
            code = parsed.code()
    open_fence = parsed.unclosed
    if open_fence and unclosed:
        open_fence = min(open_fence, unclosed)
    return parsed._replace(comments=tuple(comments), unclosed=open_fence or unclosed)


def _stands_in(spans: Sequence[Span], at: int) -> bool:
    nearest = bisect_right(spans, at, key=lambda span: span.start) - 1
    return nearest >= 0 and at < spans[nearest].end


def _is_escaped(text: str, at: int) -> bool:
    """Return whether an odd number of backslashes stands before a sign."""
    first = at
    while first and text[first - 1] == "\\":
        first -= 1
    return bool((at - first) % 2)


def _spans_lines(text: str, start: int, end: int) -> bool:
    return text.find("\n", start, end) >= 0 or text.find("\r", start, end) >= 0


def _parsed(text: str) -> Hidden:
    """Return the code of a text, and the HTML blocks that may be comments."""
    lines = [match.span() for match in _LINE.finditer(text) if match.start() < len(text)]
    places: defaultdict[str, list[Span]] = defaultdict(list)
    html: dict[int, int] = {}
    for token in _reader().parse(text):
        if token.map is None or token.map[0] >= len(lines):
            continue
        first, last = token.map[0], min(token.map[1], len(lines)) - 1
        place = Span(lines[first][0], lines[last][1])
        if token.type == "inline":
            places["inline"] += _spans(text, token, lines[first : last + 1]) if "`" in token.content else ()
        elif token.type == "html_block":
            html[text.find("<", *place)] = place.end
        places[_group(token, text, place)].append(place)
        if token.level >= DEEPEST - 1:
            places["too deep"].append(place)
    fences = sorted((*places["fence"], *places["open fence"], *places["verbatim"]))
    return Hidden(
        blocks=tuple(fences),
        indented=tuple(places["code_block"]),
        spans=tuple(places["inline"]),
        nested=frozenset(place.start for place in places["nested"]),
        html=html,
        unclosed=next((Span(place.start, place.start + 1) for place in places["open fence"]), None),
        too_deep=next((Span(place.start, place.start + 1) for place in places["too deep"]), None),
    )


def _group(token: "Token", text: str, place: Span) -> str:
    """Return the group that the place of a token belongs to."""
    if token.type == "fence" and not _is_closed(text, place, token):
        return "open fence"
    if token.type == "html_block" and _VERBATIM.match(token.content):
        return "verbatim"
    if token.type == "heading_open" and token.level:
        return "nested"
    return "" if token.type == "inline" else token.type


def _is_closed(text: str, place: Span, token: "Token") -> bool:
    """Return whether a fence has a line that closes it, and does not just end where the list or quotation does."""
    last = text[slice(*place)].rstrip("\r\n").splitlines()[-1].strip(" \t>")
    opened = bool(token.map and token.map[1] - token.map[0] > 1)
    return opened and len(last) >= len(token.markup) and not last.strip(token.markup[0])


def _spans(text: str, token: "Token", lines: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """Yield the places of the code spans in some lines; the parser strips what leads and trails each line."""
    starts: list[tuple[int, int]] = []  # where a piece of a line begins in the token's content, and in the text
    at = 0
    for content, (start, end) in zip(token.content.split("\n"), lines, strict=False):
        starts += [(at + offset, place) for offset, place in _pieces(text, content, start, end)]
        at += len(content) + 1
    if len(starts) == 1:
        moved = starts[0][1]
        yield from (Span(first + moved, last + moved) for first, last in _code_spans(token.content))
        return
    for first, last in _code_spans(token.content):
        yield Span(_placed(first, starts), _placed(last, starts))


def _code_spans(content: str) -> Iterator[tuple[int, int]]:
    """Yield the code spans of a block's text, from a run of backticks to the next as long, in linear time.

    That is CommonMark 6.1; the parser finds them too, but does not keep their places.
    """
    runs = [match.span(1) for match in islice(_TICKS.finditer(content), _MOST) if match[1]]
    closing: dict[int, int] = {}  # by length, the nearest run to the right
    ends: dict[int, int] = {}
    for start, end in reversed(runs):
        if end - start in closing:
            ends[start] = closing[end - start]
        closing[end - start] = end
    at = 0
    for start, _ in runs:
        if start >= at and start in ends:
            at = ends[start]
            yield start, at


def _pieces(text: str, content: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the content of a line begins in it, and again after each escaped bar of a table."""
    line = text[start:end].rstrip()
    place = len(line) - len(content) if line.endswith(content) else line.find(content)
    if place >= 0:
        yield 0, start + place
        return
    place = max(line.find(content.replace("|", "\\|")), 0)
    yield 0, start + place
    for passed, match in enumerate(re.finditer(r"\|", content), 1):
        yield match.start(), start + place + match.start() + passed


def _placed(offset: int, starts: Sequence[tuple[int, int]]) -> int:
    content, place = starts[bisect_right(starts, offset, key=lambda piece: piece[0]) - 1]
    return place + offset - content


@cache
def _reader() -> "MarkdownIt":
    """Return a parser for blocks only, not for what stands inline."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table").disable("inline")
