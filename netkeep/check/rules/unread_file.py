"""A file among the contacts that is no Markdown file.

Only ``*.md`` is read. A contact saved as ``.txt`` or ``.MD`` would never be due and never be found.

Bad: ``people/ada-example.txt``

Good: ``people/ada-example.md``; pictures in ``assets/``

To mend: rename it so that it ends in ``.md``, or move it to ``assets/``.
"""

from collections.abc import Iterator

from netkeep.check.facts import Facts
from netkeep.check.rule import Located, Rule
from netkeep.check.strays import strays


def _check(facts: Facts) -> Iterator[Located]:
    return strays(facts, "not-markdown", "not read: its name does not end in .md", "rename it, or move it to assets/")


RULE = Rule("NK505", "unread-file", __name__, across=_check)
