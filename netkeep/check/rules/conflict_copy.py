"""A copy that Syncthing, Dropbox or iCloud has made where two machines changed one file.

It is a second contact for the same person, and what was written in it is missing in the first.

Bad: ``people/ada-example.sync-conflict-20240501-101500-ABCDEFG.md``, ``people/ada-example (conflicted copy
2024-05-01).md``, or ``people/ada-example 2.md`` beside ``people/ada-example.md``

Good: ``people/ada-example.md``, with what both of them say

To mend: compare the two, bring what is new over into the first, and delete the copy.
"""

import re
from collections.abc import Iterator

from netkeep.check.facts import Facts
from netkeep.check.rule import Located, Rule
from netkeep.store.index.rows import Place

_SYNCTHING = re.compile(r"(.+)\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]{7})?")
_DROPBOX = re.compile(r"(.+) \([^()]*(?:conflicted copy|Case Conflict)[^()]*\)", re.IGNORECASE)
_ICLOUD = re.compile(r"(.+) [2-9]\d?")


def copy_of(stem: str) -> tuple[str, str] | None:
    """Return the file that a copy was made of, and the program that made it, if the name alone makes it certain."""
    for sign, who in ((_SYNCTHING, "Syncthing"), (_DROPBOX, "Dropbox")):
        if match := sign.fullmatch(stem):
            return match[1], who
    return None


def may_be_a_copy(stem: str) -> str | None:
    """Return the file that this may be a copy of, by iCloud's way of naming copies."""
    match = _ICLOUD.fullmatch(stem)
    return match[1] if match else None


def _check(facts: Facts) -> Iterator[Located]:
    ids = frozenset(facts.ids())
    for path in facts.odd_paths():
        folder, _, name = path.rpartition("/")
        stem = name.removesuffix(".md")
        origin = copy_of(stem)
        other = may_be_a_copy(stem)
        if origin is None and other in ids:
            origin = other, "iCloud"
        if origin:
            message = f"a copy that {origin[1]} has made because two machines changed one file"
            mend = f"move what is new in it into {folder}/{origin[0]}.md, then delete it"
            yield Located(Place(path), message, mend)


RULE = Rule("NK507", "conflict-copy", __name__, across=_check)
