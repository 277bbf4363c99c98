"""A sign in the front matter that only looks like one of YAML's.

Phones, word processors and web pages put no-break and ideographic spaces, dashes of typesetting and curly quotes where
a keyboard has a blank, a hyphen and straight quotes. YAML takes all of them for letters: what looks like a key is none,
what looks like a list is a text, and quotes become a part of the name.

Bad:

    location: “Leeds”

Good:

    location: Leeds

To mend: write the sign as the keyboard has it; leave quotes out, or write ``"``.
"""

import re
from collections.abc import Callable

from netkeep.check.fix import Fix, Swap
from netkeep.check.rule import ProblemRule, Rule
from netkeep.model.body import Span
from netkeep.text.document import Document
from netkeep.text.edit import Splice
from netkeep.text.problem import Problem

_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_ONE_WIDE = frozenset(" \t\u00a0\u202f")
_LONGEST = 100  # characters of a word on either side
_TAIL, _HEAD = re.compile(r"\S*+\Z"), re.compile(rf"\S{{0,{_LONGEST}}}")
_LINE = re.compile(r"[^\r\n]*")


def _plain(document: Document) -> Callable[[Problem], Fix | None]:
    """Return a function that gives the fix to plain signs: safe except in quotes, words, and unclear indentation."""
    text = document.source.text if document.source else ""

    def fix_of(problem: Problem) -> Fix | None:
        kind, span = problem.facts["kind"], problem.span
        part = text[slice(*span)]
        if kind == "quotes":
            inner = part[1:-1]
            return None if {'"', "\\"} & {*inner} else _swapped(span, part, f'"{inner}"', safe=False)
        if kind in {"date", "within"}:
            whole = _word_around(text, span)
            part = text[slice(*whole)]
            return _swapped(whole, part, _DASHES.sub("-", part), safe=kind == "date")
        if kind == "before":
            return Fix((Splice(*span, ""),))
        return _rest_of_line(text, span, {"dash": "-", "indent": " " * len(part)}.get(kind, " "), part)

    return fix_of


def _rest_of_line(text: str, span: Span, new: str, part: str) -> Fix:
    """Return the fix for a line from the sign on, as what follows it will be read differently."""
    if _DASHES.match(part) is None and new == "-":  # the blank behind a dash
        new = " "
    line = _LINE.match(text, span.start)
    rest = line[0][span.end - span.start :] if line else ""
    whole = Span(span.start, span.end + len(rest))
    return _swapped(whole, part + rest, new + rest, safe=_ONE_WIDE.issuperset(part) or new in {" ", "-"})


def _word_around(text: str, span: Span) -> Span:
    before, after = _TAIL.search(text[max(0, span.start - _LONGEST) : span.start]), _HEAD.match(text, span.end)
    start = span.start - len(before[0]) if before else span.start
    return Span(start, after.end() if after else span.end)


def _swapped(span: Span, old: str, new: str, *, safe: bool) -> Fix:
    return Fix((Splice(*span, new),), safe, swaps=(Swap("value", old, new),))


RULE = Rule("NK118", "lookalike", __name__, ProblemRule("lookalike", "{what}", "{mend}", _plain), fixes="safe")
