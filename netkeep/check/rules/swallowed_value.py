"""What was meant for a value stands behind a ``#``, and is a comment.

In YAML a ``#`` behind a blank begins a comment, whatever follows: a list of Obsidian's ``#tags`` is empty, and a name
with a number in it ends before the number. A comment that is meant for one is written ``# `` with a blank, and is left
alone.

Bad:

    tags:
      - #mentor

Good:

    tags:
      - mentor
    location: "Flat #1"  # as she writes it

To mend: put the value in quotes, or leave the ``#`` out; before a comment, write ``# `` with a blank.
"""

from netkeep.check.rule import ProblemRule, Rule

RULE = Rule(
    "NK117",
    "swallowed-value",
    __name__,
    ProblemRule(
        "swallowed-value",
        "from this # on it is a comment, not a part of the value",
        "put the value in quotes, or leave the # out; a comment begins with '#' and a space",
    ),
)
