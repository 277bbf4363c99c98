"""A symbolic link that leads out of the vault.

Reading or writing through it would touch files that are no part of the vault; git keeps only the link.

Bad: ``people/ada-example.md -> /home/sam/notes/ada.md``

Good: the file itself in the vault.

To mend: put the file itself into the vault.
"""

from netkeep.check.rule import ProblemRule, Rule

RULE = Rule(
    "NK503",
    "link-out-of-vault",
    __name__,
    ProblemRule(
        "outside-link", "a link to a file outside the vault; it is not followed", "put the file itself into the vault"
    ),
)
