"""The front matter is no mapping of keys to values.

What stands there belongs to no field: nobody would be found by it.

Bad:

    ---
    Ada Example
    ---

Good:

    ---
    name: Ada Example
    ---

To mend: write ``key: value`` lines, such as ``name: Ada Example``.
"""

from netkeep.check.rule import ProblemRule, Rule

RULE = Rule(
    "NK105",
    "not-a-mapping",
    __name__,
    ProblemRule(
        "not-a-mapping", "the front matter holds no keys", "write it as 'key: value' lines, such as 'name: Ada Example'"
    ),
)
