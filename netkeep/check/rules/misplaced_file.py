"""A contact in a folder where no command looks.

Contacts are read from ``people/``, the owner's jobs from ``jobs/``, organisations from ``orgs/``. A Markdown file with
front matter anywhere else is nobody's contact.

Bad: ``ada-example.md`` beside ``people/``

Good: ``people/ada-example.md``

To mend: move it into ``people/``, ``jobs/`` or ``orgs/``.
"""

from collections.abc import Iterator

from netkeep.check.facts import Facts
from netkeep.check.rule import Located, Rule
from netkeep.check.strays import strays


def _check(facts: Facts) -> Iterator[Located]:
    return strays(facts, "misplaced", "no command reads a contact here", "move it into people/, jobs/ or orgs/")


RULE = Rule("NK504", "misplaced-file", __name__, across=_check)
