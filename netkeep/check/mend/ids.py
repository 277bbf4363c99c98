"""Places that name an id, and the fix that lets one of them name another."""

import re
from collections.abc import Iterator

from netkeep.check.fix import Fix, Swap
from netkeep.check.kept_words import words
from netkeep.check.mend.nodes import links_in_values, shaped
from netkeep.check.mend.values import written
from netkeep.check.mend.words import hyphened
from netkeep.check.references import references
from netkeep.model.body import Span, WikiLink
from netkeep.model.ids import is_id, unlink
from netkeep.model.shapes import Value
from netkeep.text.document import Document
from netkeep.text.edit import Splice
from netkeep.text.links import WIKILINK, as_link, id_place, links_in
from netkeep.text.tree import Scalar

Named = Scalar | WikiLink
"""A value that names an id, or a link in the body."""
_REST_OF_LINE = re.compile(r"[^\r\n]*")


def link_fix(document: Document, named: Named, old: str, new: str) -> Fix | None:
    """Return the fix that writes the new id; a name for people to read stays as the text of the link."""
    text = document.source.text if document.source else ""
    was = text[slice(*named.span)]
    start = _start(text, old, named.span) - named.span.start
    if start < 0:
        return None
    with_new = was[:start] + new + was[start + len(old) :]
    bracketed = "[[" in was
    bare = isinstance(named, Scalar) and not bracketed
    if is_id(old) or "|" in was or not (bare or bracketed) or (bare and words(hyphened(old)) == words(new)):
        now = with_new
    elif bracketed:
        bar = "\\|" if isinstance(named, WikiLink) and _in_table(text, named.span) else "|"
        now = with_new.replace("]]", f"{bar}{old}]]", 1)
    else:
        quoted = isinstance(named, Scalar) and written(document, named, f"[[{new}|{old}]]")
        if not quoted:
            return None
        now = quoted
    return Fix((Splice(*named.span, now),), swaps=(Swap("link", _inner(was), _inner(now)),))


def _start(text: str, old: str, span: Span) -> int:
    """Return the offset where an id is written out in a value or link; -1 if it is not."""
    link = next(links_in(text, *span), None)
    if link is None or link.id != old:
        return text.find(old, *span)
    place = id_place(text, link.span)
    return place.start if place.end > place.start else -1


def _inner(link: str) -> str:
    """Return a link without brackets and quotes."""
    return link.strip("[]'\"")


def _in_table(text: str, span: Span) -> bool:
    """Return whether the line of a link has a bar: in a table another one would split a cell."""
    start = max(text.rfind(sign, 0, span.start) for sign in "\r\n") + 1
    line = _REST_OF_LINE.match(text, span.end)
    return "|" in WIKILINK.sub("", text[start : line.end() if line else span.end])


def naming(document: Document, old: str) -> Iterator[Named]:
    """Yield the places where a file names an id; links in brackets count in any value, even below ``x``."""
    return (place for place in places(document) if named_id(place) == old)


def places(document: Document) -> Iterator[Named]:
    """Yield the places where a file names any id."""
    for node, shape in shaped(document):
        if isinstance(node, Scalar) and shape == Value("id"):
            yield node
    yield from map(as_link, links_in_values(document))
    yield from document.item.body.links if document.item else ()


def named_id(place: Named) -> str:
    """Return the id that is named at a place."""
    return unlink(place.value.strip()) if isinstance(place, Scalar) else place.id


def retargeted(document: Document, place: Named, new: str) -> Fix | str:
    """Return the fix that lets a place name another id, or in words why it is left to a person.

    Nobody is listed twice, nor in their own list: which of the two to leave out may need what stands beside them.
    """
    if new in _named_beside(document, place):
        return f"{new} is named there already"
    fix = link_fix(document, place, named_id(place), new)
    return fix or "the id is not written out there"


def _named_beside(document: Document, place: Named) -> set[str]:
    """Return the ids that stand in the same list as a place, and that of the file if nobody lists themselves there."""
    entries = document.item.body.log if document.item else ()
    others = next((entry.others for entry in entries if place in entry.others), ())
    if others:
        return {document.stem, *(link.id for link in others)}
    in_front = list(references(document))
    field = next((reference.field for reference in in_front if reference.span == place.span), None)
    return {document.stem, *(reference.id for reference in in_front if reference.field == field)} if field else set()
