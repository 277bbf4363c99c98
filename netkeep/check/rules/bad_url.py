"""A link that is no web address.

Only http and https lead anywhere safely; a link of any other kind never reaches the site.

Bad:

    links:
      home: www.example.org

Good:

    links:
      home: https://www.example.org

To mend: copy the address from the browser's address bar, with its ``https://``.
"""

from netkeep.check.mend.reach import url
from netkeep.check.mend.values import of_value
from netkeep.check.rule import ProblemRule, Rule

RULE = Rule(
    "NK210",
    "bad-url",
    __name__,
    ProblemRule("bad-url", "{field}: {wanted}", "copy the address from the browser's address bar", of_value(url)),
    fixes="safe",
)
