"""What names a person in a file, made to name another, or nobody."""

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
    """Return a file in which whatever named ``old`` names ``new``; with None, a link becomes the word "someone".

    Nobody stands twice in a list, nor in one of their own file; who is forgotten is taken out of it. Raises
    :class:`RefusedError` where the file cannot be changed so.
    """
    after = body_relinked(document, old, new)
    if isinstance(after.item, Contact) and (wanted := _in_front(after.item, old, new)) != after.item:
        after = _read(after, rewritten(after, wanted))
    if _names(after, old) or not after.readable or len(_log(after)) != len(_log(document)):
        raise RefusedError(f"{document.path}: what names {old} in it could not be changed; nothing was written")
    return after


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


def naming(documents: Iterable[Document], person: str) -> Iterator[Document]:
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
    if all(one.id != old for one in contact.knows):
        return contact
    knows: dict[str, Acquaintance] = {}
    for one in contact.knows:
        name = new if one.id == old else one.id
        if name is not None and name != contact.id:
            known = knows.setdefault(name, replace(one, id=name))
            knows[name] = replace(known, how=known.how or one.how)
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
    for found in links_in_values(document):
        if found.id == old:
            yield _in_text(document, as_link(found), new)


def _in_text(document: Document, link: WikiLink, new: str | None) -> Splice:
    if new is None:
        return Splice(*link.span, _NOBODY)
    return Splice(*id_place(_text(document), link.span), new)


def _in_list(document: Document, entry: LogEntry, old: str, new: str | None) -> Iterator[Splice]:
    """Change one name of those who were there; who would stand there twice, or in their own file, is left out."""
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
