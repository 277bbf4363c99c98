"""A line of the log that is no entry.

An entry is ``- DATE KIND``, then ``with`` and links where others were there, then a colon and the text;
further lines are indented below it. What is no entry counts for nobody's last contact.

Bad:

    - last tuesday coffee with Ada

Good:

    - 2024-05-14 coffee with [[ada-example]]: The reorg.

To mend: write ``- DATE KIND``, as in the example; a text without a date belongs above the log.
"""

from netkeep.check.mend.log import dated
from netkeep.check.rule import ProblemRule, Rule

RULE = Rule(
    "NK301",
    "bad-log-entry",
    __name__,
    ProblemRule(
        "bad-log-entry",
        "this is not a log entry: {wanted}",
        "for example: - 2024-05-20 coffee with [[ada-example]]: What you talked about.",
        dated,
    ),
    fixes="safe",
)
