"""The whole vault mended in memory: round after round, until nothing more can be."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from netkeep.check.apply import mend_file
from netkeep.check.diagnostic import Diagnostic
from netkeep.check.renames import renamed, with_documents
from netkeep.store.vault import Vault
from netkeep.text.document import Document

_ROUNDS = 20

CheckInput = Callable[[Vault, Sequence[str]], Sequence[Diagnostic]]
"""What finds the findings of a vault; given are also the paths that files have got by now."""


@dataclass
class Mending:
    """A vault before and after. ``before`` has the files that changed, by the path they have now.

    ``mended`` are the findings that are no more, ``refused`` those whose fix was not applied and why, ``left`` all
    that a check finds now.
    """

    vault: Vault
    mended: list[Diagnostic] = field(default_factory=list)
    refused: dict[Diagnostic, str] = field(default_factory=dict)
    left: Sequence[Diagnostic] = ()
    before: dict[str, Document] = field(default_factory=dict)

    def changes(self) -> list[tuple[Document, Document]]:
        """Return every file that changes, before and after, by the path it had."""
        now = {one.path: one for one in self.vault.documents}
        pairs = [(was, now[path]) for path, was in self.before.items()]
        return sorted(pairs, key=lambda pair: pair[0].path)

    def renamed(self) -> list[str]:
        """Return the paths that files have got."""
        return [now.path for was, now in self.changes() if was.path != now.path]

    def take(self, changed: dict[str, Document], mended: Iterable[Diagnostic]) -> None:
        """Go on with these files in place of those at these paths."""
        was = {one.path: one for one in self.vault.documents if one.path in changed}
        for path, document in changed.items():
            self.before[document.path] = self.before.pop(path, was[path])
        self.vault = with_documents(self.vault, changed)
        self.mended += mended


def mend(vault: Vault, look: CheckInput, today: date, *, unsafe: bool) -> Mending:
    """Apply every safe fix of what ``look`` finds, and with ``unsafe`` the others too. Nothing is written."""
    state = Mending(vault)
    for _ in range(_ROUNDS):
        state.left = look(state.vault, state.renamed())
        chosen = [one for one in state.left if one.fix and (one.fix.safe or unsafe)]
        state.refused = {}
        so_far = len(state.mended)
        _mend_files(state, [one for one in chosen if one.fix and not one.fix.rename], today)
        if so_far == len(state.mended):
            _rename_files(state, [one for one in chosen if one.fix and one.fix.rename])
        if so_far == len(state.mended):
            return state
    state.left, state.refused = look(state.vault, state.renamed()), {}
    return state


def _mend_files(state: Mending, chosen: Iterable[Diagnostic], today: date) -> None:
    documents = {one.path: one for one in state.vault.documents}
    changed: dict[str, Document] = {}
    mended: list[Diagnostic] = []
    for path, findings in groupby(chosen, key=lambda one: one.path):
        found = mend_file(documents[path], list(findings), state.vault.settings, today)
        state.refused |= found.refused
        if found.findings:
            changed[path] = found.document
            mended += found.findings
    state.take(changed, mended)


def _rename_files(state: Mending, chosen: Iterable[Diagnostic]) -> None:
    for one in chosen:
        found = renamed(state.vault, one)
        if isinstance(found, str):
            state.refused[one] = found
        else:
            state.take(found, [one])
