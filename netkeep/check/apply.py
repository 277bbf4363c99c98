"""Fixes applied to one file as splices; each is kept only if the file, read again, is mended and nothing else."""

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
from netkeep.check.mend.log import in_order
from netkeep.check.mend.nodes import values
from netkeep.check.mend.values import in_place
from netkeep.check.verify import objection
from netkeep.config import Settings
from netkeep.text.document import Document, read_document
from netkeep.text.edit import Splice, apply
from netkeep.text.source import BOM
from netkeep.text.tree import Scalar

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
    mended = Mended(document, refused=refused)
    _keep(document, {}, chosen, mended, _Day(settings, today))
    return mended


class _Day(NamedTuple):
    """What a finding depends on besides the file."""

    settings: Settings
    today: date


Chosen = dict[tuple[Splice, ...], tuple[Fix, list[Diagnostic]]]
"""By their splices fixes that do not overlap, each with the findings that it mends."""


def _choose(document: Document, findings: Iterable[Diagnostic]) -> tuple[Chosen, dict[Diagnostic, str]]:
    chosen: Chosen = {}
    refused: dict[Diagnostic, str] = {}
    taken: list[Splice] = []
    starts = {span.start: scalar for span, (scalar, _) in values(document).items()}
    sorting = in_order(document)
    for one in findings:
        fix = sorting if one.fix and one.fix.log else _in_place(document, one, starts)
        if not fix or not fix.splices:
            refused[one] = _LINES
        elif fix.splices in chosen:
            chosen[fix.splices][1].append(one)
        elif not any(_overlaps(splice, taken) for splice in fix.splices):
            chosen[fix.splices] = (fix, [one])
            for splice in fix.splices:
                insort(taken, splice)
    return chosen, refused


def _overlaps(splice: Splice, taken: Sequence[Splice]) -> bool:
    """Return whether a splice touches one of others, which are sorted and do not touch each other."""
    at = bisect_right(taken, splice.end, key=lambda one: one.start)
    return at > 0 and taken[at - 1].end >= splice.start


def _in_place(document: Document, finding: Diagnostic, starts: Mapping[int, Scalar]) -> Fix | None:
    """Return a finding's fix as splices; None where its value cannot be written in place."""
    if finding.fix is None or document.source is None:
        return None
    if not finding.fix.value:
        return finding.fix
    scalar = starts.get(document.source.offset(finding.line, finding.column))
    return in_place(document, scalar, finding.fix.value, safe=True) if scalar else None


def _keep(document: Document, kept: Chosen, tried: Chosen, mended: Mended, day: _Day) -> None:
    """Keep all fixes if they may be made together with those that are kept, else try each half of them by itself."""
    after = _attempt(document, {**kept, **tried}, day) if tried else document
    findings = [one for _, same in tried.values() for one in same]
    if isinstance(after, Document):
        kept.update(tried)
        mended.document = after
        mended.findings += findings
    elif len(tried) == 1:
        mended.refused |= dict.fromkeys(findings, after)
    else:
        half = len(tried) // 2
        _keep(document, kept, dict(islice(tried.items(), half)), mended, day)
        _keep(document, kept, dict(islice(tried.items(), half, None)), mended, day)


def _attempt(document: Document, chosen: Chosen, day: _Day) -> Document | str:
    """Return the mended file, or say why not."""
    after = spliced(document, tuple(sorted(one for some in chosen for one in some)))
    if (wrong := objection(document, after, [fix for fix, _ in chosen.values()])) is not None:
        return wrong
    wanted = Counter(one.code for _, findings in chosen.values() for one in findings)
    counts = [_counts(one, day) for one in (document, after)]
    if not document.readable:
        return after if after.readable or counts[1] < counts[0] else "the file could still not be read"
    left = counts[0] - wanted
    if any(counts[1][code] > left[code] and code in counts[0] for code in wanted):
        return "the finding would still be there"
    return "it would bring another finding" if counts[1] - counts[0] else after


def spliced(document: Document, splices: tuple[Splice, ...]) -> Document:
    """Return the file as it is read with splices made; the byte order mark stands at offset -1."""
    if document.source is None:
        return document
    mark = document.source.bom
    whole = (BOM if mark else "") + document.source.text
    text = apply(whole, (Splice(one.start + mark, one.end + mark, one.new) for one in splices))
    return read_document(document.path, text.encode(), document.kind)


def _counts(document: Document, when: _Day) -> Counter[str]:
    day = when.today.isoformat()
    found = analyse(document, when.settings).findings
    holds = (one for one in found if (not one.until or one.until > day) and (not one.since or one.since <= day))
    return Counter(one.code for one in holds)
