"""The file cannot be opened at all.

Whatever is in it is not checked, not due and not found; that must not go unnoticed.

Bad: a folder named ``ada.md``, a link that leads nowhere, a file without permission to read.

Good: an ordinary file.
"""

from netkeep.check.rule import Rule, of_problem

RULE = Rule(
    "NK113",
    "unreadable-file",
    __name__,
    of_problem("unreadable-file", "cannot be read: {why}", "mend its permissions, or move it out of the vault"),
)
