"""A time zone that the world's time zone database does not know.

Programs look a zone up by its exact name; from any other nobody's time of day can be told.

Bad:

    timezone: GMT+1 or so

Good:

    timezone: Europe/London

To mend: write continent and city, as in ``Asia/Tokyo`` or ``America/New_York``.
"""

from netkeep.check.mend.times import zone
from netkeep.check.mend.values import of_value
from netkeep.check.rule import ProblemRule, Rule

RULE = Rule(
    "NK213",
    "bad-timezone",
    __name__,
    ProblemRule(
        "bad-timezone",
        "{field}: {wanted}",
        "the names are continent and city: Asia/Tokyo, America/New_York",
        of_value(zone),
    ),
    fixes="safe",
)
