"""A key that the format does not know.

A slip of the finger in a key would otherwise silently lose what stands behind it. What is your own goes below ``x:``.
Keys of other programs at the top of the front matter are allowed: ``cssclasses``, ``publish``, ``created``, ``updated``
and the like, and those that ``allow-keys`` below ``[check]`` in ``netkeep.toml`` names.

Bad:

    birthdy: 1979-05-14

Good:

    birthday: 1979-05-14
    x:
      favourite_tea: oolong

To mend: correct the key; what is your own goes below ``x:``.
"""

from collections.abc import Iterator

from netkeep.check.mend.keys import renamed
from netkeep.check.rule import Finding, ProblemRule, Rule
from netkeep.config import Settings
from netkeep.text.document import Document
from netkeep.text.problem import Problem


def _message(problem: Problem) -> str:
    where = problem.facts["where"]
    key = problem.facts["key"]
    return "unknown key" + (f" {key!r}" if key else "") + (f" in {where}" if where else "")


def _mend(problem: Problem) -> str:
    near = problem.facts.get("near")
    return (f"did you mean {near!r}? Else: " if near else "") + "your own keys go below x:"


def _not_allowed(document: Document, settings: Settings, findings: Iterator[Finding]) -> Iterator[Finding]:
    """Yield the findings except those about top-level keys that the settings allow."""
    entries = document.tree.entries if document.tree and settings.allow_keys else []
    allowed = {key.span for key, _ in entries if key.value in settings.allow_keys}
    return (finding for finding in findings if finding.span not in allowed)


RULE = Rule(
    "NK201", "unknown-key", __name__, ProblemRule("unknown-key", _message, _mend, renamed, _not_allowed), fixes="safe"
)
