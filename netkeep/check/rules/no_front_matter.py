"""The file does not begin with front matter.

A contact says who someone is between two lines of three hyphens at the very top. Without them the whole file
is only prose, and nobody would ever find the person.

Bad:

    name: Ada Example

Good:

    ---
    name: Ada Example
    ---

To mend: let the very first line be ``---``, then the keys, then a line ``---``. A note that is no contact can be named
in ``check.notes`` of ``netkeep.toml``.
"""

from netkeep.check.rule import ProblemRule, Rule
from netkeep.text.problem import Problem


def _message(problem: Problem) -> str:
    if problem.facts["cr"]:
        return "the lines end in CR alone, so the front matter is not found"
    if sign := problem.facts["sign"]:
        return f"the first line only looks like '---': it is made of other dashes ({sign})"
    return "the file does not begin with front matter"


def _mend(problem: Problem) -> str:
    if problem.facts["cr"]:
        return "save it with the line ends LF in your editor, or convert it: tr '\\r' '\\n' <FILE >NEW && mv NEW FILE"
    if problem.facts["sign"]:
        return "write three hyphens as the keyboard has them: ---"
    return "let the very first line be '---', then the keys, then a line '---'"


RULE = Rule("NK103", "no-front-matter", __name__, ProblemRule("no-front-matter", _message, _mend))
