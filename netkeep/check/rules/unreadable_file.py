"""A file or folder cannot be opened at all.

Whatever is in it is not checked, not due and not found; that must not go unnoticed.

Bad: a folder named ``ada.md``, a link that leads nowhere, a file without permission to read.

Good: an ordinary file, in a folder that you may list.

To mend: mend the file's permissions, bring back what the link leads to, or move it out of the vault.
"""

from collections.abc import Iterator

from netkeep.check.facts import Facts
from netkeep.check.rule import Located, ProblemRule, Rule
from netkeep.check.strays import strays

_MEND = "mend its permissions, or move it out of the vault"
_in_file = ProblemRule("unreadable-file", "cannot be read: {why}", _MEND)


def _across(facts: Facts) -> Iterator[Located]:
    yield from strays(facts, "closed-folder", "cannot be read: the system does not let you list this folder", _MEND)
    yield from strays(facts, "not-a-folder", "cannot be read: it is not a folder", "make it a folder of Markdown files")


RULE = Rule("NK113", "unreadable-file", __name__, _in_file, _across)
