"""Findings for files and folders that no command reads, by the reason."""

from collections.abc import Iterator

from netkeep.check.facts import Facts
from netkeep.check.rule import Located


def strays(facts: Facts, reason: str, message: str, mend: str) -> Iterator[Located]:
    """Yield a finding for each stray with this reason."""
    for place in facts.strays(reason):
        yield Located(place, message, mend)
