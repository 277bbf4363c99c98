"""Fixes applied to one file as splices; each is kept only if the file, read again, is mended and nothing else."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from netkeep.check.analysis import analyse
from netkeep.check.diagnostic import Diagnostic
from netkeep.check.mend.nodes import scalar_at
from netkeep.check.mend.values import in_place
from netkeep.check.verify import objection
from netkeep.config import Settings
from netkeep.text.document import Document, read_document
from netkeep.text.edit import Splice, apply
from netkeep.text.source import BOM

_LINES = "it goes over several lines, which only a person can mend without changing how they read"


@dataclass
class Mended:
    """A file after its fixes: which findings they mended, and why others were left."""

    document: Document
    findings: list[Diagnostic] = field(default_factory=list)
    refused: dict[Diagnostic, str] = field(default_factory=dict)


def mend_file(document: Document, findings: Sequence[Diagnostic], settings: Settings, today: date) -> Mended:
    """Apply the fixes of findings in a file, all at once, or else one after another.

    Of fixes that overlap the first is applied; the others are neither mended nor refused, and may be tried again.
    """
    chosen, refused = _choose(document, findings)
    everything = _attempt(document, chosen, settings, today)
    if isinstance(everything, Document):
        return Mended(everything, [one for same in chosen.values() for one in same], refused)
    return _one_by_one(document, chosen, Mended(document, refused=refused), settings, today)


Chosen = dict[tuple[Splice, ...], list[Diagnostic]]
"""Fixes that do not overlap, and the findings that each of them mends."""


def _choose(document: Document, findings: Iterable[Diagnostic]) -> tuple[Chosen, dict[Diagnostic, str]]:
    chosen: Chosen = {}
    refused: dict[Diagnostic, str] = {}
    for one in findings:
        splices = splices_of(document, one)
        if not splices:
            refused[one] = _LINES
        elif splices in chosen:
            chosen[splices].append(one)
        elif not any(_overlap(splices, other) for other in chosen):
            chosen[splices] = [one]
    return chosen, refused


def _overlap(some: Iterable[Splice], others: Sequence[Splice]) -> bool:
    return any(one.start <= other.end and other.start <= one.end for one in some for other in others)


def splices_of(document: Document, finding: Diagnostic) -> tuple[Splice, ...]:
    """Give the splices of a finding's fix; none where its value cannot be written in place."""
    if finding.fix is None or document.source is None:
        return ()
    if not finding.fix.value:
        return finding.fix.splices
    scalar = scalar_at(document, document.source.offset(finding.line, finding.column))
    fix = in_place(document, scalar, finding.fix.value, safe=True) if scalar else None
    return fix.splices if fix else ()


def _one_by_one(document: Document, chosen: Chosen, mended: Mended, settings: Settings, today: date) -> Mended:
    kept: Chosen = {}
    for splices, findings in chosen.items():
        tried = _attempt(document, {**kept, splices: findings}, settings, today)
        if isinstance(tried, Document):
            kept[splices] = findings
            mended.document = tried
            mended.findings += findings
        else:
            mended.refused |= dict.fromkeys(findings, tried)
    return mended


def _attempt(document: Document, chosen: Chosen, settings: Settings, today: date) -> Document | str:
    """Give the mended file, or say why not."""
    splices = tuple(sorted(one for some in chosen for one in some))
    after = spliced(document, splices)
    if (wrong := objection(document, after, splices)) is not None:
        return wrong
    wanted = Counter(one.code for findings in chosen.values() for one in findings)
    counts = [_counts(one, settings, today) for one in (document, after)]
    if not document.readable:
        return after if after.readable or counts[1] < counts[0] else "the file could still not be read"
    left = counts[0] - wanted
    if any(counts[1][code] > left[code] and code in counts[0] for code in wanted):
        return "the finding would still be there"
    return "it would bring another finding" if counts[1] - counts[0] else after


def spliced(document: Document, splices: tuple[Splice, ...]) -> Document:
    """Give the file as it is read with splices made; the byte order mark stands at offset -1."""
    if document.source is None:
        return document
    mark = document.source.bom
    whole = (BOM if mark else "") + document.source.text
    text = apply(whole, (Splice(one.start + mark, one.end + mark, one.new) for one in splices))
    return read_document(document.path, text.encode(), document.kind)


def _counts(document: Document, settings: Settings, today: date) -> Counter[str]:
    day = today.isoformat()
    found = analyse(document, settings).findings
    holds = (one for one in found if (not one.until or one.until > day) and (not one.since or one.since <= day))
    return Counter(one.code for one in holds)
