"""The front matter is nested more than eight levels deep.

Nothing in the format needs more than three; a deep nest is damage, or an attack on whoever reads it.

Bad: ``x: [[[[[[[[[[1]]]]]]]]]]``

Good: two or three levels below ``x:``.

To mend: flatten it.
"""

from netkeep.check.rule import ProblemRule, Rule

RULE = Rule(
    "NK110",
    "too-deep",
    __name__,
    ProblemRule(
        "too-deep", "nested more than eight levels deep", "flatten it; below x: two or three levels are plenty"
    ),
)
