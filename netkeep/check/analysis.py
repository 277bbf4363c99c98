"""One file, looked at by every rule about files: what it has to say, ready to be kept in the index."""

import re
from collections.abc import Iterator, Mapping

from netkeep.check.registry import RULES
from netkeep.check.rule import Finding, Located, Rule
from netkeep.check.told import told
from netkeep.config import Settings
from netkeep.model.body import Span
from netkeep.store.index.rows import Accepted, Analysis, FactRow, FindingRow, Place
from netkeep.text.document import Document

_IGNORE = re.compile(r"<!-- netkeep: ignore (NK\d{3}(?:[, ]+NK\d{3})*) -->")
_LINE_END = re.compile(r"\r\n|\n|\r")


def analyse(document: Document, settings: Settings) -> Analysis:
    """Give all that a file tells, without what its owner accepts in it."""
    accepted = tuple(_accepted(document))
    whole = {one.code for one in accepted if one.line == 0}
    lines = {(one.line, one.code) for one in accepted}
    findings = (
        _row(document, rule, finding)
        for rule in RULES
        if rule.in_file and rule.code not in whole
        for finding in rule.in_file(document, settings)
    )
    return Analysis(
        path=document.path,
        kind=document.kind.name,
        findings=tuple(one for one in findings if (one.place.line, one.code) not in lines),
        facts=tuple(
            FactRow(kind, key, note, place_of(document, span)) for kind, key, note, span in told(document, settings)
        ),
        accepted=accepted,
    )


def _row(document: Document, rule: Rule, finding: Finding) -> FindingRow:
    place = place_of(document, finding.span)
    return rule.row(Located(place, finding.message, finding.help, finding.fix, finding.since, finding.until))


def place_of(document: Document, span: Span) -> Place:
    """Give a span in lines and columns; a file that could not be opened has but a top."""
    if document.source is None:
        return Place(document.path)
    position = document.source.position
    return Place(document.path, *position(span.start), *position(span.end))


def _accepted(document: Document) -> Iterator[Accepted]:
    if document.item is None or document.source is None:
        return
    for code in document.item.check_ignore:
        yield Accepted(document.path, 0, code)
    for line, codes in _comments(document.source.text).items():
        for code in sorted(codes):
            yield Accepted(document.path, line, code)


def _comments(text: str) -> Mapping[int, frozenset[str]]:
    """Give the codes that comments accept, by line; a comment alone on its line speaks for the next one too."""
    found: dict[int, frozenset[str]] = {}
    if "<!-- netkeep: ignore" not in text:
        return found
    for number, line in enumerate(_LINE_END.split(text), 1):
        codes = frozenset(re.findall(r"NK\d{3}", " ".join(_IGNORE.findall(line))))
        if codes:
            found[number] = found.get(number, frozenset()) | codes
        if codes and not _IGNORE.sub("", line).strip():
            found[number + 1] = codes
    return found
