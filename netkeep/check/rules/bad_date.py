"""A date that is none.

Bad:

    birthday: 1979-02-30

Good:

    birthday: 1979-02-28
"""

from netkeep.check.rule import Rule, of_problem

RULE = Rule(
    "NK204", "bad-date", __name__, of_problem("bad-date", "{field}: {wanted}", "write the day as the calendar has it")
)
