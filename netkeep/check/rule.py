"""What a rule is, and what it finds."""

import inspect
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from netkeep.model.body import Span
from netkeep.store.vault import Vault
from netkeep.text.document import Document
from netkeep.text.problem import Problem

TOP = Span(0, 0)


class Finding(NamedTuple):
    """Something a rule found: where, what is wrong, and how to mend it, in words without personal values."""

    path: str
    span: Span
    message: str
    help: str


@dataclass(frozen=True)
class Scope:
    """What rules look at. ``today`` tells what is still to come."""

    vault: Vault
    today: date

    def read(self) -> Iterator[Document]:
        """Give every file that could be read as a whole."""
        return (document for document in self.vault.documents if document.readable and document.item is not None)

    def ids(self, kind: str | None = None) -> tuple[str, ...]:
        """Give the ids that the vault has, of one kind of file or of all."""
        return tuple(
            name
            for name, documents in self.vault.by_id.items()
            if kind is None or any(document.kind.name == kind for document in documents)
        )


Check = Callable[[Scope], Iterator[Finding]]
Words = Callable[[Problem], str]


@dataclass(frozen=True)
class Rule:
    """A rule: its code (``NK`` and three digits, the first the group), its name, its module, and its function.

    The docstring of the module is the user's page about the rule.
    """

    code: str
    name: str
    module: str
    check: Check

    @property
    def page(self) -> str:
        """Give the page about the rule: what, why, a bad and a good example."""
        return inspect.cleandoc(sys.modules[self.module].__doc__ or "")

    @property
    def summary(self) -> str:
        """Give the rule in a sentence."""
        return self.page.partition("\n")[0]


def problems(scope: Scope, kind: str) -> Iterator[tuple[Document, Problem]]:
    """Give every problem of one kind that reading the files brought up."""
    for document in scope.vault.documents:
        for problem in document.problems:
            if problem.kind == kind:
                yield document, problem


def of_problem(kind: str, message: str | Words, mend: str | Words) -> Check:
    """Make the check of a rule that puts one kind of the reader's problems into words.

    Words with ``{names}`` in them are filled from the problem's facts.
    """

    def check(scope: Scope) -> Iterator[Finding]:
        for document, problem in problems(scope, kind):
            yield Finding(document.path, problem.span, _say(message, problem), _say(mend, problem))

    return check


def _say(words: str | Words, problem: Problem) -> str:
    return words.format_map(problem.facts) if isinstance(words, str) else words(problem)


def at(document: Document, offset: int) -> str:
    """Give ``path:line`` of a place, for messages that point to a second one."""
    line = document.source.position(offset)[0] if document.source else 1
    return f"{document.path}:{line}"
