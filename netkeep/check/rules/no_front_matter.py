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

from netkeep.check.rule import OfProblem, Rule

RULE = Rule(
    "NK103",
    "no-front-matter",
    __name__,
    OfProblem(
        "no-front-matter",
        "the file does not begin with front matter",
        "let the very first line be '---', then the keys, then a line '---'",
    ),
)
