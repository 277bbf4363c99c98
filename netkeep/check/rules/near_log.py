"""A heading that looks like a log's, or entries that stand below no heading.

Only what stands below ``## Log`` is read as a log; whoever has another heading looks as if nothing had ever happened.

Bad:

    ### Log

    - 2024-05-14 coffee: The reorg.

Good:

    ## Log

    - 2024-05-14 coffee: The reorg.

To mend: write the heading as ``## Log``; a list of dates that is no log begins with a word.
"""

from netkeep.check.mend.near import heading
from netkeep.check.rule import ProblemRule, Rule

RULE = Rule("NK307", "near-log", __name__, ProblemRule("near-log", "{seen}", "{mend}", heading), fixes="unsafe")
