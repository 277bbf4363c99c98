"""What can be done at a place with one key: mending, accepting, making, linking, writing down."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from lsprotocol.types import CodeAction, CodeActionKind, Range

from netkeep.check.apply import mend_file
from netkeep.check.diagnostic import Diagnostic as Finding
from netkeep.check.suppress import accept
from netkeep.check.suppressions import accepted_codes
from netkeep.errors import RefusedError
from netkeep.lsp.diagnostics import as_diagnostic
from netkeep.lsp.edits import Abilities, Operation, creation, document_change, workspace_edit
from netkeep.lsp.navigation import id_at
from netkeep.lsp.rename import rename_edit
from netkeep.lsp.session import Session, Spot
from netkeep.model.ids import is_id
from netkeep.model.names import fold
from netkeep.model.people import Contact
from netkeep.model.schema import NOTE_FILE, PERSON
from netkeep.store.save import edited
from netkeep.store.vault import Vault
from netkeep.text.document import Document, Item, read_document
from netkeep.text.edit import Splice, apply, with_done, with_entry, with_key, with_reminder
from netkeep.text.links import links_in
from netkeep.text.new import NewContact, contact_text

FIX_ALL = f"{CodeActionKind.SourceFixAll.value}.netkeep"
_DANGLING = {"dangling-id", "dangling-link"}
_CADENCES = ("1 month", "3 months", "6 months", "1 year", "none")
_KINDS = ("call", "coffee", "meeting")
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Actions:
    """A place or range in an open file, and what its editor can do."""

    session: Session
    spot: Spot
    end: int
    can: Abilities

    def all(self) -> Iterator[CodeAction]:
        """Yield everything that can be done."""
        document = self.spot.document
        if document.kind is NOTE_FILE or document.source is None:
            return
        findings = self.spot.vault.findings(self.session.today(), [document.path])
        findings = [finding for finding in findings if finding.path == document.path]
        for finding in self._here(findings):
            yield from self._for_finding(finding, findings)
        if mended := self._mended([finding for finding in findings if finding.fix and finding.fix.safe]):
            yield self._change("Fix all that is certain in this file", mended, FIX_ALL)
        if document.item is not None and document.readable:
            yield from self._writing(document, document.item)

    def _here(self, findings: Sequence[Finding]) -> Iterator[Finding]:
        source = self.spot.document.source
        for finding in findings:
            start, end = (finding.line, finding.column), (finding.end_line, finding.end_column)
            if source and source.offset(*start) <= self.end and self.spot.offset <= source.offset(*end):
                yield finding

    def _for_finding(self, finding: Finding, findings: Sequence[Finding]) -> Iterator[CodeAction]:
        if finding.fix and finding.fix.rename:
            yield from self._renaming(finding)
        elif mended := self._mended([finding]):
            doubt = "" if finding.fix and finding.fix.safe else " (look whether it is meant)"
            title = f"{finding.code}: {finding.help}{doubt}"
            yield self._change(title, mended, CodeActionKind.QuickFix, finding, preferred=not doubt)
            same = [other for other in findings if other.code == finding.code and other.fix]
            if len(same) > 1 and (mended := self._mended(same)):
                yield self._change(f"Fix all {finding.code} in this file", mended, CodeActionKind.QuickFix, finding)
        if finding.name in _DANGLING:
            yield from self._making(finding)
        if accepted := self._accepted(finding):
            yield self._change(f"Accept {finding.code} here", accepted, CodeActionKind.QuickFix, finding)

    def _mended(self, findings: Sequence[Finding]) -> Document | None:
        if not findings:
            return None
        result = mend_file(self.spot.document, findings, self.spot.vault.settings, self.session.today())
        return result.document if result.findings else None

    def _renaming(self, finding: Finding) -> Iterator[CodeAction]:
        new = finding.fix.rename if finding.fix else ""
        if self.can.rename:
            edit = rename_edit(self.session, self.spot.vault, self.spot.document.stem, new, self.can)
            yield CodeAction(f"{finding.code}: rename it to {new}", CodeActionKind.QuickFix, edit=edit)

    def _accepted(self, finding: Finding) -> Document | None:
        """Return the file with a comment or ``check_ignore`` that accepts a finding; None where none may."""
        vault = Vault(self.spot.vault.root, self.spot.vault.settings, (self.spot.document,))

        def left(state: Vault) -> list[Finding]:
            lines = {code.line for code in accepted_codes(state.documents[0]) if code.code == finding.code}
            # A comment above a heading moves it down by a line.
            return [] if lines & {0, finding.line, finding.line + 1} else [finding]

        state = accept(vault, left, "")
        return state.vault.documents[0] if state.accepted else None

    def _making(self, finding: Finding) -> Iterator[CodeAction]:
        """Yield the making of a contact for the id that a finding is about."""
        source = self.spot.document.source
        at = source.offset(finding.line, finding.column) if source else 0
        named = id_at(self.spot._replace(offset=at))
        id_ = named[0] if named else ""
        taken = is_id(id_) and self.spot.vault.paths_of(id_)
        if not self.can.create or not is_id(id_) or taken or finding.message.startswith("worked_with"):
            return
        link = next(links_in(self.spot.text, *named[1]), None) if named else None
        name = (link.text or "").strip() if link else ""
        text = contact_text(NewContact(name or id_.replace("-", " ").title()))
        if read_document("", text.encode(), PERSON).flawless:
            made = creation(self.session, self.spot.vault, f"{PERSON.folder}/{id_}.md", text)
            yield self._action(f"Make people/{id_}.md", made, CodeActionKind.QuickFix, finding)

    def _writing(self, document: Document, item: Item) -> Iterator[CodeAction]:
        """Yield what can be written down in a file that can be read."""
        if document.frame and self.spot.offset < document.frame.body:
            yield from self._cadences(document, item)
            return
        for reminder in item.body.reminders:
            if not reminder.done and reminder.span.start <= self.spot.offset <= reminder.span.end:
                yield from self._written("Tick it", with_done(document, reminder))
        yield from self._linking(document)
        yield from self._entries(document)
        day = self.session.today() + timedelta(days=30)
        yield from self._written("Remind me in a month", with_reminder(document, f"{day.isoformat()} get in touch"))

    def _cadences(self, document: Document, item: Item) -> Iterator[CodeAction]:
        if isinstance(item, Contact):
            for cadence in _CADENCES:
                if str(item.cadence) != cadence:
                    yield from self._written(f"Cadence: {cadence}", with_key(document, "cadence", cadence))

    def _entries(self, document: Document) -> Iterator[CodeAction]:
        today = self.session.today()
        named = id_at(self.spot)
        person = self.spot.vault.vault.contacts.get(named[0]) if named else None
        company = f" with [[{person.id}]]" if person and person.id != document.stem else ""
        words = f" with {person.name}" if person and company else ""
        for kind in _KINDS:
            text = with_entry(document, today, f"{today.isoformat()} {kind}{company}")
            yield from self._written(f"Log today: {kind}{words}", text)

    def _linking(self, document: Document) -> Iterator[CodeAction]:
        """Yield the link of a name at the place to the one person who is called so."""
        text = self.spot.text
        start = text.rfind("\n", 0, self.spot.offset) + 1
        end = text.find("\n", self.spot.offset)
        words = list(_WORD.finditer(text, start, end if end >= 0 else len(text)))
        for first, last in _runs(len(words)):
            span = (words[first].start(), words[last].end())
            if span[0] <= self.spot.offset <= span[1] and self.end <= span[1]:
                name = text[slice(*span)]
                people = self.spot.vault.directory.called(fold(name))
                if len(people) == 1 and people[0] != document.stem:
                    linked = apply(text, [Splice(*span, f"[[{people[0]}|{name}]]")])
                    yield from self._written(f"Link {name}", linked, links=1)
                    return

    def _written(self, title: str, text: str, links: int = 0) -> Iterator[CodeAction]:
        """Yield a change of a file that then still reads without a new problem; ``links`` are how many more it has."""
        document = self.spot.document
        before = len(document.item.body.links) if document.item else 0
        try:
            after = edited(document, text, lambda item: not links or len(item.body.links) == before + links)
        except RefusedError:
            return
        yield self._change(title, after, CodeActionKind.RefactorRewrite)

    def _change(
        self, title: str, after: Document, kind: str, finding: Finding | None = None, *, preferred: bool = False
    ) -> CodeAction:
        operations = [document_change(self.session, self.spot.vault, self.spot.document, after)]
        return self._action(title, operations, kind, finding, preferred=preferred)

    def _action(
        self,
        title: str,
        operations: Sequence[Operation],
        kind: str,
        finding: Finding | None = None,
        *,
        preferred: bool = False,
    ) -> CodeAction:
        positions = self.session.positions_of(self.spot.document)
        return CodeAction(
            title,
            kind,
            diagnostics=[as_diagnostic(finding, positions)] if finding else None,
            is_preferred=True if preferred else None,
            edit=workspace_edit(operations, self.can),
        )


def _runs(number: int) -> list[tuple[int, int]]:
    """Return every run of a few words among so many, the longest first."""
    runs = [(first, last) for first in range(number) for last in range(first, min(number, first + _MOST_WORDS))]
    return sorted(runs, key=lambda run: run[0] - run[1])


def actions(session: Session, spot: Spot, place: Range, can: Abilities) -> list[CodeAction]:
    """Return what can be done in a range of an open file."""
    end = session.positions_of(spot.document).offset(place.end)
    return list(Actions(session, spot, end, can).all())
