"""The front matter begins or ends with more than three hyphens.

Here it is read. Obsidian and most other programs take such a line for a rule across the page, and all of the front
matter for text that they show, and may publish.

Bad:

    ----
    name: Ada Example
    ----

Good:

    ---
    name: Ada Example
    ---

To mend: write three hyphens.
"""

from netkeep.check.fix import Fix
from netkeep.check.rule import ProblemRule, Rule
from netkeep.text.edit import Splice

RULE = Rule(
    "NK119",
    "long-fence",
    __name__,
    ProblemRule(
        "long-fence",
        "more than three hyphens: other programs see no front matter here",
        "write three: ---",
        lambda _document: lambda problem: Fix((Splice(*problem.span, "---"),)),
    ),
    fixes="safe",
)
