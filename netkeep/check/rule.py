"""Rules and their findings."""

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
    """A finding in a file: the place, the problem, and how to mend it, in words without personal values.

    ``until`` is the day from which it is no longer wrong: what lies in the future will have happened. ``since`` is the
    day from which it is wrong: what is fresh today becomes stale by itself.
    """

    span: Span
    message: str
    help: str
    until: date | None = None
    fix: Fix | None = None
    since: date | None = None


class Located(NamedTuple):
    """A finding across files, at a place in one of them; the days are those of a :class:`Finding`."""

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
"""Looks at a document once, and returns a function that gives the fix of each problem in it, if there is one."""


@dataclass(frozen=True)
class Rule:
    """A rule: its code (``NK`` and three digits, the first the group), its name, its module, and its functions.

    ``in_file`` only looks at one document, so that its findings can be kept as long as the file does not change;
    ``across`` queries the facts of all files, and ``check_vault_last`` does so after all other rules. The module's
    docstring is the user's page about the rule. Findings of an ``opt_in`` rule are only reported to those who select
    it. ``fixes`` says whether ``netkeep check --fix`` mends any of the findings: ``safe`` if some can only mean one
    thing; ``unsafe`` if all of them need ``--unsafe-fixes``.
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

    def row(self, finding: Located) -> FindingRow:
        """Return a finding of this rule as it is kept in the index."""
        since, until = (day.isoformat() if day else None for day in (finding.since, finding.until))
        return FindingRow(
            self.code,
            finding.place,
            finding.message,
            finding.help,
            until,
            to_json(finding.fix),
            since=since,
            opt_in=self.opt_in,
        )


@dataclass(frozen=True)
class ProblemRule:
    """The check of a rule that puts one kind of the reader's problems into words.

    Words with ``{names}`` in them are filled from the problem's facts. ``mender`` gives the fix, if there is one;
    ``refine`` may change the findings, given the file.
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
        problems = [problem for problem in document.problems if problem.kind == self.kind]
        fix_of = self.mender(document) if self.mender and problems else None
        for problem in problems:
            fix = fix_of(problem) if fix_of else None
            yield Finding(problem.span, _say(self.message, problem), _say(self.mend, problem), fix=fix)


def _say(words: str | Words, problem: Problem) -> str:
    return words.format_map(problem.facts) if isinstance(words, str) else words(problem)
