"""A code block or a comment that is never closed.

Nothing below it is read, or shown on the site: no entry of the log, no reminder, no link. A single ``%%`` begins a
comment, too, as in Obsidian.

Bad:

    # Ada

    <!-- not sure about this

    ## Log

    - 2024-05-14 coffee

Good:

    # Ada

    <!-- not sure about this -->

    ## Log

    - 2024-05-14 coffee

To mend: close it (```` ``` ````, ``-->`` or ``%%``), or write a backslash before a sign that is meant as it stands.
"""

from netkeep.check.rule import ProblemRule, Rule

RULE = Rule(
    "NK309",
    "unclosed-block",
    __name__,
    ProblemRule(
        "unclosed-block",
        "this {what} is never closed: nothing below it is read",
        "close it, or write a backslash before it if it is meant as text",
    ),
)
