"""Rewriting the front matter of a file to say what is wanted, in as few changed lines as possible."""

from netkeep.errors import RefusedError
from netkeep.model.shapes import Free, Record
from netkeep.text.document import Document, Item, read_document
from netkeep.text.edit import apply
from netkeep.text.framing import Frame
from netkeep.text.rewrite.change import Changes, UnreadableValueError
from netkeep.text.rewrite.plan import UnplaceableError
from netkeep.text.source import Source
from netkeep.text.tree import Mapping
from netkeep.text.values import Values, item_values


def rewritten(document: Document, wanted: Item) -> str:
    """Return the text of a file with front matter that says all that ``wanted`` says, its body unchanged.

    Lines that need no change stay byte for byte, and so does every comment on a line of its own (except for its
    indentation, where a block scalar above would swallow it); a comment behind a value goes with the value. What could
    not be read (a finding) is left as it is. Raises :class:`netkeep.errors.RefusedError` where ``wanted`` cannot be
    written into this file.
    """
    source, frame, tree, item = _front(document)
    have, values = item_values(item), item_values(wanted)
    changed = [key for key in {**have, **values} if have.get(key) != values.get(key)]
    if not changed:
        return source.text
    try:
        changes = Changes(source)
        fields = document.kind.shape.fields
        others = {key: Free() for key in {**have, **values} if key not in fields}
        changes.mapping(tree, Record({**fields, **others}), values, frozenset(changed))
        text = apply(source.text, changes.splices)
    except UnreadableValueError as error:
        raise RefusedError(
            f"{document.path} was left as it was: what it has under '{error}' cannot be read; "
            f"'netkeep check {document.path}' says why"
        ) from None
    except UnplaceableError:
        raise _refused(document) from None
    if not _says(document, text, source.text[frame.body :], values):
        raise _refused(document)
    return text


def _front(document: Document) -> tuple[Source, Frame, Mapping, Item]:
    source, frame, tree, item = document.source, document.frame, document.tree, document.item
    if source is None or frame is None or tree is None or item is None:
        raise RefusedError(f"{document.path} cannot be read; run 'netkeep check {document.path}'")
    return source, frame, tree, item


def _refused(document: Document) -> RefusedError:
    return RefusedError(
        f"{document.path} was left as it was: written into it, its front matter would not say what was meant; "
        f"change it by hand ('netkeep edit')"
    )


def _says(document: Document, text: str, body: str, values: Values) -> bool:
    """Return whether a text, read again, says what is wanted and keeps its body."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return False
    again = read_document(document.path, data, document.kind)
    if again.source is None or again.frame is None or again.item is None or not again.readable:
        return False
    return item_values(again.item) == values and again.source.text[again.frame.body :] == body
