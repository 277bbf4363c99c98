"""A value of the wrong shape: a list where one value belongs, one value where a list belongs.

A value that does not fit its key is not read: the rest of netkeep behaves as if it were not there.

Bad:

    tags: mentor

Good:

    tags: [mentor]

To mend: write the value in the shape that the finding names.
"""

from netkeep.check.mend.lists import reshaped
from netkeep.check.rule import OfProblem, Rule
from netkeep.text.problem import Problem

_MENDS = {
    "a list": "write it as [one, two], or as '- one' lines below the key",
    "a single value": "write one value behind the colon, without brackets and without '- ' lines",
    "a mapping": "write 'key: value' lines below it, indented",
    "text or a mapping": "write the value itself, or 'key: value' lines below it, indented",
    "true or false": "write true or false, without quotes",
    "empty": "write something, or take the key out",
}


def _message(problem: Problem) -> str:
    return "{field}: this must be {wanted}".format_map(problem.facts).replace("must be not", "must not be")


def _mend(problem: Problem) -> str:
    wanted = problem.facts["wanted"].removeprefix("not ").partition(",")[0]
    return _MENDS.get(wanted, "write it in the shape that the format asks for")


RULE = Rule("NK203", "wrong-type", __name__, OfProblem("wrong-type", _message, _mend, reshaped))
