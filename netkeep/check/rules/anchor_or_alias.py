"""Anchors, aliases and merge keys have no place in a contact.

A few hundred bytes of them can take minutes and gigabytes to read, and editors for people do not keep them.

Bad:

    roles:
      - &acme {org: Acme Corp}
      - *acme

Good: the value written out where it is needed.

To mend: write the value out; where the sign is meant as text, put the value in quotes.
"""

from netkeep.check.rule import ProblemRule, Rule

RULE = Rule(
    "NK108",
    "anchor-or-alias",
    __name__,
    ProblemRule(
        "anchor-or-alias",
        "an anchor (&), alias (*) or merge key (<<)",
        "write the value out; if the sign is meant as text, put the value in quotes",
    ),
)
