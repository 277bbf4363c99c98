"""The file is far too large for a contact.

Years of notes about a person are some kilobytes. A file of more than a megabyte is something else in the wrong place.

Bad: a mail archive saved as ``ada.md``.

Good: the archive elsewhere, and a line about it in the log.

To mend: move what is no contact elsewhere; keep notes short and link to the rest.
"""

from netkeep.check.rule import ProblemRule, Rule

RULE = Rule(
    "NK114",
    "too-large",
    __name__,
    ProblemRule(
        "too-large",
        "larger than {limit} bytes",
        "move what is not a contact out of people/; keep notes short and link to the rest",
    ),
)
