"""The file begins with a byte order mark.

Other readers of front matter (python-frontmatter among them) then see no front matter at all, without a word.

Bad: a file saved as "UTF-8 with BOM".

Good: the same file saved as "UTF-8".

To mend: save the file as UTF-8 without a byte order mark.
"""

from netkeep.check.fix import WITHOUT_MARK, Fix
from netkeep.check.rule import ProblemRule, Rule

RULE = Rule(
    "NK115",
    "byte-order-mark",
    __name__,
    ProblemRule(
        "byte-order-mark",
        "the file begins with a byte order mark",
        "save it as UTF-8 without BOM: other tools would not see the front matter",
        lambda _document: lambda _problem: Fix((WITHOUT_MARK,)),
    ),
    fixes="safe",
)
