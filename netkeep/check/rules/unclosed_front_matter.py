"""The front matter is opened and never closed.

Other tools then take the whole file for text, and some of them publish it, phone numbers and all.

Bad:

    ---
    name: Ada Example

    Met at the conference.

Good:

    ---
    name: Ada Example
    ---

    Met at the conference.

To mend: put a line ``---`` below the last key.
"""

from netkeep.check.rule import ProblemRule, Rule
from netkeep.text.problem import Problem


def _message(problem: Problem) -> str:
    sign = problem.facts["sign"]
    other = f": a line that only looks like '---' is made of other dashes ({sign})" if sign else ""
    return f"the front matter is never closed{other}"


RULE = Rule(
    "NK104",
    "unclosed-front-matter",
    __name__,
    ProblemRule("unclosed-front-matter", _message, "put a line '---' below the last key"),
)
