"""A ``from`` or ``to`` that is no date, month or year.

Who worked where at the same time is computed from these; one that cannot be read joins nobody.

Bad:

    from: May 2021

Good:

    from: 2021-05

To mend: write as much as you know: ``2021``, ``2021-05`` or ``2021-05-03``.
"""

from netkeep.check.mend.times import day
from netkeep.check.mend.values import of_value
from netkeep.check.rule import ProblemRule, Rule

RULE = Rule(
    "NK205",
    "bad-partial-date",
    __name__,
    ProblemRule(
        "bad-partial-date",
        "{field}: {wanted}",
        "write as much of it as you know: the year alone is fine",
        of_value(day),
    ),
    fixes="safe",
)
