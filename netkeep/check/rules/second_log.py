"""A second heading ``## Log`` in one file.

New entries go below the first; one log is easier to read than two.

Bad:

    ## Log

    - 2024-05-20 call

    ## Log

    - 2024-05-02 coffee

Good: all entries below one heading.

To mend: move the entries below the first heading.
"""

from netkeep.check.rule import ProblemRule, Rule

RULE = Rule(
    "NK306",
    "second-log",
    __name__,
    ProblemRule("second-log", "a second heading '## Log'", "move its entries below the first one"),
)
