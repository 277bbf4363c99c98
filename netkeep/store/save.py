"""An edited text, read again and compared with what was meant, before it goes to disk."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from netkeep.errors import NetkeepError, RefusedError
from netkeep.model.schema import FileKind
from netkeep.store.walk import Walk
from netkeep.store.write import create_file, rename_file, replace_file
from netkeep.text.document import Document, Item, read_document
from netkeep.text.source import Source


def save_edit(root: Path, document: Document, text: str, meant: Callable[[Item], bool]) -> None:
    """Write an edited text if, read again, it says what was ``meant`` and has no problem that it had not before."""
    if document.source is None:
        raise RefusedError(f"{document.path} cannot be read; run 'netkeep check {document.path}'")
    data = document.source.encode(_text(text))
    again = read_document(document.path, data, document.kind)
    if again.item is None or not again.readable or _more_problems(document, again) or not meant(again.item):
        raise RefusedError(
            f"{document.path} was left as it was: written this way it would no longer say what you meant. "
            "Look for an unclosed code block, comment or quote in it ('netkeep edit'), or in your text."
        )
    replace_file(root, root / document.path, data, document.source.digest)


def save_new(root: Path, path: str, text: str, kind: FileKind) -> Document:
    """Create a file that reads without a problem; gives it as read."""
    data = _text(text).encode()
    document = read_document(path, data, kind)
    if document.problems:
        problem = document.problems[0]
        wanted = problem.facts.get("wanted", problem.kind.replace("-", " "))
        raise RefusedError(f"not added: {problem.facts.get('field', 'something given')}: {wanted}")
    create_file(root, root / path, data)
    return document


Change = tuple[Document, Document]
"""A file before and after; where the paths differ, it is renamed too."""


def save_changes(root: Path, changes: Sequence[Change]) -> None:
    """Write changed files, each whole or not at all: first the new names, which can be refused, then what is in them.

    Raises :class:`netkeep.errors.NetkeepError` for the first file that cannot be written; if that was a name, all
    names are what they were.
    """
    if not changes:
        return
    full = Paths(root)
    _rename([(before, after) for before, after in changes if before.path != after.path], root, full)
    written: set[Path] = set()
    for before, after in changes:
        path = full(after.path)
        if before.source and after.source and after.source.digest != before.source.digest:
            if path.resolve() not in written:  # else the other end of a link inside the vault has been written
                _replace(root, path, after.source, before.source.digest, len(written))
            written.add(path.resolve())


def _replace(root: Path, path: Path, source: Source, expected: str, written: int) -> None:
    try:
        replace_file(root, path, source.encode(source.text), expected)
    except NetkeepError as error:
        so_far = f" Before it, {written} file{' was' if written == 1 else 's were'} written." if written else ""
        raise type(error)(f"{error}{so_far}") from None


def _rename(changes: Sequence[Change], root: Path, full: "Paths") -> None:
    done: list[Change] = []
    try:
        for before, after in changes:
            digest = before.source.digest if before.source else ""
            rename_file(root, full(before.path), full(after.path), digest)
            done.append((before, after))
    except NetkeepError:
        for before, after in reversed(done):
            full(after.path).rename(full(before.path))
        raise


class Paths:
    """The files of a vault by their paths as text; a name whose bytes are no UTF-8 is another one on the disk."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._real = Walk(str(root)).real

    def __call__(self, path: str) -> Path:
        """Give where a file is on the disk."""
        return self._root.joinpath(*(self._real.get(part, part) for part in path.split("/")))


def _text(text: str) -> str:
    """Refuse what cannot be written: halves of characters, as broken arguments and file names have them."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise RefusedError("nothing was written: what was given is no text in UTF-8") from None
    return text


def _more_problems(before: Document, after: Document) -> bool:
    kinds = Counter(problem.kind for problem in after.problems)
    kinds.subtract(Counter(problem.kind for problem in before.problems))
    return any(count > 0 for count in kinds.values())
