"""An edited text, read again and compared with what was meant, before it goes to disk."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from netkeep.errors import NetkeepError, RefusedError
from netkeep.model.schema import FileKind
from netkeep.store.write import create_file, rename_file, replace_file
from netkeep.text.document import Document, Item, read_document


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
    _rename([(before, after) for before, after in changes if before.path != after.path], root)
    written: set[Path] = set()
    for before, after in changes:
        full = (root / after.path).resolve()
        if before.source and after.source and after.source.digest != before.source.digest and full not in written:
            replace_file(root, root / after.path, after.source.encode(after.source.text), before.source.digest)
            written.add(full)  # the other end of a link inside the vault has been mended with it


def _rename(changes: Sequence[Change], root: Path) -> None:
    done: list[Change] = []
    try:
        for before, after in changes:
            rename_file(root, root / before.path, root / after.path, before.source.digest if before.source else "")
            done.append((before, after))
    except NetkeepError:
        for before, after in reversed(done):
            (root / after.path).rename(root / before.path)
        raise


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
