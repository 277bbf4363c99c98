"""Two files with the same id.

A link or an id could mean either, and only the first would be read.

Bad: ``people/ada-example.md`` and ``people/london/ada-example.md``

Good: ``people/ada-example.md`` and ``people/london/ada-example-london.md``

To mend: rename one of the files, and the links to it.
"""

from collections.abc import Iterator

from netkeep.check.facts import Facts
from netkeep.check.rule import Located, Rule


def _check(facts: Facts) -> Iterator[Located]:
    for place, others in facts.same_ids():
        yield Located(place, f"the same id as {', '.join(others)}", "rename one of the files, and the links to it")


RULE = Rule("NK403", "duplicate-id", __name__, across=_check)
