"""A file or folder cannot be opened at all.

Whatever is in it is not checked, not due and not found; that must not go unnoticed.

Bad: a folder named ``ada.md``, a link that leads nowhere, a file without permission to read.

Good: an ordinary file, in a folder that you may list.
"""

from collections.abc import Iterator

from netkeep.check.rule import Finding, Rule, Scope, of_problem
from netkeep.check.strays import strays

_MEND = "mend its permissions, or move it out of the vault"
_files = of_problem("unreadable-file", "cannot be read: {why}", _MEND)


def _check(scope: Scope) -> Iterator[Finding]:
    yield from _files(scope)
    yield from strays(scope, "closed-folder", "cannot be read: the system does not let you list this folder", _MEND)
    yield from strays(scope, "not-a-folder", "cannot be read: it is no folder", "make it a folder of Markdown files")


RULE = Rule("NK113", "unreadable-file", __name__, _check)
