"""A cadence or another span of time that cannot be understood.

Bad:

    cadence: sometimes

Good:

    cadence: 3 months
"""

from netkeep.check.rule import Rule, of_problem
from netkeep.text.problem import Problem


def _mend(problem: Problem) -> str:
    never = ", or none" if "cadence" in problem.facts["field"] else ""
    return f"for example: 2 weeks, 90 days, 6 months, 1 year, quarterly{never}"


RULE = Rule("NK206", "bad-duration", __name__, of_problem("bad-duration", "{field}: {wanted}", _mend))
