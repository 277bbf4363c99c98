"""Tags such as ``!!int`` or ``!python/object`` have no place in a contact.

They change what a value means from reader to reader; some readers run code for them.

Bad:

    name: !!str Ada

Good:

    name: Ada

To mend: leave the tag out; where the ``!`` is meant as text, put the value in quotes.
"""

from netkeep.check.rule import ProblemRule, Rule

RULE = Rule(
    "NK109",
    "yaml-tag",
    __name__,
    ProblemRule("yaml-tag", "a YAML tag (!)", "leave the tag out; if the ! is meant as text, put the value in quotes"),
)
