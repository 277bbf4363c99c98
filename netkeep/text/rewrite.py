"""The front matter of a person's file changed to say what is wanted, in as few lines as can be."""

from netkeep.errors import RefusedError
from netkeep.model.people import Contact
from netkeep.text import layout
from netkeep.text.document import Document, read_document
from netkeep.text.values import contact_values


def rewritten(document: Document, wanted: Contact) -> str:
    """Give the text of a person's file, its front matter saying all that ``wanted`` says but the body.

    Raises :class:`netkeep.errors.RefusedError` where that cannot be written into this file.
    """
    source, frame, item = document.source, document.frame, document.item
    if source is None or frame is None or not isinstance(item, Contact):
        raise RefusedError(f"{document.path} cannot be read; run 'netkeep check {document.path}'")
    values = contact_values(wanted)
    if contact_values(item) == values:
        return source.text
    front = "".join(f"{line}{source.newline}" for key, value in values.items() for line in layout.field(key, value))
    text = f"{source.text[: frame.yaml.start]}{front}{source.text[frame.yaml.end :]}"
    again = read_document(document.path, source.encode(text), document.kind).item
    if not isinstance(again, Contact) or contact_values(again) != values:
        raise RefusedError(f"{document.path} was left as it was: what is to be changed in it cannot be written there")
    return text
