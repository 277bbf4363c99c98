"""A value that other YAML readers would change.

What is written is what is read here. Other tools take ``NO`` for a boolean, ``012`` and ``12:30`` for numbers,
``1.10`` for ``1.1``, and drop the plus of ``+442079460958``. In quotes it is safe with all of them.

Bad:

    location: NO

Good:

    location: "NO"

To mend: put the value in quotes; or leave the key out, where nothing is meant.
"""

from netkeep.check.mend.values import quoted
from netkeep.check.rule import ProblemRule, Rule
from netkeep.text.problem import Problem


def _mend(problem: Problem) -> str:
    nothing = "; or leave it out, if nothing is meant" if problem.facts["other"] == "nothing at all" else ""
    return "put it in quotes" + nothing


RULE = Rule(
    "NK116",
    "ambiguous-value",
    __name__,
    ProblemRule("ambiguous-value", "{field}: other YAML readers take this for {other}", _mend, quoted),
    fixes="safe",
)
