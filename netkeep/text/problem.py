"""A problem in one file, found while reading it: its kind, its place, and the facts for its message.

The message comes from the rule of that kind (:mod:`netkeep.check.rules`). ``facts`` never hold a personal value.
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
