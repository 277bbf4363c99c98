"""Applying fixes to one file as splices; each is kept only if the file, read again, is otherwise the same."""

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import NamedTuple

from netkeep.check.analysis import analyse
from netkeep.check.diagnostic import Diagnostic
from netkeep.check.fix import Fix
from netkeep.check.mend.ids import Named, places, retargeted
from netkeep.check.mend.log import in_order
from netkeep.check.mend.nodes import values
from netkeep.check.mend.values import in_place
from netkeep.check.verify import objection
from netkeep.config import Settings
from netkeep.text.document import Document, read_document
from netkeep.text.edit import Splice, apply
from netkeep.text.source import BOM
from netkeep.text.tree import Scalar

_LINES = "it spans several lines, which only a person can fix without changing how they read"


@dataclass
class Mended:
    """A file after its fixes: the findings that they mended, and why others were left."""

    document: Document
    findings: list[Diagnostic] = field(default_factory=list)
    refused: dict[Diagnostic, str] = field(default_factory=dict)


def mend_file(document: Document, findings: Sequence[Diagnostic], settings: Settings, today: date) -> Mended:
    """Apply the fixes of findings in a file, all at once, or else one after another.

    Of fixes that overlap the first is applied; the others are neither mended nor refused, and may be tried again.
    """
    chosen, refused = _choose(document, findings)
    mended = Mended(document, refused=refused)
    _keep(document, {}, chosen, mended, _Day(settings, today))
    return mended


class _Day(NamedTuple):
    """The settings and the day that a finding depends on, besides the file."""

    settings: Settings
    today: date


class _Starts(NamedTuple):
    """The values of a file, and the places that name an id, by the offsets at which they begin."""

    values: Mapping[int, Scalar]
    places: Mapping[int, Named]


Chosen = dict[tuple[Splice, ...], tuple[Fix, list[Diagnostic]]]
"""Fixes that do not overlap, by their splices, each with the findings that it mends."""


def _choose(document: Document, findings: Iterable[Diagnostic]) -> tuple[Chosen, dict[Diagnostic, str]]:
    chosen: Chosen = {}
    refused: dict[Diagnostic, str] = {}
    taken: list[Splice] = []
    starts = _Starts(
        {span.start: scalar for span, (scalar, _) in values(document).items()},
        {place.span.start: place for place in places(document)},
    )
    sorting = in_order(document)
    for finding in findings:
        fix = sorting if finding.fix and finding.fix.log else _in_place(document, finding, starts)
        if isinstance(fix, str) or not fix or not fix.splices:
            refused[finding] = fix if isinstance(fix, str) else _LINES
        elif fix.splices in chosen:
            chosen[fix.splices][1].append(finding)
        elif not any(_overlaps(splice, taken) for splice in fix.splices):
            chosen[fix.splices] = (fix, [finding])
            for splice in fix.splices:
                insort(taken, splice)
    return chosen, refused


def _overlaps(splice: Splice, taken: Sequence[Splice]) -> bool:
    """Return whether a splice touches one of the others, which are sorted and do not touch each other."""
    at = bisect_right(taken, splice.end, key=lambda other: other.start)
    return at > 0 and taken[at - 1].end >= splice.start


def _in_place(document: Document, finding: Diagnostic, starts: _Starts) -> Fix | str | None:
    """Return a finding's fix as splices, or why there is none; None if its value cannot be written in place."""
    if finding.fix is None or document.source is None:
        return None
    if not finding.fix.value and not finding.fix.target:
        return finding.fix
    at = document.source.offset(finding.line, finding.column)
    if finding.fix.target:
        return retargeted(document, starts.places[at], finding.fix.target) if at in starts.places else None
    return in_place(document, starts.values[at], finding.fix.value, safe=True) if at in starts.values else None


def _keep(document: Document, kept: Chosen, tried: Chosen, mended: Mended, day: _Day) -> None:
    """Keep all fixes that are tried if they can join those already kept, else try each half of them by itself."""
    result = _attempt(document, {**kept, **tried}, day) if tried else document
    findings = [finding for _, same in tried.values() for finding in same]
    if isinstance(result, Document):
        kept.update(tried)
        mended.document = result
        mended.findings += findings
    elif len(tried) == 1:
        mended.refused |= dict.fromkeys(findings, result)
    else:
        half = len(tried) // 2
        _keep(document, kept, dict(islice(tried.items(), half)), mended, day)
        _keep(document, kept, dict(islice(tried.items(), half, None)), mended, day)


def _attempt(document: Document, chosen: Chosen, day: _Day) -> Document | str:
    """Return the mended file, or why it cannot be mended."""
    mended = spliced(document, tuple(sorted(splice for splices in chosen for splice in splices)))
    if (wrong := objection(document, mended, [fix for fix, _ in chosen.values()])) is not None:
        return wrong
    wanted = Counter(finding.code for _, findings in chosen.values() for finding in findings)
    counts = [_counts(state, day) for state in (document, mended)]
    if not document.readable:
        return mended if mended.readable or counts[1] < counts[0] else "the file could still not be read"
    left = counts[0] - wanted
    if any(counts[1][code] > left[code] and code in counts[0] for code in wanted):
        return "the finding would still be there"
    return "it would cause another finding" if counts[1] - counts[0] else mended


def spliced(document: Document, splices: tuple[Splice, ...]) -> Document:
    """Return the file as read with the splices made; the byte order mark is at offset -1."""
    if document.source is None:
        return document
    mark = document.source.bom
    whole = (BOM if mark else "") + document.source.text
    text = apply(whole, (Splice(splice.start + mark, splice.end + mark, splice.new) for splice in splices))
    return read_document(document.path, text.encode(), document.kind)


def _counts(document: Document, when: _Day) -> Counter[str]:
    day = when.today.isoformat()
    findings = analyse(document, when.settings).findings
    holds = (row for row in findings if (not row.until or row.until > day) and (not row.since or row.since <= day))
    return Counter(row.code for row in holds)
