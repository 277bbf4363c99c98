"""A value of the wrong shape: a list where one value belongs, one value where a list belongs.

A value that does not fit its key is not read: the rest of netkeep behaves as if it were not there.

Bad:

    tags: mentor

Good:

    tags: [mentor]

A ``[[link]]`` without quotes is such a value, too: YAML reads a list in a list.

To mend: write the value in the shape that the finding names.
"""

import re
from collections.abc import Iterator

from netkeep.check.fix import Fix
from netkeep.check.mend.lists import reshaped
from netkeep.check.rule import Finding, ProblemRule, Rule
from netkeep.config import Settings
from netkeep.model.body import Span
from netkeep.model.ids import is_id, unlink
from netkeep.text.document import Document
from netkeep.text.edit import Splice
from netkeep.text.problem import Problem

_LINK = re.compile(r"\[\[[^\[\]\"',:@\r\n]+\]\]")

_MENDS = {
    "a list": "write it as [one, two], or as '- one' lines below the key",
    "a single value": "write one value after the colon, without brackets and without '- ' lines",
    "a mapping": "write 'key: value' lines below it, indented",
    "text or a mapping": "write the value itself, or 'key: value' lines below it, indented",
    "true or false": "write true or false, without quotes",
    "empty": "write something, or take the key out",
}


def _message(problem: Problem) -> str:
    return "{field}: this must be {wanted}".format_map(problem.facts).replace("must be not", "must not be")


def _mend(problem: Problem) -> str:
    wanted = problem.facts["wanted"].removeprefix("not ").partition(",")[0]
    return _MENDS.get(wanted, "write it in the shape that the format asks for")


def _links_named(document: Document, settings: Settings, findings: Iterator[Finding]) -> Iterator[Finding]:
    """Yield the findings, with words of their own for links without quotes, which are lists in a list."""
    del settings
    text = document.source.text if document.source else ""
    for finding in findings:
        link = _link(text, finding.span)
        if link is None:
            yield finding
        else:
            field = finding.message.partition(":")[0]
            message = f"{field}: [[…]] without quotes is a list in a list"
            yield Finding(finding.span, message, 'put it in quotes: "[[…]]"', fix=_in_quotes(text, finding.span, link))


def _link(text: str, span: Span) -> Span | None:
    """Return the place of a link without quotes; the span is all of it, or what is between its outer brackets."""
    for start, end in (span, (span.start - 1, span.end + 1)):
        if start >= 0 and _LINK.fullmatch(text, start, end):
            return Span(start, end)
    return None


def _in_quotes(text: str, span: Span, link: Span) -> Fix | None:
    """Return the fix that puts a link to an id in quotes; if it stands for a list, in brackets as well."""
    words = text[slice(*link)]
    if not is_id(unlink(words)):
        return None
    new = f'"{words}"'
    return Fix((Splice(*link, new if span == link else f"[{new}]"),))


RULE = Rule(
    "NK203", "wrong-type", __name__, ProblemRule("wrong-type", _message, _mend, reshaped, _links_named), fixes="safe"
)
