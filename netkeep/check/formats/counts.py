"""Counts of the findings of each rule, the most frequent first."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from netkeep.check.diagnostic import Diagnostic
from netkeep.check.formats.report import fixable


class Count(NamedTuple):
    """How many findings a rule has; ``fixable`` if ``check --fix`` mends some of them."""

    times: int
    code: str
    name: str
    fixable: bool


def counts(diagnostics: Sequence[Diagnostic]) -> list[Count]:
    """Return the number of findings by rule: the most frequent first, then by code."""
    total = Counter((diagnostic.code, diagnostic.name) for diagnostic in diagnostics)
    mended = {diagnostic.code for diagnostic in diagnostics if fixable(diagnostic) == "safe"}
    rows = [Count(count, code, name, code in mended) for (code, name), count in total.items()]
    return sorted(rows, key=lambda row: (-row.times, row.code))


def as_rows(counted: Sequence[Count]) -> list[list[str]]:
    """Return the rows of a table: count, code, mark, name."""
    right = max((len(str(count.times)) for count in counted), default=0)
    return [
        [str(count.times).rjust(right), count.code, "[*]" if count.fixable else "   ", count.name] for count in counted
    ]
