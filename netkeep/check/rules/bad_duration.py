"""A cadence or another span of time that cannot be understood.

Nobody would be due by it, while its owner believes that somebody is.

Bad:

    cadence: sometimes

Good:

    cadence: 3 months

To mend: write a whole number and a unit, such as ``3 months``, or ``weekly``, ``monthly``, ``quarterly``, ``yearly``.
"""

from netkeep.check.mend.times import duration
from netkeep.check.mend.values import of_value
from netkeep.check.rule import ProblemRule, Rule
from netkeep.text.problem import Problem


def _mend(problem: Problem) -> str:
    never = ", or none" if "cadence" in problem.facts["field"] else ""
    return f"for example: 2 weeks, 90 days, 6 months, 1 year, quarterly{never}"


RULE = Rule(
    "NK206",
    "bad-duration",
    __name__,
    ProblemRule("bad-duration", "{field}: {wanted}", _mend, of_value(duration)),
    fixes="safe",
)
