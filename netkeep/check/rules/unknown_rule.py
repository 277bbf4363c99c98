"""``check_ignore`` names a rule that does not exist.

It would accept nothing, while its owner believes that it does.

Bad:

    check_ignore: [NK999]

Good:

    check_ignore: [NK304]
"""

from collections.abc import Iterator

from netkeep.check.rule import Finding, Rule, Scope, problems

_MEND = "a rule's code stands in the finding itself: NK and three digits"


def _check(scope: Scope) -> Iterator[Finding]:
    from netkeep.check.registry import CODES

    for document, problem in problems(scope, "bad-code"):
        yield Finding(document.path, problem.span, f"{problem.facts['field']}: {problem.facts['wanted']}", _MEND)
    for document in scope.read():
        for index, code in enumerate(document.item.check_ignore if document.item else ()):
            if code not in CODES:
                place = document.place("check_ignore", index)
                yield Finding(document.path, place, "check_ignore: there is no such rule", _MEND)


RULE = Rule("NK216", "unknown-rule", __name__, _check)
