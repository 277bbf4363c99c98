"""Front matter that looks right and is read differently: values behind ``#``, and signs that only look like YAML's.

One regular expression searches all front matter; only where it matches are the others tried.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from netkeep.model.body import Span
from netkeep.text.problem import Problem
from netkeep.text.tree import Mapping, Node, Scalar, Sequence

_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_OPENING, _CLOSING = "“”„‟«»‘’‚‛‹›", "“”‟«»’‛‹›"
_TYPESET = frozenset(_BLANKS + _HYPHENS + _OPENING)
_SUSPECT = re.compile(rf"[ \t\[{{,]#[^\s#]|[{_BLANKS}{_HYPHENS}{_OPENING}]")
_HASH = re.compile(r"(?<=[ \t\[{,])#(?=[^\s#])[^\r\n]*")
_BRACKET = re.compile(r"[\[{](?:[^\[\]{}\"'#\r\n]*[ \t,])?(?=#[^\s#])")
_BLANK = re.compile(
    rf"^[ \t]*+(?P<indent>[{_BLANKS}][ \t{_BLANKS}]*)(?=\S)"
    rf"|^[ \t]*(?:- +)?[A-Za-z_]+(?P<before>[{_BLANKS}]+)(?=:)"
    rf"|^[ \t]*(?:- +)?[A-Za-z_]+:(?P<colon>[{_BLANKS}][ \t{_BLANKS}]*)(?=\S)"
    rf"|^[ \t]*-(?P<dash>[{_BLANKS}][ \t{_BLANKS}]*)(?=\S)",
    re.MULTILINE,
)
_HYPHEN = re.compile(
    rf"^[ \t]*(?P<dash>[{_HYPHENS}])(?=[ \t]+\S)"
    rf"|(?<=: )(?P<date>[\"']?(?:\d{{4}}|-)[-{_HYPHENS}]\d\d(?:[-{_HYPHENS}]\d\d)?[\"']?)(?=[ \t]*(?:[,}}#\r\n]|\Z))"
    r"|(?<=[0-9a-z])(?P<within>[\u2010\u2011])(?=[0-9a-z])",
    re.MULTILINE,
)
_QUOTED = re.compile(
    rf"(?:(?<=: )|(?<=- )|(?<=[\[,])|(?<=[\[,] ))[{_OPENING}][^{_OPENING}\r\n,\[\]{{}}]*[{_CLOSING}]"
    r"(?=[ \t]*(?:[,\]}#\r\n]|\Z))"
)
_LINE = re.compile(r"[^\r\n]*")
_NAMES = {"\u00a0": "no-break space", "\u202f": "narrow no-break space", "\u3000": "ideographic space"}
_HYPHEN_NAMES = {
    "\u2010": "hyphen of typesetting",
    "\u2011": "non-breaking hyphen",
    "\u2013": "en dash",
    "\u2014": "em dash",
    "\u2212": "minus sign",
}
_DASH = re.compile(f"[{_HYPHENS}]")
_FENCE = re.compile(rf"[-{_HYPHENS}]{{1,9}}[ \t]*(?=[\r\n]|\Z)")
_MOST = 200  # of each trap in a file: whoever has more of them mends them all at once


def traps(text: str, yaml: Span, tree: Mapping | None) -> Iterator[Problem]:
    """Yield what YAML reads differently than it looks in a file; ``tree`` is None where it cannot be read."""
    plain = text.isascii()
    if text.find("#", *yaml) < 0 and (plain or _TYPESET.isdisjoint(text[slice(*yaml)])):
        return  # by far the most files, and much quicker than the expression
    if not _SUSPECT.search(text, *yaml):
        return
    values = _Values(tree)
    yield from _swallowed(text, yaml, values)
    if not plain:
        yield from _lookalikes(text, yaml, values)


class _Values:
    """The places of the values: what stands in quotes or in a block is meant as it is."""

    def __init__(self, tree: Mapping | None) -> None:
        spans = sorted(scalar.span for scalar in _scalars(tree)) if tree else []
        self._starts = [span.start for span in spans]
        self._ends = [span.end for span in spans]
        self._literal = {scalar.span.start for scalar in _scalars(tree) if scalar.style} if tree else set[int]()

    def holds(self, at: int, *, literal: bool = False) -> bool:
        """Return whether a place is inside a value; with ``literal``, inside one in quotes or in a block."""
        nearest = bisect_right(self._starts, at) - 1
        inside = nearest >= 0 and self._starts[nearest] <= at < self._ends[nearest]
        return inside and (not literal or self._starts[nearest] in self._literal)


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    else:
        for key, value in node.entries:
            yield key
            yield from _scalars(value)


def _swallowed(text: str, yaml: Span, values: _Values) -> Iterator[Problem]:
    """Yield comments without a blank behind their ``#`` on the line of a value: hardly meant as comments."""
    end = -1
    for count, match in enumerate(_HASH.finditer(text, *yaml)):
        start = max(text.rfind("\n", 0, match.start()), text.rfind("\r", 0, match.start())) + 1
        lead = text[start : match.start()]
        if count >= _MOST:
            return
        if not lead.strip() or "#" in _without_quotes(lead) or match.start() < end or values.holds(match.start()):
            continue
        if lead.count('"') % 2 == 0:
            end = match.end()
            yield Problem("swallowed-value", Span(match.start(), match.end()))


