"""A problem in one file, found while reading it: which kind, where, and what is needed to say it in words.

The words are the rules' (:mod:`netkeep.check.rules`), one for each kind. ``facts`` never hold a personal value.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from netkeep.model.body import Span

# Kinds of problem after which a file cannot be trusted to say what its owner meant: nothing of it is used.
UNREADABLE = frozenset(
    {
        "unreadable-file",
        "outside-link",
        "too-large",
        "not-utf8",
        "empty-file",
        "no-front-matter",
        "unclosed-front-matter",
        "not-a-mapping",
        "yaml-syntax",
        "anchor-or-alias",
        "yaml-tag",
        "too-deep",
        "conflict-markers",
    },
)


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding of the reader."""

    kind: str
    span: Span
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
