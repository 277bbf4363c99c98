"""An e-mail address that is none.

Bad:

    emails: [ada at example.org]

Good:

    emails: [ada@example.org]
"""

from netkeep.check.rule import Rule, of_problem

RULE = Rule(
    "NK208",
    "bad-email",
    __name__,
    of_problem("bad-email", "{field}: {wanted}", "write the address alone, without a name or <> around it"),
)
