"""One file, looked at by every rule about files: what it has to say, ready to be kept in the index."""

from collections.abc import Iterator

from netkeep.check.collect import told
from netkeep.check.registry import RULES
from netkeep.check.rule import Finding, Located, ProblemRule, Rule
from netkeep.check.selection import ignored_in
from netkeep.check.suppressions import accepted, used
from netkeep.config import Settings
from netkeep.model.body import Span
from netkeep.model.schema import NOTE_FILE
from netkeep.store.index.rows import FOREVER, Accepted, Analysis, FactRow, FindingRow, Place
from netkeep.text.document import Document

_IN_FILE = [(rule, rule.in_file) for rule in RULES if rule.in_file]


def analyse(document: Document, settings: Settings) -> Analysis:
    """Return all that a file tells, without what its owner accepts in it."""
    if document.kind is NOTE_FILE:
        return Analysis(document.path, document.kind.name)
    kinds = {problem.kind for problem in document.problems}
    found = [
        _row(document, rule, finding)
        for rule, in_file in _IN_FILE
        if not isinstance(in_file, ProblemRule) or in_file.kind in kinds
        for finding in in_file(document, settings)
    ]
    allowed = used((*accepted(document), *_accepted_by(settings, document)), found)
    codes = {(one.line, one.code) for one in allowed}
    return Analysis(
        path=document.path,
        kind=document.kind.name,
        findings=tuple(row for row in found if not {(0, row.code), (row.place.line, row.code)} & codes),
        facts=tuple(
            FactRow(kind, key, note, place_of(document, span)) for kind, key, note, span in told(document, settings)
        ),
        accepted=allowed,
    )


def _accepted_by(settings: Settings, document: Document) -> Iterator[Accepted]:
    """Yield what the settings accept in a file that can be read; that counts as used, for it may be for many files."""
    if document.item is not None:
        for code in sorted(ignored_in(document.path, settings)):
            yield Accepted(document.path, 0, code, Place(document.path), FOREVER)


def _row(document: Document, rule: Rule, finding: Finding) -> FindingRow:
    place = place_of(document, finding.span)
    return rule.row(Located(place, finding.message, finding.help, finding.fix, finding.since, finding.until))


def place_of(document: Document, span: Span) -> Place:
    """Return a span in lines and columns; a file that could not be opened has but a top."""
    if document.source is None:
        return Place(document.path)
    position = document.source.position
    start = position(span.start)
    return Place(document.path, *start, *(start if span.end == span.start else position(span.end)))
