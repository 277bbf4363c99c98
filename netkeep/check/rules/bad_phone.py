"""A phone number that is none.

Nobody could call it, and no import would find the person by it.

Bad:

    phones: ["ask at reception"]

Good:

    phones: ["+44 20 7946 0018"]

To mend: write the number alone; what it is for goes into ``label``.
"""

from netkeep.check.mend.reach import phone
from netkeep.check.mend.values import of_value
from netkeep.check.rule import OfProblem, Rule

RULE = Rule(
    "NK209",
    "bad-phone",
    __name__,
    OfProblem(
        "bad-phone", "{field}: {wanted}", "write the number alone; what it is for goes into label:", of_value(phone)
    ),
)
