"""How often each rule has findings, the most frequent first."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from netkeep.check.diagnostic import Diagnostic
from netkeep.check.formats.report import fixable


class Count(NamedTuple):
    """How many findings a rule has; ``fixable`` where ``check --fix`` mends some of them."""

    times: int
    code: str
    name: str
    fixable: bool


def counts(diagnostics: Sequence[Diagnostic]) -> list[Count]:
    """Count findings by rule: the most frequent first, then by code."""
    total = Counter((one.code, one.name) for one in diagnostics)
    mended = {one.code for one in diagnostics if fixable(one) == "safe"}
    found = [Count(count, code, name, code in mended) for (code, name), count in total.items()]
    return sorted(found, key=lambda one: (-one.times, one.code))


def as_rows(found: Sequence[Count]) -> list[list[str]]:
    """Return the rows of a table: count, code, mark, name."""
    right = max((len(str(one.times)) for one in found), default=0)
    return [[str(one.times).rjust(right), one.code, "[*]" if one.fixable else "   ", one.name] for one in found]
