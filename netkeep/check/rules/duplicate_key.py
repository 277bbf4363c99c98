"""A key stands twice in one mapping.

YAML readers silently take the last one: the first value is lost the next time any tool writes the file.

Bad:

    tags: [mentor]
    tags: [data]

Good:

    tags: [mentor, data]

To mend: keep one of the two, or join their values.
"""

from netkeep.check.mend.keys import without_repeated
from netkeep.check.rule import ProblemRule, Rule
from netkeep.text.problem import Problem


def _message(problem: Problem) -> str:
    key = problem.facts["key"]
    return f"the key '{key}' is here a second time" if key else "this key is here a second time"


RULE = Rule(
    "NK107",
    "duplicate-key",
    __name__,
    ProblemRule("duplicate-key", _message, "keep one of the two, or join their values", without_repeated),
    fixes="safe",
)
