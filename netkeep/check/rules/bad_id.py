"""Something that cannot be an id where an id belongs.

An id is the name of the other person's (or job's) file without ``.md``.

Bad:

    introduced_by: Alan Sample

Good:

    introduced_by: alan-sample

To mend: look the id up with ``netkeep find``, or add the contact with ``netkeep add``.
"""

from netkeep.check.mend.values import of_value
from netkeep.check.mend.words import ident
from netkeep.check.rule import ProblemRule, Rule

RULE = Rule(
    "NK212",
    "bad-id",
    __name__,
    ProblemRule(
        "bad-id",
        "{field}: {wanted}",
        "look the id up with 'netkeep find', or add the contact with 'netkeep add'",
        of_value(ident),
    ),
    fixes="safe",
)
