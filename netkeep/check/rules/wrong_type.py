"""A value of the wrong shape: a list where one value belongs, one value where a list belongs.

Bad:

    tags: mentor

Good:

    tags: [mentor]
"""

from netkeep.check.rule import Rule, of_problem

RULE = Rule(
    "NK203",
    "wrong-type",
    __name__,
    of_problem(
        "wrong-type",
        "{field}: {wanted}",
        "write it in the shape that the format asks for; lists go in [brackets] or as '- item' lines",
    ),
)
