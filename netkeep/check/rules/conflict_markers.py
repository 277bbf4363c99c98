"""The marks of an unfinished merge are in the file.

Git leaves them where two versions disagree. Nothing of such a file is used until a person has chosen.

Bad:

    <<<<<<< HEAD
    name: Ada Example
    =======
    name: Ada B. Example
    >>>>>>> laptop

Good: the version you want, without the marks.

To mend: choose what is right between ``<<<<<<<`` and ``>>>>>>>``, then delete the marks.
"""

from netkeep.check.rule import OfProblem, Rule

RULE = Rule(
    "NK111",
    "conflict-markers",
    __name__,
    OfProblem(
        "conflict-markers",
        "the marks of an unfinished merge",
        "choose what is right between <<<<<<< and >>>>>>>, then delete the marks",
    ),
)
