"""A date that is none.

What is on no calendar cannot be reckoned with: no birthday and no pause would come of it.

Bad:

    birthday: 1979-02-30

Good:

    birthday: 1979-02-28

To mend: write a day that the calendar has: ``YYYY-MM-DD``.
"""

from netkeep.check.mend.times import day
from netkeep.check.mend.values import of_value
from netkeep.check.rule import ProblemRule, Rule

RULE = Rule(
    "NK204",
    "bad-date",
    __name__,
    ProblemRule("bad-date", "{field}: {wanted}", "write a day that the calendar has", of_value(day)),
    fixes="safe",
)
