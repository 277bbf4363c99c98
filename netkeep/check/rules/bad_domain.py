"""A domain of an organisation that is none.

People are joined to an organisation by the part of their addresses that is after the @.

Bad:

    domains: ["https://acme.example"]

Good:

    domains: [acme.example]

To mend: write the part of an e-mail address behind the ``@``.
"""

from netkeep.check.mend.reach import domain
from netkeep.check.mend.values import of_value
from netkeep.check.rule import ProblemRule, Rule

RULE = Rule(
    "NK214",
    "bad-domain",
    __name__,
    ProblemRule("bad-domain", "{field}: {wanted}", "write the part of an e-mail address after the @", of_value(domain)),
    fixes="safe",
)
