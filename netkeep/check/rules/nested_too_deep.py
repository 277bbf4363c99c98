"""Lists or quotations nested deeper than Markdown is read.

What stands further in is neither read nor shown.

Bad: a hundred ``>`` in a row.

Good: a few.

To mend: take out levels.
"""

from netkeep.check.rule import ProblemRule, Rule

RULE = Rule(
    "NK310",
    "nested-too-deep",
    __name__,
    ProblemRule(
        "nested-too-deep",
        "lists and quotations are nested deeper than 100 levels here",
        "remove levels: what is nested deeper is not read",
    ),
)
