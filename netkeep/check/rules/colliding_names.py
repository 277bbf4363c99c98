"""Two names that are one on another file system.

macOS and Windows do not tell ``Ada.md`` from ``ada.md``; macOS not ``é`` from ``e`` with an accent (NFC and NFD).
There one of the two files silently replaces the other.

Bad: ``people/Ada.md`` and ``people/ada.md``

Good: ``people/ada.md`` and ``people/ada-sample.md``
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from netkeep.check.rule import TOP, Finding, Rule, Scope


def _check(scope: Scope) -> Iterator[Finding]:
    groups: dict[str, list[str]] = defaultdict(list)
    for path in [*(document.path for document in scope.vault.documents), *(stray.path for stray in scope.vault.strays)]:
        groups[unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())].append(path)
    for paths in groups.values():
        for path in paths if len(paths) > 1 else ():
            other = next(one for one in paths if one != path)
            yield Finding(path, TOP, f"on other systems this is the same file as {other}", "rename one of the two")


RULE = Rule("NK502", "colliding-names", __name__, _check)
