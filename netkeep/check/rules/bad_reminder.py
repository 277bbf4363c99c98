"""A reminder whose date is none.

It would never come up.

Bad:

    - [ ] 2024-06-31 send her the write-up

Good:

    - [ ] 2024-06-30 send her the write-up

To mend: write a date that the calendar has: ``- [ ] YYYY-MM-DD text``.
"""

from netkeep.check.mend.log import dated
from netkeep.check.rule import ProblemRule, Rule

RULE = Rule(
    "NK305",
    "bad-reminder",
    __name__,
    ProblemRule(
        "bad-reminder", "a reminder's date: {wanted}", "for example: - [ ] 2024-06-01 send her the write-up", dated
    ),
    fixes="safe",
)
