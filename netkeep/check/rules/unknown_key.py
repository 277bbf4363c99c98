"""A key that the format does not know.

A slip of the finger in a key would otherwise silently lose what stands behind it. What is your own goes below ``x:``.

Bad:

    birthdy: 1979-05-14

Good:

    birthday: 1979-05-14
    x:
      favourite_tea: oolong

To mend: correct the key; what is your own goes below ``x:``.
"""

from netkeep.check.mend.keys import renamed
from netkeep.check.rule import OfProblem, Rule
from netkeep.text.problem import Problem


def _message(problem: Problem) -> str:
    where = problem.facts["where"]
    key = problem.facts["key"]
    return "unknown key" + (f" {key!r}" if key else "") + (f" in {where}" if where else "")


def _mend(problem: Problem) -> str:
    near = problem.facts.get("near")
    return (f"did you mean {near!r}? Else: " if near else "") + "what is your own goes below x:"


RULE = Rule("NK201", "unknown-key", __name__, OfProblem("unknown-key", _message, _mend, renamed))