def _without_quotes(lead: str) -> str:
    """Return the text without what stands in quotes, and without a # inside a word."""
    return re.sub(r"\"[^\"]*\"|'[^']*'|(?<=[^\s\[{,])#", "", lead)


def swallowed_bracket(text: str, yaml: Span, error: int) -> Problem | None:
    """Return the problem of a bracket before an error that a comment in it keeps from being closed, if there is one."""
    match = _BRACKET.search(text, *yaml)
    if match is None or match.start() > error:
        return None
    start = max(text.rfind("\n", 0, match.start()), text.rfind("\r", 0, match.start())) + 1
    lead = text[start : match.start()]
    if lead.lstrip().startswith("#") or lead.count('"') % 2 or lead.count("'") % 2:
        return None
    return Problem("yaml-syntax", Span(match.start(), match.start()), {"what": "swallowed by a comment"})


def _lookalikes(text: str, yaml: Span, values: _Values) -> Iterator[Problem]:
    for match in _matches(_BLANK, text, yaml):
        kind = match.lastgroup or ""
        span = Span(*match.span(kind))
        if not values.holds(span.start, literal=True):
            yield Problem("lookalike", span, _blank_facts(text, span, kind))
    for match in _matches(_HYPHEN, text, yaml):
        kind = match.lastgroup or ""
        span = Span(*match.span(kind))
        sign = _DASH.search(match[kind])
        if sign and (kind == "date" or not values.holds(span.start, literal=True)):
            name = _HYPHEN_NAMES.get(sign[0], "dash of typesetting")
            facts = {"what": f"{_article(name)} {name} (U+{ord(sign[0]):04X}) instead of a hyphen", "kind": kind}
            yield Problem("lookalike", span, facts | {"mend": "write - as the keyboard has it"})
    for match in _matches(_QUOTED, text, yaml):
        if not values.holds(match.start(), literal=True):
            facts = {"what": "typographic quotes around a value are a part of it", "kind": "quotes"}
            yield Problem("lookalike", Span(*match.span()), facts | {"mend": 'leave them out, or write " instead'})


def _matches(sign: re.Pattern[str], text: str, yaml: Span) -> Iterator[re.Match[str]]:
    for count, match in enumerate(sign.finditer(text, *yaml)):
        if count == _MOST:
            return
        yield match


def _blank_facts(text: str, span: Span, kind: str) -> dict[str, str]:
    sign = next(character for character in text[slice(*span)] if character not in " \t")
    name = _NAMES.get(sign, "blank of typesetting")
    return {
        "what": f"{_article(name)} {name} (U+{ord(sign):04X}), which YAML takes for a letter",
        "kind": kind,
        "mend": "write ordinary spaces instead",
    }


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"


def like_a_fence(text: str, start: int = 0) -> str:
    """Return the sign that makes a line only look like ``---``; empty where there is none."""
    match = _FENCE.match(text, start)
    sign = _DASH.search(match[0]) if match else None
    return f"U+{ord(sign[0]):04X}" if sign else ""


def lines_end_in_cr(text: str) -> bool:
    """Return whether a file has the line ends of the first Macs, which hide its front matter from every program."""
    return text.startswith("---\r") and "\n" not in text


def long_fences(text: str, yaml: Span) -> Iterator[Problem]:
    """Yield the lines around the YAML with more than three hyphens: other programs expect exactly three."""
    if not text.startswith("----") and not text.startswith("----", yaml.end):
        return
    for start in (0, yaml.end):
        line = _LINE.match(text, start)
        fence = line[0].rstrip() if line else ""
        if len(fence) > len("---"):
            yield Problem("long-fence", Span(start, start + len(fence)))
