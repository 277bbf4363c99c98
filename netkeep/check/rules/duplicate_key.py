"""A key stands twice in one mapping.

YAML readers silently take the last one: the first value is lost the next time any tool writes the file.

Bad:

    tags: [mentor]
    tags: [data]

Good:

    tags: [mentor, data]
"""

from netkeep.check.rule import Rule, of_problem

RULE = Rule(
    "NK107",
    "duplicate-key",
    __name__,
    of_problem(
        "duplicate-key", "the key '{key}' stands here a second time", "keep one of the two, or join their values"
    ),
)
