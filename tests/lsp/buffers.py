"""A session without a server, and the texts that its edits make: the quick way to test what a request answers."""

from datetime import date
from pathlib import Path

from lsprotocol.types import CodeAction, CreateFile, Position, Range, RenameFile, TextEdit, WorkspaceEdit

from netkeep.lsp.actions import actions
from netkeep.lsp.edits import Abilities
from netkeep.lsp.open_vault import OpenVault, as_source
from netkeep.lsp.positions import Positions
from netkeep.lsp.session import Session, Spot
from netkeep.text.edit import Splice, apply

EVERYTHING = Abilities(versions=True, create=True, rename=True)
HERE = "‸"
TODAY = date(2026, 11, 22)


class Buffers:
    """The files of a vault as an editor sees them; ``texts`` are the open ones."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.session = Session(lambda: TODAY)
        self.vault = OpenVault.read(root)
        self.session.add(self.vault)
        self.texts: dict[str, str] = {}

    def pause(self) -> None:
        """Let the rules run that wait for a pause."""
        self.vault.advice.keep(self.vault.advice.begin()())

    def close(self) -> None:
        """Close the vault's index, as a server does that ends."""
        self.session.end()

    def uri(self, path: str) -> str:
        return (self.root / path).as_uri()

    def open(self, path: str, text: str) -> None:
        self.texts[path] = text
        self.session.open(self.uri(path), text, 1)

    def spot(self, path: str, offset: int) -> Spot:
        spot = self.session.spot(self.uri(path), self._positions(path).position(offset))
        assert spot
        return spot

    def _positions(self, path: str) -> Positions:
        return Positions(as_source(path, self.text(path)), self.session.encoding)

    def text(self, path: str) -> str:
        file = self.root / path
        return self.texts[path] if path in self.texts else file.read_bytes().decode() if file.exists() else ""

    def actions(self, path: str, text: str, can: Abilities = EVERYTHING) -> dict[str, CodeAction]:
        """Return what can be done at the ``‸`` of a text, by its title."""
        start = text.index(HERE)
        self.open(path, text.replace(HERE, ""))
        positions = self._positions(path)
        place = Range(positions.position(start), positions.position(start))
        return {action.title: action for action in actions(self.session, self.spot(path, start), place, can)}

    def result(self, edit: WorkspaceEdit | None) -> dict[str, str]:
        """Return what the files say that an edit changes, by their paths; ``old -> new`` for one that is renamed."""
        assert edit
        texts: dict[str, str] = {}
        for operation in edit.document_changes or ():
            if isinstance(operation, CreateFile):
                texts[self._path(operation.uri)] = ""
            elif isinstance(operation, RenameFile):
                texts[f"{self._path(operation.old_uri)} -> {self._path(operation.new_uri)}"] = ""
            elif not hasattr(operation, "kind"):
                path = self._path(operation.text_document.uri)
                edits = [each for each in operation.edits if isinstance(each, TextEdit)]
                texts[path] = self._edited(path, texts.get(path, self.text(path)), edits)
        return texts

    def _path(self, uri: str) -> str:
        return uri.removeprefix(f"{self.root.as_uri()}/")

    def _edited(self, path: str, text: str, edits: list[TextEdit]) -> str:
        positions = Positions(as_source(path, text), self.session.encoding)
        mark = int(text.startswith("\ufeff"))
        splices: list[Splice] = []
        for each in edits:
            start, end = (self._offset(positions, at, mark) for at in (each.range.start, each.range.end))
            splices.append(Splice(start, end, each.new_text))
        return apply(text, splices)

    @staticmethod
    def _offset(positions: Positions, position: Position, mark: int) -> int:
        return 0 if position == Position(0, 0) else positions.offset(position) + mark
