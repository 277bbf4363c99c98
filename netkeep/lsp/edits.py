"""Changes as the editor makes them: only what differs, in files that are open and in others."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from lsprotocol.types import (
    ClientCapabilities,
    CreateFile,
    OptionalVersionedTextDocumentIdentifier,
    Position,
    Range,
    RenameFile,
    ResourceOperationKind,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from netkeep.lsp.open_vault import OpenVault, as_source
from netkeep.lsp.positions import Positions
from netkeep.lsp.session import Session
from netkeep.model.body import Span
from netkeep.text.document import Document
from netkeep.text.edit import Splice

Operation = TextDocumentEdit | CreateFile | RenameFile


class Abilities(NamedTuple):
    """What an editor can do with an edit of several files."""

    versions: bool = False
    create: bool = False
    rename: bool = False


def abilities(capabilities: ClientCapabilities) -> Abilities:
    """Return what an editor says that it can do."""
    edit = capabilities.workspace.workspace_edit if capabilities.workspace else None
    kinds = (edit.resource_operations or ()) if edit else ()
    # Neovim names what it can do with files, which only such edits can hold, and forgets to say that it takes them.
    versions = bool(edit and (edit.document_changes or kinds))
    return Abilities(versions, ResourceOperationKind.Create in kinds, ResourceOperationKind.Rename in kinds)


def splices_between(before: str, after: str) -> Iterator[Splice]:
    """Yield what makes one text another: whole lines that differ, without what they begin and end with alike."""
    lines, now = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = _starts(lines)
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, lines, now, autojunk=False).get_opcodes():
        if kind != "equal":
            yield _trimmed(starts[i1], "".join(lines[i1:i2]), "".join(now[j1:j2]))


def _starts(lines: Sequence[str]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts


def _trimmed(start: int, old: str, new: str) -> Splice:
    shortest = min(len(old), len(new))
    head = next((at for at in range(shortest) if old[at] != new[at]), shortest)
    rest = shortest - head
    tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    head, tail = _whole_line_ends(old, new, head, tail)
    return Splice(start + head, start + len(old) - tail, new[head : len(new) - tail])


def _whole_line_ends(old: str, new: str, head: int, tail: int) -> tuple[int, int]:
    """Return how much is alike without half of a line end of two characters, which has no position."""
    if head and old[head - 1] == "\r" and "\n" in (old[head : head + 1], new[head : head + 1]):
        head -= 1
    if tail and old[-tail] == "\n" and "\r" in (old[-tail - 1 : -tail], new[-tail - 1 : -tail]):
        tail -= 1
    return head, tail


def change(session: Session, vault: OpenVault, path: str, before: str, after: str) -> TextDocumentEdit:
    """Return the edit that makes the text of a file another one."""
    uri = session.uri(vault, path)
    buffer = session.buffers.get(uri)
    positions = Positions(as_source(path, before), session.encoding)
    mark = before.startswith("\ufeff")
    edits = [
        TextEdit(positions.range(Span(splice.start - mark, splice.end - mark)), splice.new)
        for splice in splices_between(before, after)
    ]
    return TextDocumentEdit(OptionalVersionedTextDocumentIdentifier(uri, buffer.version if buffer else None), edits)


def document_change(session: Session, vault: OpenVault, before: Document, after: Document) -> TextDocumentEdit:
    """Return the edit that makes a file another one; the paths may differ."""
    return change(session, vault, before.path, whole_text(before), whole_text(after))


def whole_text(document: Document) -> str:
    """Return the text of a file, with its byte order mark."""
    source = document.source
    return (("\ufeff" if source.bom else "") + source.text) if source else ""


def creation(session: Session, vault: OpenVault, path: str, text: str) -> list[Operation]:
    """Return the edits that make a new file."""
    uri = session.uri(vault, path)
    insertion = TextEdit(Range(Position(0, 0), Position(0, 0)), text)
    return [CreateFile(uri), TextDocumentEdit(OptionalVersionedTextDocumentIdentifier(uri, None), [insertion])]


def workspace_edit(operations: Sequence[Operation], can: Abilities) -> WorkspaceEdit:
    """Return all edits as one."""
    if can.versions:
        return WorkspaceEdit(document_changes=list(operations))
    return WorkspaceEdit(
        changes={
            operation.text_document.uri: [edit for edit in operation.edits if isinstance(edit, TextEdit)]
            for operation in operations
            if isinstance(operation, TextDocumentEdit)
        }
    )
