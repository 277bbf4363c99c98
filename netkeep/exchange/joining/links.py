"""Links to a person in a file, changed to another person or to nobody."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from netkeep.check.mend.nodes import links_in_values
from netkeep.errors import RefusedError
from netkeep.model.body import LogEntry, WikiLink
from netkeep.model.people import Acquaintance, Contact
from netkeep.text.document import Document, read_document
from netkeep.text.edit import Splice, apply
from netkeep.text.links import as_link, id_place
from netkeep.text.rewrite import rewritten

_WITH = re.compile(r"\s+with\s+$")
_NOBODY = "someone"


def relinked(document: Document, old: str, new: str | None) -> Document:
    """Return a file in which everything that named ``old`` names ``new``; with None, a link becomes "someone".

    Nobody is listed twice, nor in their own file; somebody forgotten is taken out of lists. Raises
    :class:`RefusedError` where the file cannot be changed like this.
    """
    edited = body_relinked(document, old, new)
    if isinstance(edited.item, Contact) and (wanted := _in_front(edited.item, old, new)) != edited.item:
        edited = _read(edited, rewritten(edited, wanted))
    if _names(edited, old) or not edited.readable or len(_log(edited)) != len(_log(document)):
        raise RefusedError(f"{document.path}: what names {old} in it could not be changed; nothing was written")
    return edited


def body_relinked(document: Document, old: str, new: str | None) -> Document:
    """Return a file with the links of its body changed, and its front matter as it was."""
    return _read(document, apply(_text(document), _in_body(document, old, new)))


def _read(document: Document, text: str) -> Document:
    data = document.source.encode(text) if document.source else b""
    return read_document(document.path, data, document.kind)


def _names(document: Document, person: str) -> bool:
    """Return whether a file names somebody."""
    item = document.item
    in_front = isinstance(item, Contact) and _in_front(item, person, None) != item
    ids = (*(link.id for link in item.body.links), *(link.id for link in links_in_values(document))) if item else ()
    return in_front or person in ids


def documents_naming(documents: Iterable[Document], person: str) -> Iterator[Document]:
    """Yield the files that name somebody. Raises :class:`RefusedError` for one that may, and cannot be read."""
    for document in documents:
        if not document.readable and document.source and person in document.source.text:
            raise RefusedError(f"{document.path} may name {person}, and cannot be read; nothing was written")
        if document.readable and _names(document, person):
            yield document


def _log(document: Document) -> tuple[LogEntry, ...]:
    return document.item.body.log if document.item else ()


def _in_front(contact: Contact, old: str, new: str | None) -> Contact:
    introduced_by = new if contact.introduced_by == old else contact.introduced_by
    contact = replace(contact, introduced_by=None if introduced_by == contact.id else introduced_by)
    if all(acquaintance.id != old for acquaintance in contact.knows):
        return contact
    knows: dict[str, Acquaintance] = {}
    for acquaintance in contact.knows:
        name = new if acquaintance.id == old else acquaintance.id
        if name is not None and name != contact.id:
            mine = knows.setdefault(name, replace(acquaintance, id=name))
            knows[name] = replace(mine, how=mine.how or acquaintance.how)
    return replace(contact, knows=tuple(knows.values()))


def _in_body(document: Document, old: str, new: str | None) -> Iterator[Splice]:
    in_lists: set[WikiLink] = set()
    for entry in _log(document):
        if any(link.id == old for link in entry.others):
            in_lists.update(entry.others)
            yield from _in_list(document, entry, old, new)
    for link in document.item.body.links if document.item else ():
        if link.id == old and link not in in_lists:
            yield _in_text(document, link, new)
    for value_link in links_in_values(document):
        if value_link.id == old:
            yield _in_text(document, as_link(value_link), new)


def _in_text(document: Document, link: WikiLink, new: str | None) -> Splice:
    if new is None:
        return Splice(*link.span, _NOBODY)
    return Splice(*id_place(_text(document), link.span), new)


def _in_list(document: Document, entry: LogEntry, old: str, new: str | None) -> Iterator[Splice]:
    """Change one name in the list of an entry; whoever would be listed twice, or in their own file, is left out."""
    text, others = _text(document), entry.others
    taken = {link.id for link in others if link.id != old} | {document.stem}
    kept: list[WikiLink] = []
    for link in others:
        if link.id != old or (new is not None and new not in taken):
            kept.append(link)
            taken |= {new} if link.id == old and new else set()
    opening = _WITH.search(text, entry.span.start, others[0].span.start)
    if not kept:
        yield Splice(opening.start() if opening else others[0].span.start, others[-1].span.end, "")
        return
    last = None
    for link in others:
        if link in kept:
            last = link
            if link.id == old:
                yield _in_text(document, link, new)
        elif last is None:
            yield Splice(link.span.start, others[others.index(link) + 1].span.start, "")
        else:
            yield Splice(others[others.index(link) - 1].span.end, link.span.end, "")


def _text(document: Document) -> str:
    return document.source.text if document.source else ""
