"""The front matter is not valid YAML.

Nothing of such a file is used: what it says can only be guessed.

Bad:

    ---
    name: "Ada Example
    ---

Good:

    ---
    name: "Ada Example"
    ---
"""

from netkeep.check.rule import Rule, of_problem

RULE = Rule(
    "NK106",
    "yaml-syntax",
    __name__,
    of_problem(
        "yaml-syntax",
        "not valid YAML: {what}",
        "often a missing quote, bracket or blank behind a colon, here or in the line above",
    ),
)
