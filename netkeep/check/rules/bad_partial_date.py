"""A ``from`` or ``to`` that is no date, month or year.

Bad:

    from: May 2021

Good:

    from: 2021-05
"""

from netkeep.check.rule import Rule, of_problem

RULE = Rule(
    "NK205",
    "bad-partial-date",
    __name__,
    of_problem("bad-partial-date", "{field}: {wanted}", "write as much of it as you know: the year alone is fine"),
)
