"""What a rule is, and what it finds."""

import inspect
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from netkeep.check.facts import Facts
from netkeep.check.fix import Fix, to_json
from netkeep.config import Settings
from netkeep.model.body import Span
from netkeep.store.index.rows import FindingRow, Place
from netkeep.text.document import Document
from netkeep.text.problem import Problem

TOP = Span(0, 0)


class Finding(NamedTuple):
    """Something wrong in a file: where, what, and how to mend it, in words without personal values.

    ``until`` is the day from which on it is no longer wrong: what is yet to come will have happened. ``since`` is the
    day from which on it is: what is fresh today grows stale without anybody's doing.
    """

    span: Span
    message: str
    help: str
    until: date | None = None
    fix: Fix | None = None
    since: date | None = None


class Located(NamedTuple):
    """Something wrong between files, at a place of one of them; the days are those of a :class:`Finding`."""

    place: Place
    message: str
    help: str
    fix: Fix | None = None
    since: date | None = None
    until: date | None = None


FileCheck = Callable[[Document, Settings], Iterator[Finding]]
VaultCheck = Callable[[Facts], Iterator[Located]]
Words = Callable[[Problem], str]
Mender = Callable[[Document], Callable[[Problem], Fix | None]]
"""Looks at a document once, and then gives the fix of each problem in it that it can mend."""


@dataclass(frozen=True)
class Rule:
    """A rule: its code (``NK`` and three digits, the first the group), its name, its module, and its functions.

    ``in_file`` looks at one document alone, so that what it finds can be kept as long as the file does not change;
    ``across`` asks the facts that all files have told. The module's docstring is the user's page about the rule.
    ``check_vault_last`` asks them when all else has been found. What an ``opt_in`` rule finds is said only to those who
    select it. ``fixes`` says whether ``netkeep check --fix`` mends any of what the rule finds: those where only one
    thing can be meant are ``safe``; where all of a rule's have to be asked for with ``--unsafe-fixes``, it is
    ``unsafe``.
    """

    code: str
    name: str
    module: str
    in_file: FileCheck | None = None
    across: VaultCheck | None = None
    opt_in: bool = False
    check_vault_last: VaultCheck | None = None
    fixes: Literal["safe", "unsafe"] | None = None

    @property
    def page(self) -> str:
        """Return the page about the rule: what, why, a bad and a good example."""
        return inspect.cleandoc(sys.modules[self.module].__doc__ or "")

    @property
    def summary(self) -> str:
        """Return the rule in a sentence."""
        return self.page.partition("\n")[0]

    def row(self, one: Located) -> FindingRow:
        """Return a finding of this rule as it is kept in the index."""
        since, until = (day.isoformat() if day else None for day in (one.since, one.until))
        return FindingRow(
            self.code, one.place, one.message, one.help, until, to_json(one.fix), since=since, opt_in=self.opt_in
        )


@dataclass(frozen=True)
class ProblemRule:
    """The check of a rule that puts one kind of the reader's problems into words.

    Words with ``{names}`` in them are filled from the problem's facts. ``mender`` gives the fix, where there is one;
    ``refine`` looks at the findings once more, with the file at hand.
    """

    kind: str
    message: str | Words
    mend: str | Words
    mender: Mender | None = None
    refine: Callable[[Document, Settings, Iterator[Finding]], Iterator[Finding]] | None = None

    def __call__(self, document: Document, settings: Settings) -> Iterator[Finding]:
        """Yield a finding for each problem of the kind."""
        findings = self._findings(document)
        return self.refine(document, settings, findings) if self.refine else findings

    def _findings(self, document: Document) -> Iterator[Finding]:
        found = [problem for problem in document.problems if problem.kind == self.kind]
        fix_of = self.mender(document) if self.mender and found else None
        for problem in found:
            fix = fix_of(problem) if fix_of else None
            yield Finding(problem.span, _say(self.message, problem), _say(self.mend, problem), fix=fix)


def _say(words: str | Words, problem: Problem) -> str:
    return words.format_map(problem.facts) if isinstance(words, str) else words(problem)
