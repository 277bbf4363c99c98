"""Mending the whole vault in memory, round after round, until nothing more can be fixed."""

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
"""Returns the findings of a vault; also takes the new paths of renamed files."""


@dataclass
class Mending:
    """A vault before and after. ``originals`` has the old state of the changed files, by their current paths.

    ``mended`` are the findings that are gone, ``refused`` those whose fix was not applied and why, ``left`` all that a
    check finds now.
    """

    vault: Vault
    mended: list[Diagnostic] = field(default_factory=list)
    refused: dict[Diagnostic, str] = field(default_factory=dict)
    left: Sequence[Diagnostic] = ()
    originals: dict[str, Document] = field(default_factory=dict)

    def changes(self) -> list[tuple[Document, Document]]:
        """Return every file that changes, before and after, by its old path."""
        now = {document.path: document for document in self.vault.documents}
        pairs = [(was, now[path]) for path, was in self.originals.items()]
        return sorted(pairs, key=lambda pair: pair[0].path)

    def renamed_paths(self) -> list[str]:
        """Return the new paths of renamed files."""
        return [now.path for was, now in self.changes() if was.path != now.path]

    def take(self, changed: dict[str, Document], mended: Iterable[Diagnostic]) -> None:
        """Continue with these files in place of those at the same paths."""
        was = {document.path: document for document in self.vault.documents if document.path in changed}
        for path, document in changed.items():
            self.originals[document.path] = self.originals.pop(path, was[path])
        self.vault = with_documents(self.vault, changed)
        self.mended += mended


def mend(vault: Vault, look: CheckInput, today: date, *, unsafe: bool) -> Mending:
    """Apply every safe fix of the findings of ``look``, with ``unsafe`` also the others; write nothing."""
    state = Mending(vault)
    for _ in range(_ROUNDS):
        state.left = look(state.vault, state.renamed_paths())
        chosen = [finding for finding in state.left if finding.fix and (finding.fix.safe or unsafe)]
        state.refused = {}
        so_far = len(state.mended)
        _mend_files(state, [finding for finding in chosen if finding.fix and not finding.fix.rename], today)
        if so_far == len(state.mended):
            _rename_files(state, [finding for finding in chosen if finding.fix and finding.fix.rename])
        if so_far == len(state.mended):
            return state
    state.left, state.refused = look(state.vault, state.renamed_paths()), {}
    return state


def _mend_files(state: Mending, chosen: Iterable[Diagnostic], today: date) -> None:
    documents = {document.path: document for document in state.vault.documents}
    changed: dict[str, Document] = {}
    mended: list[Diagnostic] = []
    for path, findings in groupby(chosen, key=lambda finding: finding.path):
        result = mend_file(documents[path], list(findings), state.vault.settings, today)
        state.refused |= result.refused
        if result.findings:
            changed[path] = result.document
            mended += result.findings
    state.take(changed, mended)


def _rename_files(state: Mending, chosen: Iterable[Diagnostic]) -> None:
    for finding in chosen:
        changed = renamed(state.vault, finding)
        if isinstance(changed, str):
            state.refused[finding] = changed
        else:
            state.take(changed, [finding])
