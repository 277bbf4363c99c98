"""The file is empty.

An empty contact is most often a save that went wrong. It is never taken for a person without data.

Bad: a file of no bytes, or of nothing but blanks.

Good:

    ---
    name: Ada Example
    ---

To mend: write at least a front matter with a name, bring the file back from git, or delete it.
"""

from netkeep.check.rule import ProblemRule, Rule

RULE = Rule(
    "NK102",
    "empty-file",
    __name__,
    ProblemRule(
        "empty-file",
        "the file is empty",
        "write at least a front matter with a name, bring it back from git, or delete the file",
    ),
)
