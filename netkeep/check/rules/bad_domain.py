"""A domain of an organisation that is none.

Bad:

    domains: ["https://acme.example"]

Good:

    domains: [acme.example]
"""

from netkeep.check.rule import Rule, of_problem

RULE = Rule(
    "NK214",
    "bad-domain",
    __name__,
    of_problem("bad-domain", "{field}: {wanted}", "write the part of an e-mail address behind the @"),
)
