"""A value that is none of those the format knows, such as an ``as`` that is no relation.

Whom to ask for what depends on such values; one that is unknown counts for nothing.

Bad:

    worked_with:
      - {job: acme-2023, as: boss}

Good:

    worked_with:
      - {job: acme-2023, as: manager}

To mend: choose one of the values that the finding lists.
"""

from netkeep.check.mend.choices import choice
from netkeep.check.rule import ProblemRule, Rule
from netkeep.text.problem import Problem


def _mend(problem: Problem) -> str:
    near = problem.facts.get("near")
    return (f"did you mean {near!r}? " if near else "") + f"it is one of: {problem.facts['choices']}"


RULE = Rule(
    "NK211",
    "unknown-choice",
    __name__,
    ProblemRule("unknown-choice", "{field}: not one of the known values", _mend, choice),
    fixes="safe",
)
