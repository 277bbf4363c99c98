"""A phone number that is none.

Bad:

    phones: ["ask at reception"]

Good:

    phones: ["+44 20 7946 0018"]
"""

from netkeep.check.rule import Rule, of_problem

RULE = Rule(
    "NK209",
    "bad-phone",
    __name__,
    of_problem("bad-phone", "{field}: {wanted}", "write the number alone; what it is for goes into label:"),
)
