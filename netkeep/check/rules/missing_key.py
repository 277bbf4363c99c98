"""A key that must be there is not, or has no value.

A contact needs a ``name``, a role and a job their ``org``, an organisation its ``name``.

Bad:

    ---
    emails: [ada@acme.example]
    ---

Good:

    ---
    name: Ada Example
    emails: [ada@acme.example]
    ---

To mend: write the key and its value, or take out the item that lacks it. A note that is no contact can be named in
``check.notes`` of ``netkeep.toml``.
"""

from netkeep.check.rule import ProblemRule, Rule
from netkeep.text.problem import Problem


def _message(problem: Problem) -> str:
    where = problem.facts["where"]
    return f"{problem.facts['key']!r} is missing or empty" + (f" in {where}" if where else "")


RULE = Rule("NK202", "missing-key", __name__, ProblemRule("missing-key", _message, "add '{key}: …'"))
