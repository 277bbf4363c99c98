"""An e-mail address that is none.

Mail to it would not arrive, and no import would find the person by it.

Bad:

    emails: [ada at example.org]

Good:

    emails: [ada@example.org]

To mend: write the address alone, without a name or ``<>`` around it.
"""

from netkeep.check.mend.reach import email
from netkeep.check.mend.values import of_value
from netkeep.check.rule import ProblemRule, Rule

RULE = Rule(
    "NK208",
    "bad-email",
    __name__,
    ProblemRule(
        "bad-email", "{field}: {wanted}", "write the address alone, without a name or <> around it", of_value(email)
    ),
    fixes="safe",
)
