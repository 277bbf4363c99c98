"""The analysis of one file by every rule about files, ready to be kept in the index."""

from collections.abc import Iterator

from netkeep.check.collect import facts_of
from netkeep.check.registry import RULES
from netkeep.check.rule import Finding, Located, ProblemRule, Rule
from netkeep.check.selection import ignored_in
from netkeep.check.suppressions import accepted_codes, with_usage
from netkeep.config import Settings
from netkeep.model.body import Span
from netkeep.model.schema import NOTE_FILE
from netkeep.network.search import words_of
from netkeep.store.index.rows import FOREVER, Accepted, Analysis, FactRow, FindingRow, Place, Words
from netkeep.text.document import Document

_IN_FILE = [(rule, rule.in_file) for rule in RULES if rule.in_file]


def analyse(document: Document, settings: Settings) -> Analysis:
    """Return the findings, facts and suppressions of a file, without the findings that its owner accepts."""
    if document.kind is NOTE_FILE:
        return Analysis(document.path, document.kind.name)
    kinds = {problem.kind for problem in document.problems}
    rows = [
        _row(document, rule, finding)
        for rule, in_file in _IN_FILE
        if not isinstance(in_file, ProblemRule) or in_file.kind in kinds
        for finding in in_file(document, settings)
    ]
    allowed = with_usage((*accepted_codes(document), *_accepted_by(settings, document)), rows)
    codes = {(row.line, row.code) for row in allowed}
    return Analysis(
        path=document.path,
        kind=document.kind.name,
        findings=tuple(row for row in rows if not {(0, row.code), (row.place.line, row.code)} & codes),
        facts=tuple(
            FactRow(kind, key, note, place_of(document, span)) for kind, key, note, span in facts_of(document, settings)
        ),
        accepted=allowed,
        words=words_of(document.item) if document.item else Words(),
    )


def _accepted_by(settings: Settings, document: Document) -> Iterator[Accepted]:
    """Yield the codes that the settings accept in a readable file; they count as used, as they may serve others."""
    if document.item is not None:
        for code in sorted(ignored_in(document.path, settings)):
            yield Accepted(document.path, 0, code, Place(document.path), FOREVER)


def _row(document: Document, rule: Rule, finding: Finding) -> FindingRow:
    place = place_of(document, finding.span)
    return rule.row(Located(place, finding.message, finding.help, finding.fix, finding.since, finding.until))


def place_of(document: Document, span: Span) -> Place:
    """Return a span in lines and columns; a file that could not be opened only has a top."""
    if document.source is None:
        return Place(document.path)
    position = document.source.position
    start = position(span.start)
    return Place(document.path, *start, *(start if span.end == span.start else position(span.end)))
