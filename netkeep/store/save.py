"""Saving an edited text: it is read again and compared with what was meant before it goes to disk."""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path

from netkeep.errors import RefusedError
from netkeep.model.schema import FileKind
from netkeep.store.walk import Walk
from netkeep.store.write import create_first, edit_file, replace_file
from netkeep.text.document import Document, Item, read_document
from netkeep.text.source import digest

Meant = Callable[[Item], bool]
"""Returns whether a file that is read again says what it should."""
Edit = Callable[[Document], tuple[str, Meant]]
"""Makes of a file its new text, and what that must say."""


def save_edit(root: Path, document: Document, text: str, meant: Meant) -> None:
    """Write an edited text if, read again, it says what was ``meant`` and has no new problem."""
    data = _bytes(edited(document, text, meant))
    replace_file(root, root / document.path, data, document.source.digest if document.source else "")


def save_with(root: Path, document: Document, edit: Edit) -> None:
    """Write what ``edit`` makes of a file, as :func:`save_edit` does; if it changed meanwhile, it is read again."""

    def again(data: bytes) -> bytes:
        same = document.source is not None and document.source.digest == digest(data)
        now = document if same else read_document(document.path, data, document.kind)
        return _bytes(edited(now, *edit(now)))

    edit_file(root, root / document.path, again)


def edited(document: Document, text: str, meant: Meant) -> Document:
    """Return a file with an edited text, if it says what was ``meant`` and has no new problem; nothing is written."""
    if document.source is None:
        raise RefusedError(f"{document.path} cannot be read; run 'netkeep check {document.path}'")
    data = document.source.encode(_text(text))
    again = read_document(document.path, data, document.kind)
    if again.item is None or not again.readable or _more_problems(document, again) or not meant(again.item):
        raise RefusedError(
            f"{document.path} was left as it was: written this way it would no longer say what you meant. "
            "Look for an unclosed code block, comment or quote in it ('netkeep edit'), or in your text."
        )
    return again


def _bytes(document: Document) -> bytes:
    return document.source.encode(document.source.text) if document.source else b""


def save_new(root: Path, path: str, text: str, kind: FileKind, others: Iterable[str] = ()) -> Document:
    """Create a file that reads without a problem; return it as read.

    If its path is taken meanwhile, it is created at the first of ``others`` that is free.
    """
    data = _text(text).encode()
    document = read_document(path, data, kind)
    if document.problems:
        problem = document.problems[0]
        wanted = problem.facts.get("wanted", problem.kind.replace("-", " "))
        raise RefusedError(f"not added: {problem.facts.get('field', 'something given')}: {wanted}")
    place = create_first(root, map(root.joinpath, chain([path], others)), data).relative_to(root).as_posix()
    return document if place == path else read_document(place, data, kind)


Change = tuple[Document, Document]
"""A file before and after; where the paths differ, it is renamed too."""


class Paths:
    """The files of a vault by their paths as text; a name that is not UTF-8 is written differently on disk."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._real = Walk(str(root)).real

    def __call__(self, path: str) -> Path:
        """Return where a file is on the disk."""
        return self._root.joinpath(*(self._real.get(part, part) for part in path.split("/")))


def _text(text: str) -> str:
    """Return a text that can be written; raise an error for halves of characters, as broken arguments have them."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise RefusedError("nothing was written: what was given is not UTF-8 text") from None
    return text


def _more_problems(before: Document, after: Document) -> bool:
    kinds = Counter(problem.kind for problem in after.problems)
    kinds.subtract(Counter(problem.kind for problem in before.problems))
    return any(count > 0 for count in kinds.values())
