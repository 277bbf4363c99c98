"""A time zone that the world's time zone database does not know.

Bad:

    timezone: GMT+1 or so

Good:

    timezone: Europe/London
"""

from netkeep.check.rule import Rule, of_problem

RULE = Rule(
    "NK213",
    "bad-timezone",
    __name__,
    of_problem("bad-timezone", "{field}: {wanted}", "the names are continent and city: Asia/Tokyo, America/New_York"),
)
